// Everything that can be configured, as one table: from it come the defaults, the checks, the command
// `config` and docs/configuration.md (api.md section 7).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/settings.h"
#include "base/enum_names.h"
#include "base/log.h"

namespace vtp::app {

/// The parts of the program that run in this process.
enum class ProgramRole : std::uint8_t { api, worker };

/// A size in bytes, written with an optional unit: "512 MiB".
struct ByteCount {
  std::uint64_t bytes = 0;
};

/// The effective configuration. Every member is a row of the table in config.cpp, which also holds its
/// default.
struct Config {
  std::string server_host;
  int server_port = 0;
  std::string server_data_dir;
  std::vector<ProgramRole> server_roles;
  std::string server_name;
  std::string server_public_url;
  std::string server_timezone;
  std::vector<std::string> server_trusted_proxies;
  std::string server_tls_certificate;
  std::string server_tls_key;
  int server_threads = 0;
  int server_max_connections = 0;
  int server_drain_seconds = 0;

  std::string database_url;
  int database_connections = 0;

  std::string storage_recordings_dir;
  double storage_min_free_percent = 0;

  std::vector<std::string> cors_origins;
  std::string i18n_default_locale;

  std::string auth_jwt_secret;
  int auth_access_hours = 0;
  int auth_refresh_days = 0;
  int auth_session_max_days = 0;
  int auth_lockout_failures = 0;
  int auth_lockout_window_seconds = 0;
  int auth_lockout_seconds = 0;

  bool registration_enabled = false;
  accounts::TeacherRegistration registration_teacher = accounts::TeacherRegistration::approve;
  std::string registration_bootstrap_token;

  bool limits_enabled = false;
  accounts::Limit limits_login;
  accounts::Limit limits_login_address;
  accounts::Limit limits_register;
  accounts::Limit limits_register_address;
  accounts::Limit limits_api_user;
  accounts::Limit limits_api_address;
  accounts::Limit limits_upload_create;

  int rooms_max_participants = 0;
  int rooms_empty_grace_seconds = 0;
  int rooms_reconnect_grace_seconds = 0;

  int realtime_ping_interval_seconds = 0;
  int realtime_ping_timeout_seconds = 0;
  int realtime_max_clients = 0;
  bool realtime_compression = false;

  int media_token_hours = 0;
  std::vector<std::string> media_stun;
  std::vector<std::string> media_turn;
  std::string media_turn_secret;
  int media_udp_port = 0;
  std::vector<std::string> media_listen;
  std::vector<std::string> media_announced_ip;
  int media_threads = 0;
  int media_viewers_per_thread = 0;
  int media_max_transports = 0;
  int hls_segment_seconds = 0;
  bool transcode_auto = false;
  int transcode_workers = 0;
  std::string transcode_ladder;
  ByteCount transcode_memory;

  ByteCount uploads_max_bytes;
  ByteCount uploads_user_quota_bytes;
  int retention_trash_days = 0;
  double completion_threshold_percent = 0;

  std::string ops_metrics_token;
  LogFormat log_format = LogFormat::text;
  LogLevel log_level = LogLevel::info;
};

/// A number must lie in [min, max]; other types have no bounds.
struct Bounds {
  double min = -1e18;
  double max = 1e18;

  [[nodiscard]] constexpr bool are_set() const { return min > -1e18 || max < 1e18; }
};

/// One row: what the key means and how its text becomes a member of Config.
struct Setting {
  std::string_view key;           // "server.port"
  std::string_view default_text;  // as it would stand in a file, lists separated by commas
  std::string_view help;
  bool is_secret = false;
  Bounds bounds = {};
  /// Returns what is wrong with the text, or nothing.
  std::optional<std::string> (*assign)(Config& config, std::string_view text) = nullptr;
};

/// All settings, in the order of the documentation.
std::span<const Setting> settings();

const Setting* find_setting(std::string_view key);

/// The key that was probably meant; empty if none is near.
std::string_view closest_key(std::string_view key);

/// A value as it may be shown to people: no secret, and no password within an address.
std::string shown_value(const Setting& setting, std::string_view text);

/// The table as Markdown: docs/configuration.md.
std::string configuration_document();

}  // namespace vtp::app

template <>
struct vtp::EnumNames<vtp::app::ProgramRole> {
  static constexpr std::array<std::string_view, 2> names{"api", "worker"};
};
