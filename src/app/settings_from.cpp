#include "app/settings_from.h"

#include <algorithm>
#include <thread>

#include "base/try.h"

namespace vtp::app {

accounts::AccountSettings account_settings(const Config& config) {
  accounts::AccountSettings settings;
  settings.jwt_secret = config.auth_jwt_secret;
  settings.access_life = std::chrono::hours(config.auth_access_hours);
  settings.refresh_life = std::chrono::days(config.auth_refresh_days);
  settings.session_life = std::chrono::days(config.auth_session_max_days);
  settings.lockout_failures = config.auth_lockout_failures;
  settings.lockout_window = std::chrono::seconds(config.auth_lockout_window_seconds);
  settings.lockout_life = std::chrono::seconds(config.auth_lockout_seconds);
  settings.registration_enabled = config.registration_enabled;
  settings.teacher_registration = config.registration_teacher;
  if (!config.registration_bootstrap_token.empty())
    settings.bootstrap_token = config.registration_bootstrap_token;
  settings.media_token_life = std::chrono::hours(config.media_token_hours);
  settings.cors_origins = config.cors_origins;
  settings.public_url = config.server_public_url;
  settings.default_locale = config.i18n_default_locale;
  settings.limits.enabled = config.limits_enabled;
  settings.limits.login = config.limits_login;
  settings.limits.login_address = config.limits_login_address;
  settings.limits.registration = config.limits_register;
  settings.limits.registration_address = config.limits_register_address;
  settings.limits.api_user = config.limits_api_user;
  settings.limits.api_address = config.limits_api_address;
  settings.limits.upload_create = config.limits_upload_create;
  return settings;
}

accounts::PublicConfig public_facts(const Config& config, std::string_view version) {
  accounts::PublicConfig facts;
  facts.name = config.server_name;
  facts.version = version;
  facts.limits.upload_max_bytes = static_cast<std::int64_t>(config.uploads_max_bytes.bytes);
  facts.features = {"courses", "uploads", "playback"};
  return facts;
}

Result<accounts::IceServers> ice_servers(const Config& config) {
  if (!config.media_turn.empty() && config.media_turn_secret.empty())
    return fail(ErrorCode::validation_failed,
                "media.turn needs media.turn_secret, which the TURN servers share");
  accounts::IceServers ice;
  ice.stun_urls = config.media_stun;
  ice.turn_urls = config.media_turn;
  ice.turn_secret = config.media_turn_secret;
  return ice;
}

socketio::Options socket_options(const Config& config) {
  socketio::Options options;
  options.ping_interval = std::chrono::seconds(config.realtime_ping_interval_seconds);
  options.ping_timeout = std::chrono::seconds(config.realtime_ping_timeout_seconds);
  options.max_sessions = static_cast<std::size_t>(config.realtime_max_clients);
  options.compresses = config.realtime_compression;
  options.recovery.emplace().window = std::chrono::seconds(config.rooms_reconnect_grace_seconds);
  options.origins.listed = config.cors_origins;
  if (!config.server_public_url.empty()) options.origins.listed.push_back(config.server_public_url);
  return options;
}

classroom::RoomPolicy room_policy(const Config& config, accounts::IceServers ice) {
  classroom::RoomPolicy policy;
  policy.reconnect_grace = std::chrono::seconds(config.rooms_reconnect_grace_seconds);
  policy.empty_grace = std::chrono::seconds(config.rooms_empty_grace_seconds);
  policy.max_participants = config.rooms_max_participants;
  policy.ice = std::move(ice);
  policy.public_url = config.server_public_url;
  return policy;
}

Result<recordings::RecordingSettings> recording_settings(const Config& config) {
  recordings::RecordingSettings settings;
  settings.public_url = config.server_public_url;
  settings.upload_max_bytes = static_cast<std::int64_t>(config.uploads_max_bytes.bytes);
  settings.user_quota_bytes = static_cast<std::int64_t>(config.uploads_user_quota_bytes.bytes);
  settings.min_free_percent = config.storage_min_free_percent;
  settings.segment_seconds = config.hls_segment_seconds;
  settings.auto_transcode = config.transcode_auto;
  VTP_TRY(settings.ladder, media::parse_ladder(config.transcode_ladder));
  settings.tools.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  settings.tools.memory_bytes = config.transcode_memory.bytes;
  settings.media_token_life = std::chrono::hours(config.media_token_hours);
  settings.completion_percent = config.completion_threshold_percent;
  settings.trash_life = std::chrono::days(config.retention_trash_days);
  return settings;
}

}  // namespace vtp::app
