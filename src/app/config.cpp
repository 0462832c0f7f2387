#include "app/config.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <regex>

#include <fmt/format.h>

#include "app/config_text.h"

namespace vtp::app {
namespace {

template <class M>
struct MemberType;
template <class T>
struct MemberType<T Config::*> {
  using type = T;
};

template <auto member, Bounds bounds>
Objection assign(Config& config, std::string_view text) {
  using T = typename MemberType<decltype(member)>::type;
  if (auto objection = read_setting(trim(text), config.*member)) return objection;
  if constexpr (std::is_same_v<T, int> || std::is_same_v<T, double>)
    if (config.*member < bounds.min || config.*member > bounds.max)
      return fmt::format("must be between {:.0f} and {:.0f}", bounds.min, bounds.max);
  return {};
}

template <auto member, Bounds bounds = {}>
constexpr Setting row(std::string_view key, std::string_view default_text, std::string_view help) {
  return {.key = key,
          .default_text = default_text,
          .help = help,
          .bounds = bounds,
          .assign = &assign<member, bounds>};
}

template <auto member>
constexpr Setting secret(std::string_view key, std::string_view help) {
  return {
      .key = key, .default_text = "", .help = help, .is_secret = true, .assign = &assign<member, Bounds{}>};
}

constexpr std::array table{
    row<&Config::server_host>("server.host", "0.0.0.0",
                              "Address to listen on; `::` for all addresses of both kinds."),
    row<&Config::server_port, Bounds{0, 65535}>("server.port", "8080",
                                                "Port to listen on; 0 takes any free one."),
    row<&Config::server_data_dir>("server.data_dir", "data",
                                  "Folder of the database and, by default, of all media."),
    row<&Config::server_roles>("server.roles", "api,worker",
                               "What runs in this process: `api` serves, `worker` transcodes."),
    row<&Config::server_name>("server.name", "VTP Platform",
                              "Name of the school or service, shown to everybody."),
    row<&Config::server_public_url>(
        "server.public_url", "", "Address under which browsers reach the server, for links that leave it."),
    row<&Config::server_timezone>("server.timezone", "UTC",
                                  "IANA zone in which dates without a zone are read."),
    row<&Config::server_trusted_proxies>(
        "server.trusted_proxies", "",
        "Addresses or networks (CIDR) whose X-Forwarded-* fields are believed."),
    row<&Config::server_tls_certificate>("server.tls_certificate", "",
                                         "PEM file with the certificate chain; switches TLS on."),
    row<&Config::server_tls_key>("server.tls_key", "", "PEM file with the private key of the certificate."),
    row<&Config::server_threads, Bounds{0, 256}>("server.threads", "0",
                                                 "Network threads; 0 is one for each core."),
    row<&Config::server_max_connections, Bounds{1, 1e6}>(
        "server.max_connections", "20000", "Open connections above which new ones are closed at once."),
    row<&Config::server_drain_seconds, Bounds{0, 3600}>("server.drain_seconds", "10",
                                                        "How long running requests may go on after SIGTERM."),

    row<&Config::database_url>(
        "database.url", "",
        "`postgres://…` for PostgreSQL, or a file for SQLite; empty is `vtp.db` in the data "
        "folder."),
    row<&Config::database_connections, Bounds{1, 200}>(
        "database.connections", "4",
        "Connections (PostgreSQL) or readers beside the writer "
        "(SQLite)."),

    row<&Config::storage_recordings_dir>("storage.recordings_dir", "",
                                         "Folder of all media; empty is `recordings` in the data folder."),
    row<&Config::storage_min_free_percent, Bounds{0, 90}>("storage.min_free_percent", "5",
                                                          "Free disk space below which uploads are refused."),

    row<&Config::cors_origins>("cors.origins", "", "Foreign origins whose pages may use the API."),
    row<&Config::i18n_default_locale>("i18n.default_locale", "en",
                                      "Language of new accounts that ask for none."),

    secret<&Config::auth_jwt_secret>(
        "auth.jwt_secret",
        "Key of the access tokens, at least 32 bytes; made and stored on the first start "
        "when empty."),
    row<&Config::auth_access_hours, Bounds{1, 720}>("auth.access_hours", "24", "Life of an access token."),
    row<&Config::auth_refresh_days, Bounds{1, 365}>("auth.refresh_days", "7", "Life of a refresh token."),
    row<&Config::auth_session_max_days, Bounds{1, 3650}>("auth.session_max_days", "90",
                                                         "After this a session ends however often it was "
                                                         "refreshed."),
    row<&Config::auth_lockout_failures, Bounds{1, 1000}>("auth.lockout_failures", "5",
                                                         "Failed sign-ins that lock an e-mail address."),
    row<&Config::auth_lockout_window_seconds, Bounds{1, 86400}>("auth.lockout_window_seconds", "900",
                                                                "Time within which they count together."),
    row<&Config::auth_lockout_seconds, Bounds{1, 86400}>("auth.lockout_seconds", "900",
                                                         "How long the lock lasts."),

    row<&Config::registration_enabled>("registration.enabled", "true",
                                       "Whether people may register by themselves."),
    row<&Config::registration_teacher>(
        "registration.teacher", "approve",
        "`approve`: an administrator confirms teachers; `open`: they are teachers at "
        "once."),
    secret<&Config::registration_bootstrap_token>(
        "registration.bootstrap_token",
        "If set, the first registration, which becomes the administrator, "
        "must carry it."),

    row<&Config::limits_enabled>("limits.enabled", "true", "`false` switches all rate limits off."),
    row<&Config::limits_login>("limits.login", "10/10",
                               "Sign-ins for an e-mail address from one network address, per minute/burst."),
    row<&Config::limits_login_address>(
        "limits.login_address", "60/60",
        "Sign-ins from one network address, whatever the e-mail address; a school may share one."),
    row<&Config::limits_register>("limits.register", "5/3", "Registrations of one e-mail address."),
    row<&Config::limits_register_address>(
        "limits.register_address", "30/10",
        "Registrations from one network address, whatever the e-mail address; a school may share one."),
    row<&Config::limits_api_user>("limits.api_user", "300/100", "Requests of one user."),
    row<&Config::limits_api_address>("limits.api_address", "100/50",
                                     "Requests without credential from one network address."),
    row<&Config::limits_upload_create>("limits.upload_create", "10/10", "Uploads that one user may begin."),

    row<&Config::rooms_max_participants, Bounds{2, 10'000}>("rooms.max_participants", "500",
                                                            "Most people that a room may be made for."),
    row<&Config::rooms_empty_grace_seconds, Bounds{1, 86400}>("rooms.empty_grace_seconds", "300",
                                                              "After this an empty room is closed."),
    row<&Config::rooms_reconnect_grace_seconds, Bounds{5, 600}>(
        "rooms.reconnect_grace_seconds", "60",
        "How long the place of somebody whose connection died is kept."),

    row<&Config::realtime_ping_interval_seconds, Bounds{1, 300}>(
        "realtime.ping_interval_seconds", "25",
        "How often clients of classes are asked whether they are there; a proxy in front must not close "
        "connections that are silent for so long."),
    row<&Config::realtime_ping_timeout_seconds, Bounds{1, 300}>(
        "realtime.ping_timeout_seconds", "20", "A client that has not answered by then has gone."),
    row<&Config::realtime_max_clients, Bounds{1, 1e6}>(
        "realtime.max_clients", "20000", "Clients of classes above which new ones are turned away."),
    row<&Config::realtime_compression>("realtime.compression", "false",
                                       "Whether events above 1 KiB are compressed for browsers that ask for "
                                       "it; saves bandwidth, costs memory and time."),

    row<&Config::media_token_hours, Bounds{1, 720}>(
        "media.token_hours", "6", "Life of the tokens in media addresses for external players."),
    row<&Config::media_stun>("media.stun", "",
                             "STUN servers for browsers, such as `stun:stun.example.org:3478`."),
    row<&Config::media_turn>("media.turn", "",
                             "TURN servers for browsers behind strict firewalls, such as "
                             "`turn:turn.example.org:3478?transport=udp`."),
    secret<&Config::media_turn_secret>(
        "media.turn_secret", "Secret that is shared with the TURN servers (coturn's `static-auth-secret`)."),
    row<&Config::media_udp_port, Bounds{0, 65535}>(
        "media.udp_port", "7882",
        "Port of the sound and pictures of classes, of UDP and, for browsers behind strict firewalls, of "
        "TCP; "
        "with several media threads the first of as many. 0 takes any free ones."),
    row<&Config::media_listen>(
        "media.listen", "", "Addresses on which media are received; empty is all addresses of both kinds."),
    row<&Config::media_announced_ip>(
        "media.announced_ip", "",
        "Addresses that browsers are told, where they are not those of this machine, as behind NAT."),
    row<&Config::media_threads, Bounds{1, 64}>(
        "media.threads", "1",
        "Threads that forward media; a class lives on one of them, and on further ones if it is large."),
    row<&Config::media_viewers_per_thread, Bounds{1, 10'000}>(
        "media.viewers_per_thread", "150",
        "People of one class who receive on one media thread; where there are more, the class is shared over "
        "several threads."),
    row<&Config::media_max_transports, Bounds{2, 1e6}>(
        "media.max_transports", "20000",
        "Connections of media, two for each person in a class, above which more are refused."),
    row<&Config::hls_segment_seconds, Bounds{2, 30}>("hls.segment_seconds", "10",
                                                     "Length of a media segment."),
    row<&Config::transcode_auto>("transcode.auto", "true",
                                 "Whether uploads get all their qualities by themselves."),
    row<&Config::transcode_workers, Bounds{0, 256}>(
        "transcode.workers", "0",
        "Jobs that run at once; 0 is a quarter of the cores, at least "
        "one."),
    row<&Config::transcode_ladder>("transcode.ladder", "360:500, 480:1000, 720:2000, 1080:4000",
                                   "Qualities as lines:kbit/s, rising; at most four."),
    row<&Config::transcode_memory>("transcode.memory", "6 GiB", "Memory that one run of ffmpeg may use."),

    row<&Config::uploads_max_bytes>("uploads.max_bytes", "20 GiB", "Largest file that may be uploaded."),
    row<&Config::uploads_user_quota_bytes>("uploads.user_quota_bytes", "0",
                                           "Space for the recordings of one user; 0 is no limit."),
    row<&Config::retention_trash_days, Bounds{0, 3650}>("retention.trash_days", "30",
                                                        "Deleted things can be restored this long."),
    row<&Config::completion_threshold_percent, Bounds{1, 100}>(
        "completion.threshold_percent", "90",
        "Share of a lecture that must be watched to have "
        "completed it."),

    secret<&Config::ops_metrics_token>(
        "ops.metrics_token", "Bearer token for /metrics; without it only private addresses may read them."),
    row<&Config::log_format>("log.format", "text",
                             "`text` for people, `json` for machines; one line an event."),
    row<&Config::log_level>("log.level", "info", "`debug`, `info`, `warning` or `error`."),
};

std::string range_of(const Bounds& bounds) {
  return bounds.are_set() ? fmt::format(" From {:.0f} to {:.0f}.", bounds.min, bounds.max) : std::string();
}

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Setting> settings() {
  return table;
}

const Setting* find_setting(std::string_view key) {
  const auto* found = std::ranges::find(table, key, &Setting::key);
  return found == table.end() ? nullptr : found;
}

std::string_view closest_key(std::string_view key) {
  const auto* nearest =
      std::ranges::min_element(table, {}, [&](const Setting& setting) { return distance(key, setting.key); });
  return distance(key, nearest->key) <= key.size() / 3 ? nearest->key : std::string_view();
}

std::string shown_value(const Setting& setting, std::string_view text) {
  if (setting.is_secret && !text.empty()) return "(secret)";
  // user:password@host and ?password=...
  static const std::regex passwords(R"re((://[^:/@]*:)[^@]*(?=@)|([?&]password=)[^&]*)re");
  return std::regex_replace(std::string(text), passwords, "$1$2(secret)");
}

std::string configuration_document() {
  std::string text =
      "# Configuration\n\n"
      "Every setting can stand in a TOML file (`--config FILE`, or `vtp.toml` in the data folder), in the "
      "environment\n"
      "(`VTP_` and the key in upper case with `__` for the dot: `VTP_SERVER__PORT`; with `_FILE` after it "
      "the value is\n"
      "read from a file) and on the command line (`--set server.port=9000`). Later ones win in this order: "
      "default,\n"
      "file, environment, command line. An unknown key stops the start. `vtp-platform config` shows the "
      "values in\n"
      "force and where each comes from.\n\n"
      "Short flags: `--data DIR` is `server.data_dir`, `--listen HOST:PORT` is `server.host` and "
      "`server.port`,\n"
      "`--database URL` is `database.url`, `--roles LIST` is `server.roles`. The variables `PORT`, "
      "`DATABASE_URL`,\n"
      "`JWT_SECRET`, `JWT_EXPIRY_HOURS`, `JWT_REFRESH_EXPIRY_HOURS`, `CORS_ORIGINS` and `RECORDINGS_DIR` are "
      "read as\n"
      "well.\n\n"
      "Lists are separated by commas (in a TOML file they may be arrays). Sizes take a unit: `512 MiB`, `20 "
      "GB`. A limit\n"
      "`300/100` is 300 a minute in the long run and 100 at once; `0` switches it off. Above a limit the "
      "answer is 429 with\n"
      "the time after which to try again.\n\n"
      "| Key | Default | Meaning |\n|---|---|---|\n";
  for (const auto& setting : table)
    text += fmt::format("| `{}` | {} | {}{} |\n", setting.key,
                        setting.default_text.empty() ? "" : fmt::format("`{}`", setting.default_text),
                        setting.help, range_of(setting.bounds));
  text += "\nThis page is made by `vtp-platform config --document`.\n";
  return text;
}

}  // namespace vtp::app
