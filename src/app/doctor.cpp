#include "app/doctor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "accounts/ice_servers.h"
#include "accounts/secrets.h"
#include "app/media.h"
#include "app/places.h"
#include "app/turn_check.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "database/migration_files.h"
#include "database/migrations.h"
#include "http/tls.h"
#include "runtime/child_process.h"

namespace vtp::app {
namespace {

Finding pass(std::string subject, std::string sentence) {
  return {CheckResult::pass, std::move(subject), std::move(sentence)};
}

Finding warning(std::string subject, std::string sentence) {
  return {CheckResult::warn, std::move(subject), std::move(sentence)};
}

Finding failure(std::string subject, std::string sentence) {
  return {CheckResult::fail, std::move(subject), std::move(sentence)};
}

/// What a program prints for these arguments; empty if it cannot be run.
std::string output_of(std::vector<std::string> arguments) {
  std::string text;
  runtime::ChildOptions options;
  options.arguments = std::move(arguments);
  options.limits.wall_time = std::chrono::seconds(10);
  const auto outcome =
      runtime::run_child(options, [&](std::string_view line) { text.append(line).append("\n"); });
  return outcome && outcome->succeeded() ? text : std::string();
}

Finding examine_ffmpeg() {
  for (const std::string program : {"ffmpeg", "ffprobe"})
    if (find_program(program).empty())
      return failure(
          "ffmpeg",
          fmt::format("{} is not installed, so uploads cannot become lectures. Install the package ffmpeg.",
                      program));
  const auto encoders = output_of({"ffmpeg", "-hide_banner", "-encoders"});
  for (const std::string_view encoder : {"libx264", "aac"})
    if (encoders.find(encoder) == std::string::npos)
      return failure(
          "ffmpeg",
          fmt::format(
              "This ffmpeg has no encoder {}, so uploads cannot become lectures. Use Debian's package.",
              encoder));
  const auto version = output_of({"ffmpeg", "-version"});
  return pass("ffmpeg", version.substr(0, version.find(" Copyright")));
}

/// What does not exist yet is made at the first start, if this user may make it.
Finding examine_absent(const std::string& subject, const std::filesystem::path& path) {
  std::error_code ignored;
  auto parent = std::filesystem::absolute(path);
  while (!std::filesystem::exists(parent, ignored)) parent = parent.parent_path();
  if (std::filesystem::is_directory(parent, ignored) && access(parent.c_str(), W_OK | X_OK) == 0)
    return pass(subject,
                fmt::format("{} is not there yet and will be made at the first start", path.string()));
  return failure(subject, fmt::format("{} does not exist, and this user cannot make it in {}.", path.string(),
                                      parent.string()));
}

Finding examine_media_folder(const Config& config) {
  const auto folder = media_folder(config);
  std::error_code ignored;
  if (!std::filesystem::exists(folder, ignored)) return examine_absent("media folder", folder);
  const auto opened = blobs::Directory::open(folder);
  if (!opened) return failure("media folder", fmt::format("{}: {}", folder.string(), opened.error().message));
  if (!(*opened)->is_writable())
    return failure("media folder",
                   fmt::format("No file can be made in {}. Check its owner and whether the disk is full.",
                               folder.string()));
  const auto space = (*opened)->space();
  const auto gigabytes = static_cast<double>(space.free_bytes) / 1e9;
  if (space.free_percent() < config.storage_min_free_percent)
    return warning(
        "media folder",
        fmt::format("Only {:.1f} GB ({:.1f} %) are free in {}; uploads are refused below {} %.", gigabytes,
                    space.free_percent(), folder.string(), config.storage_min_free_percent));
  return pass("media folder", fmt::format("{}, {:.1f} GB free", folder.string(), gigabytes));
}

Finding examine_database(const Config& config) {
  std::error_code ignored;
  if (const auto file = database_file(config); file && !std::filesystem::exists(*file, ignored))
    return examine_absent("database", *file);
  auto opened = db::open(database_address(config), {.connections = 1});
  if (!opened) return failure("database", opened.error().message);
  const auto version = db::schema_version(**opened);
  if (!version)
    return failure("database",
                   "The database does not answer. Is it running, and are address and password right?");
  const auto known = db::migration_files().back().version;
  if (*version > known)
    return failure(
        "database",
        fmt::format("The database has schema {}, this program knows {} at most. Use the newer program.",
                    *version, known));
  if (*version < known)
    return pass("database",
                fmt::format("answers; schema {} will become {} at the next start", *version, known));
  return pass("database", fmt::format("answers; schema {} is up to date", *version));
}

Finding port_finding(const std::string& where, int error) {
  switch (error) {
    case 0:
      return pass("port", fmt::format("{} is free", where));
    case EADDRINUSE:
      return warning("port",
                     fmt::format("{} is taken, perhaps because of a running vtp-platform. Stop it or choose "
                                 "another with --listen.",
                                 where));
    case EACCES:
      return failure("port", fmt::format("This user may not listen on {}: ports below 1024 need a right of "
                                         "their own. Choose another with --listen.",
                                         where));
    default:
      return failure("port", fmt::format("{} cannot be listened on: {}.", where, std::strerror(error)));
  }
}

/// Binds and lets go: is the port free?
Finding examine_port(const Config& config) {
  const bool is_v6 = config.server_host.contains(':');
  const auto where =
      fmt::format("{}{}{}:{}", is_v6 ? "[" : "", config.server_host, is_v6 ? "]" : "", config.server_port);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(config.server_host.c_str(), std::to_string(config.server_port).c_str(), &hints, &found) !=
      0)
    return failure("port", fmt::format("{} is no address (server.host).", config.server_host));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> address(found, &freeaddrinfo);
  const int descriptor = socket(address->ai_family, address->ai_socktype, 0);
  if (descriptor < 0) return port_finding(where, errno);
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const int error = bind(descriptor, address->ai_addr, address->ai_addrlen) == 0 ? 0 : errno;
  close(descriptor);
  return port_finding(where, error);
}

/// Opens the ports of media for a moment.
Finding examine_media_port(const Config& config) {
  constexpr auto subject = "media port";
  const auto options = media_options(config);
  if (!options) return failure(subject, options.error().message);
  const SystemClock clock;
  const auto server = sfu::MediaServer::open(*options, clock);
  if (!server && server.error().code == ErrorCode::conflict)
    return warning(subject,
                   server.error().message + ", perhaps because of a running vtp-platform (media.udp_port).");
  if (!server) return failure(subject, server.error().message + " (media.udp_port, media.listen).");
  return pass(subject, fmt::format("{} of UDP and TCP is free", (*server)->port(0)));
}

Finding examine_certificate(const Config& config) {
  const auto loaded = http::TlsContext::load({config.server_tls_certificate, config.server_tls_key});
  if (!loaded) return failure("TLS", loaded.error().message);
  return pass("TLS", config.server_tls_certificate);
}

Finding examine_time_zone(const Config& config) {
  const auto file = std::filesystem::path("/usr/share/zoneinfo") / config.server_timezone;
  std::error_code ignored;
  if (config.server_timezone != "UTC" && !std::filesystem::is_regular_file(file, ignored))
    return failure("time zone", fmt::format("{} is not a zone of this machine (server.timezone).",
                                            config.server_timezone));
  return pass("time zone", config.server_timezone);
}

Finding examine_turn_server(const Config& config, const std::string& url) {
  const auto address = TurnAddress::parse(url);
  if (!address)
    return failure("TURN", fmt::format("{} is no address of a TURN server (media.turn), such as "
                                       "turn:turn.example.org:3478?transport=udp.",
                                       url));
  if (!address->is_udp)
    return warning("TURN", fmt::format("{} is reached by TCP and was not examined.", url));
  const auto credential = accounts::turn_credential(config.media_turn_secret, "doctor",
                                                    SystemClock().now() + std::chrono::minutes(5));
  rtc::TransactionId transaction{};
  std::ranges::copy(accounts::random_bytes(transaction.size()), transaction.begin());
  switch (ask_turn_server(*address, {credential.username, credential.password, transaction},
                          std::chrono::milliseconds(700))) {
    case rtc::TurnVerdict::works:
      return pass("TURN", fmt::format("{} gives addresses", url));
    case rtc::TurnVerdict::refused:
      return failure("TURN", fmt::format("{} answers, but has another secret than media.turn_secret.", url));
    case rtc::TurnVerdict::unusable:
      return failure("TURN", fmt::format("{} answers, but gives no address for media.", url));
    case rtc::TurnVerdict::pending:
      break;
  }
  return failure("TURN", fmt::format("{} does not answer. Is it running, and is its UDP port open?", url));
}

}  // namespace

std::vector<Finding> examine(const Config& config) {
  std::vector<Finding> findings{examine_ffmpeg(),           examine_media_folder(config),
                                examine_database(config),   examine_port(config),
                                examine_media_port(config), examine_time_zone(config)};
  if (!config.server_tls_certificate.empty()) findings.push_back(examine_certificate(config));
  for (const auto& url : config.media_turn) findings.push_back(examine_turn_server(config, url));
  return findings;
}

std::string to_report(const std::vector<Finding>& findings) {
  constexpr std::array<std::string_view, 3> marks{"ok     ", "WARNING", "PROBLEM"};
  std::string report;
  for (const auto& finding : findings)
    report += fmt::format("{}  {}: {}\n", marks[static_cast<std::size_t>(finding.result)], finding.subject,
                          finding.sentence);
  const auto problems = std::ranges::count(findings, CheckResult::fail, &Finding::result);
  report += problems == 0 ? "Everything that is needed is there.\n"
                          : fmt::format("{} to mend before the program can work.\n",
                                        problems == 1 ? "One problem" : fmt::format("{} problems", problems));
  return report;
}

}  // namespace vtp::app
