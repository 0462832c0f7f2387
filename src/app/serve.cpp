#include "app/serve.h"

#include <algorithm>
#include <cstdio>
#include <signal.h>

#include <fmt/format.h>

#include "app/media.h"
#include "app/platform.h"
#include "base/try.h"
#include "http/request_recorder.h"
#include "http/router.h"
#include "http/server.h"
#include "http/static_assets.h"
#include "runtime/loop_group.h"

namespace vtp::app {
namespace {

/// Blocked in every thread, so that one can wait for them in turn. To be made before any thread starts.
class AwaitedSignals {
 public:
  AwaitedSignals() {
    sigemptyset(&set_);
    for (int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set_, number);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    signal(SIGPIPE, SIG_IGN);  // a closed connection is an error code, not a reason to die
  }

  [[nodiscard]] int wait() const {
    int number = 0;
    sigwait(&set_, &number);
    return number;
  }

 private:
  sigset_t set_{};
};

http::ServerOptions server_options(const Config& config, http::TrustedProxies proxies,
                                   http::Endpoint& sockets) {
  const bool is_v6 = config.server_host.contains(':');
  const auto address =
      fmt::format("{}{}{}:{}", is_v6 ? "[" : "", config.server_host, is_v6 ? "]" : "", config.server_port);
  const bool has_tls = !config.server_tls_certificate.empty();
  http::ServerOptions options;
  options.listen = has_tls ? std::vector<std::string>{} : std::vector{address};
  options.listen_tls = has_tls ? std::vector{address} : std::vector<std::string>{};
  if (has_tls) options.tls = http::TlsFiles{config.server_tls_certificate, config.server_tls_key};
  options.trusted_proxies = std::move(proxies);
  options.max_connections = static_cast<std::size_t>(config.server_max_connections);
  options.endpoints = {&sockets};
  return options;
}

/// Where a person on this machine can open the page: an address for all interfaces is none to open.
std::string address_to_open(const Config& config, const std::string& listening) {
  const auto port = listening.substr(listening.rfind(':') + 1);
  const bool is_everywhere = config.server_host == "0.0.0.0" || config.server_host == "::";
  const auto host = is_everywhere ? std::string("localhost") : listening.substr(0, listening.rfind(':'));
  return fmt::format("{}://{}:{}", config.server_tls_certificate.empty() ? "http" : "https", host, port);
}

void print_welcome(const std::string& address, bool has_users) {
  fmt::print("VTP Platform {} serves on {}\n", program_version(), address);
  if (!has_users)
    fmt::print("First steps: open {}/sign-up and register. The first account is the administrator's.\n",
               address);
  std::fflush(stdout);
}

bool runs_api(const Config& config) {
  return std::ranges::find(config.server_roles, ProgramRole::api) != config.server_roles.end();
}

int complain(std::string_view what) {
  fmt::print(stderr, "vtp-platform: {}\n", what);
  return 1;
}

/// Waits for the end; certificates can be changed meanwhile.
void wait_for_end(const AwaitedSignals& signals, http::Server* server, const Log& log) {
  while (signals.wait() == SIGHUP) {
    if (server == nullptr) continue;
    if (const auto reloaded = server->reload_certificates(); !reloaded)
      log.error("The certificates could not be read again", {{"cause", reloaded.error().message}});
    else
      log.info("The certificates were read again");
  }
  log.info("Stopping");
}

int run_worker(const AwaitedSignals& signals, Platform& platform, const Log& log) {
  platform.start();
  fmt::print("VTP Platform {} works on jobs\n", program_version());
  std::fflush(stdout);
  wait_for_end(signals, nullptr, log);
  platform.stop();
  return 0;
}

int run_server(const AwaitedSignals& signals, const Config& config, Platform& platform, const Log& log) {
  auto proxies = http::TrustedProxies::parse(config.server_trusted_proxies);
  if (!proxies) return complain("server.trusted_proxies: " + proxies.error().message);
  const http::StaticAssets assets(http::embedded_assets());
  const http::Router router(
      platform.routes(), platform.gate(),
      {.cors = http::Cors(config.cors_origins),
       .log = &log,
       .fallback = [&assets](const http::Request& request) { return assets.answer(request); }});
  http::RequestRecorder recorder(log, platform.metrics());
  LoopGroup loops(static_cast<std::size_t>(config.server_threads));
  http::Server server(server_options(config, *std::move(proxies), platform.sockets()), loops, router, log,
                      &recorder);
  if (const auto started = server.start(); !started) return complain(started.error().message);

  platform.start();
  print_welcome(address_to_open(config, server.addresses().front()), platform.has_users());
  wait_for_end(signals, &server, log);
  platform.start_draining();
  server.drain(std::chrono::seconds(config.server_drain_seconds));
  platform.stop();
  return 0;
}

/// nullptr where classes are not served.
Result<std::unique_ptr<sfu::MediaServer>> open_media(const Config& config, const Clock& clock) {
  if (!runs_api(config)) return nullptr;
  VTP_TRY(const auto options, media_options(config));
  return sfu::MediaServer::open(options, clock);
}

}  // namespace

int serve(const Config& config) {
  const AwaitedSignals signals;
  const SystemClock clock;
  StderrSink sink;
  const Log log(sink, clock, config.log_format, config.log_level);
  const auto media = open_media(config, clock);
  if (!media) return complain(media.error().message);
  auto platform = Platform::open(config, log, clock, media->get());
  if (!platform) return complain(platform.error().message);
  return runs_api(config) ? run_server(signals, config, **platform, log)
                          : run_worker(signals, **platform, log);
}

}  // namespace vtp::app
