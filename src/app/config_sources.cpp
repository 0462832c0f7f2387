#include "app/config_sources.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include <fmt/format.h>

#include "app/config_file.h"
#include "base/text.h"
#include "base/try.h"

namespace vtp::app {
namespace {

using Values = std::map<std::string, Sourced, std::less<>>;

struct Alias {
  std::string_view variable;
  std::string_view key;
  double divisor = 0;  // not 0: the variable has another unit than the key
};
constexpr std::array aliases{
    Alias{"PORT", "server.port"},
    Alias{"DATABASE_URL", "database.url"},
    Alias{"JWT_SECRET", "auth.jwt_secret"},
    Alias{"JWT_EXPIRY_HOURS", "auth.access_hours"},
    Alias{"CORS_ORIGINS", "cors.origins"},
    Alias{"RECORDINGS_DIR", "storage.recordings_dir"},
    Alias{"JWT_REFRESH_EXPIRY_HOURS", "auth.refresh_days", 24},
};

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::validation_failed, std::move(message));
}

std::string hint(std::string_view key) {
  const auto nearest = closest_key(key);
  return nearest.empty() ? std::string() : fmt::format("; did you mean {}?", nearest);
}

Result<std::string> read_secret_file(const std::string& path, std::string_view variable) {
  std::ifstream file(path);
  if (!file) return refuse(fmt::format("{} names {}, which cannot be read", variable, path));
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return std::string(trim(text));
}

/// "VTP_AUTH__JWT_SECRET" → "auth.jwt_secret"; empty if the variable is none of ours.
std::string key_of_variable(std::string_view name) {
  if (!name.starts_with("VTP_")) return {};
  name.remove_prefix(4);
  const auto dot = name.find("__");
  if (dot == std::string_view::npos) return {};
  return to_lower(name.substr(0, dot)) + "." + to_lower(name.substr(dot + 2));
}

Result<void> take_aliases(const Environment& environment, Values& values) {
  for (const auto& alias : aliases) {
    const auto found = environment.find(std::string(alias.variable));
    if (found == environment.end() || found->second.empty()) continue;
    auto text = found->second;
    if (alias.divisor != 0) {
      double number = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{})
        return refuse(fmt::format("{} must be a number", alias.variable));
      text = fmt::format("{}", number / alias.divisor);
    }
    values[std::string(alias.key)] = {text, fmt::format("environment {}", alias.variable)};
  }
  return {};
}

Result<void> take_variables(const Environment& environment, Values& values) {
  for (const auto& [name, text] : environment) {
    auto key = key_of_variable(name);
    if (key.empty()) continue;
    const bool from_file = find_setting(key) == nullptr && key.ends_with("_file");
    if (from_file) key.resize(key.size() - std::string_view("_file").size());
    if (find_setting(key) == nullptr)
      return refuse(fmt::format("The environment variable {} names no setting{}", name, hint(key)));
    if (from_file) {
      VTP_TRY(values[key].text, read_secret_file(text, name));
    } else {
      values[key].text = text;
    }
    values[key].source = fmt::format("environment {}", name);
  }
  return {};
}

Result<void> take_file(const std::string& path, Values& values) {
  VTP_TRY(const auto entries, read_config_file(path));
  for (const auto& entry : entries) {
    if (find_setting(entry.key) == nullptr)
      return refuse(
          fmt::format("{} line {}: unknown key {}{}", path, entry.line, entry.key, hint(entry.key)));
    values[entry.key] = {entry.text, fmt::format("file {} line {}", path, entry.line)};
  }
  return {};
}

Result<void> take_flags(const Flags& flags, Values& values) {
  for (const auto& [key, text] : flags.values) {
    if (find_setting(key) == nullptr) return refuse(fmt::format("--set {}: unknown key{}", key, hint(key)));
    values[key] = {text, "command line"};
  }
  return {};
}

/// The data folder decides where a configuration file is looked for, so it is needed before the file is read.
std::string data_dir(const Flags& flags, const Environment& environment) {
  for (const auto& [key, text] : flags.values)
    if (key == "server.data_dir") return text;
  const auto variable = environment.find("VTP_SERVER__DATA_DIR");
  return variable != environment.end() ? variable->second
                                       : std::string(find_setting("server.data_dir")->default_text);
}

std::optional<std::string> file_to_read(const Flags& flags, const Environment& environment) {
  if (flags.config_file) return flags.config_file;
  auto usual = std::filesystem::path(data_dir(flags, environment)) / "vtp.toml";
  std::error_code ignored;
  if (std::filesystem::exists(usual, ignored)) return usual.string();
  return std::nullopt;
}

Result<void> check_together(const Config& config) {
  if (config.server_tls_certificate.empty() != config.server_tls_key.empty())
    return refuse("server.tls_certificate and server.tls_key belong together; only one of them is set");
  if (!config.auth_jwt_secret.empty() && config.auth_jwt_secret.size() < 32)
    return refuse("auth.jwt_secret must have at least 32 bytes");
  if (config.server_roles.empty()) return refuse("server.roles must name at least one of api, worker");
  return {};
}

}  // namespace

Environment process_environment() {
  Environment environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos)
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment;
}

Result<EffectiveConfig> load_config(const Flags& flags, const Environment& environment) {
  EffectiveConfig effective;
  for (const auto& setting : settings())
    effective.values[std::string(setting.key)] = {std::string(setting.default_text), "default"};
  if (const auto file = file_to_read(flags, environment)) VTP_CHECK(take_file(*file, effective.values));
  VTP_CHECK(take_aliases(environment, effective.values));
  VTP_CHECK(take_variables(environment, effective.values));
  VTP_CHECK(take_flags(flags, effective.values));
  for (const auto& setting : settings()) {
    const auto& [text, source] = effective.values.find(setting.key)->second;
    if (auto objection = setting.assign(effective.config, text))
      return refuse(fmt::format("{} {} ({})", setting.key, *objection, source));
  }
  VTP_CHECK(check_together(effective.config));
  return effective;
}

}  // namespace vtp::app
