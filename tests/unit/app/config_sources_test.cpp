#include "app/config_sources.h"

#include <filesystem>
#include <fstream>
#include <stdlib.h>

#include <gtest/gtest.h>

namespace vtp::app {
namespace {

/// A folder that is gone after the test.
class ConfigSources : public ::testing::Test {
 protected:
  ConfigSources() {
    std::string name = (std::filesystem::temp_directory_path() / "vtp-config-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ConfigSources() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = (folder_ / name).string();
    std::ofstream(path) << text;
    return path;
  }

  static std::string problem(const Flags& flags, const Environment& environment) {
    const auto loaded = load_config(flags, environment);
    return loaded ? "none" : loaded.error().message;
  }

  std::filesystem::path folder_;
};

TEST_F(ConfigSources, LaterSourcesOverruleEarlierOnes) {
  const auto file = write("a.toml", "[server]\nport = 1001\nname = 'From file'\ntimezone = 'Asia/Riyadh'\n");
  const Environment environment{{"VTP_SERVER__PORT", "1002"}, {"VTP_SERVER__NAME", "From environment"}};
  const auto loaded = load_config({.config_file = file, .values = {{"server.port", "1003"}}}, environment);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.server_port, 1003);
  EXPECT_EQ(loaded->config.server_name, "From environment");
  EXPECT_EQ(loaded->config.server_timezone, "Asia/Riyadh");
  EXPECT_EQ(loaded->values.at("server.port").source, "command line");
  EXPECT_EQ(loaded->values.at("server.name").source, "environment VTP_SERVER__NAME");
  EXPECT_EQ(loaded->values.at("server.timezone").source, "file " + file + " line 4");
  EXPECT_EQ(loaded->values.at("server.host").source, "default");
}

TEST_F(ConfigSources, TheFileInTheDataFolderIsRead) {
  write("vtp.toml", "server.port = 7000\n");
  const auto loaded = load_config({.values = {{"server.data_dir", folder_.string()}}}, {});
  EXPECT_EQ(loaded->config.server_port, 7000);
}

TEST_F(ConfigSources, UnknownKeysStopTheStartAndNameTheNearest) {
  const auto file = write("a.toml", "[server]\nprot = 1\n");
  EXPECT_EQ(problem({.config_file = file}, {}),
            file + " line 2: unknown key server.prot; did you mean server.port?");
  EXPECT_EQ(problem({}, {{"VTP_SERVER__PROT", "1"}}),
            "The environment variable VTP_SERVER__PROT names no setting; did you mean server.port?");
  EXPECT_EQ(problem({.values = {{"server.prot", "1"}}}, {}),
            "--set server.prot: unknown key; did you mean server.port?");
}

TEST_F(ConfigSources, BadValuesNameTheirSource) {
  EXPECT_EQ(problem({}, {{"PORT", "many"}}), "server.port must be a whole number (environment PORT)");
  EXPECT_EQ(problem({}, {{"VTP_AUTH__JWT_SECRET", "short"}}), "auth.jwt_secret must have at least 32 bytes");
  EXPECT_NE(problem({.values = {{"server.tls_key", "k.pem"}}}, {}), "none");
  EXPECT_NE(problem({.config_file = folder_ / "missing.toml"}, {}), "none");
  EXPECT_NE(problem({.config_file = write("b.toml", "[server\n")}, {}), "none");
}

TEST_F(ConfigSources, SecretsCanComeFromFiles) {
  const auto secret = write("secret", "0123456789abcdef0123456789abcdef\n");
  const auto loaded = load_config({}, {{"VTP_AUTH__JWT_SECRET_FILE", secret}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.auth_jwt_secret, "0123456789abcdef0123456789abcdef");
  EXPECT_NE(problem({}, {{"VTP_AUTH__JWT_SECRET_FILE", "/nonexistent"}}), "none");
}

TEST_F(ConfigSources, FamiliarVariablesAreAliases) {
  const auto loaded = load_config({}, {{"PORT", "3000"},
                                       {"DATABASE_URL", "postgres://x/y"},
                                       {"JWT_EXPIRY_HOURS", "12"},
                                       {"JWT_REFRESH_EXPIRY_HOURS", "48"},
                                       {"CORS_ORIGINS", "https://a.example,https://b.example"},
                                       {"VTP_PROGRAM", "not a setting: it has no section"}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.server_port, 3000);
  EXPECT_EQ(loaded->config.database_url, "postgres://x/y");
  EXPECT_EQ(loaded->config.auth_access_hours, 12);
  EXPECT_EQ(loaded->config.auth_refresh_days, 2);
  EXPECT_EQ(loaded->config.cors_origins.size(), 2U);
}

}  // namespace
}  // namespace vtp::app
