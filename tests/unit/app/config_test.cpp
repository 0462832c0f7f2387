#include "app/config.h"

#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

namespace vtp::app {
namespace {

TEST(Config, EveryDefaultIsAcceptedByItsOwnRow) {
  Config config;
  for (const auto& setting : settings())
    EXPECT_EQ(setting.assign(config, setting.default_text), std::nullopt) << setting.key;
  EXPECT_EQ(config.server_port, 8080);
  EXPECT_EQ(config.uploads_max_bytes.bytes, 20ULL << 30U);
}

TEST(Config, KeysAreUniqueAndHaveASection) {
  std::set<std::string_view> keys;
  for (const auto& setting : settings()) {
    EXPECT_TRUE(keys.insert(setting.key).second) << setting.key;
    EXPECT_NE(setting.key.find('.'), std::string_view::npos) << setting.key;
    EXPECT_FALSE(setting.help.empty()) << setting.key;
  }
}

TEST(Config, NumbersOutsideTheirBoundsAreRefused) {
  Config config;
  EXPECT_TRUE(find_setting("server.port")->assign(config, "65536"));
  EXPECT_TRUE(find_setting("server.port")->assign(config, "-1"));
  EXPECT_FALSE(find_setting("server.port")->assign(config, "0"));
}

TEST(Config, NoSecretIsShown) {
  const auto shown = [](std::string_view key, std::string_view text) {
    return shown_value(*find_setting(key), text);
  };
  EXPECT_EQ(shown("auth.jwt_secret", "0123"), "(secret)");
  EXPECT_EQ(shown("auth.jwt_secret", ""), "");
  EXPECT_EQ(shown("database.url", "postgres://vtp:s3:cret@db.example.org/vtp"),
            "postgres://vtp:(secret)@db.example.org/vtp");
  EXPECT_EQ(shown("database.url", "postgres://db/vtp?user=vtp&password=s3cret&sslmode=require"),
            "postgres://db/vtp?user=vtp&password=(secret)&sslmode=require");
  EXPECT_EQ(shown("database.url", "postgres://vtp@db.example.org:5432/vtp"),
            "postgres://vtp@db.example.org:5432/vtp");
  EXPECT_EQ(shown("cors.origins", "https://a.example,https://b.example:8443"),
            "https://a.example,https://b.example:8443");
}

TEST(Config, AMistypedKeyFindsTheOneThatWasMeant) {
  EXPECT_EQ(closest_key("server.prot"), "server.port");
  EXPECT_EQ(closest_key("databse.url"), "database.url");
  EXPECT_EQ(closest_key("something.else.entirely"), "");
}

TEST(Config, TheDocumentInTheTreeIsTheOneThatTheTableMakes) {
  std::ifstream file(VTP_SOURCE_DIR "/docs/configuration.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(text, configuration_document()) << "run: vtp-platform config --document > docs/configuration.md";
}

}  // namespace
}  // namespace vtp::app
