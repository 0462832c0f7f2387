#include "app/media.h"

#include <fmt/format.h>

#include "base/try.h"
#include "sfu/server/socket_address.h"

namespace vtp::app {
namespace {

using Addresses = std::vector<rtc::IpAddress>;
using Samples = std::vector<Metrics::Sample>;
using Traffic = sfu::MediaServer::Traffic;

Result<Addresses> addresses_of(std::string_view key, const std::vector<std::string>& texts) {
  Addresses addresses;
  for (const auto& text : texts) {
    const auto address = sfu::parse_ip_address(text);
    if (!address)
      return fail(ErrorCode::validation_failed,
                  fmt::format("{}: {} is no address, such as 203.0.113.7 or 2001:db8::7", key, text));
    addresses.push_back(*address);
  }
  return addresses;
}

/// Browsers of this machine alone reach a server that listens on loopback.
bool serves_this_machine(const Config& config) {
  const auto host = sfu::parse_ip_address(config.server_host);
  return config.server_host == "localhost" || (host && sfu::is_loopback(*host));
}

Samples of_both_directions(std::uint64_t in, std::uint64_t out) {
  return {{{{"direction", "in"}}, static_cast<double>(in)},
          {{{"direction", "out"}}, static_cast<double>(out)}};
}

}  // namespace

Result<sfu::MediaServer::Options> media_options(const Config& config) {
  sfu::MediaServer::Options options;
  VTP_TRY(options.listen, addresses_of("media.listen", config.media_listen));
  VTP_TRY(options.announced, addresses_of("media.announced_ip", config.media_announced_ip));
  options.with_loopback = serves_this_machine(config);
  options.first_port = static_cast<std::uint16_t>(config.media_udp_port);
  options.threads = static_cast<std::size_t>(config.media_threads);
  options.viewers_per_thread = static_cast<std::size_t>(config.media_viewers_per_thread);
  options.most_transports = static_cast<std::size_t>(config.media_max_transports);
  return options;
}

void add_media_metrics(Metrics& metrics, const sfu::MediaServer& server) {
  metrics.observed_gauge("vtp_media_rooms", "Rooms whose media go through this server.",
                         [&server] { return Samples{{{}, static_cast<double>(server.traffic().rooms)}}; });
  metrics.observed_gauge("vtp_media_transports", "Connections of media, two for each person.", [&server] {
    return Samples{{{}, static_cast<double>(server.traffic().transports)}};
  });
  metrics.observed_counter("vtp_media_packets_total", "Packets on the ports of media.", [&server] {
    const auto traffic = server.traffic();
    return of_both_directions(traffic.packets_in, traffic.packets_out);
  });
  metrics.observed_counter("vtp_media_bytes_total", "Bytes of those packets.", [&server] {
    const auto traffic = server.traffic();
    return of_both_directions(traffic.bytes_in, traffic.bytes_out);
  });
  metrics.observed_counter("vtp_media_drops_total", "Packets that were dropped, by reason.", [&server] {
    const auto traffic = server.traffic();
    Samples samples;
    for (std::size_t i = 0; i < traffic.drops.size(); ++i)
      samples.push_back({{{"reason", std::string(to_text(static_cast<sfu::DropReason>(i)))}},
                         static_cast<double>(traffic.drops[i])});
    return samples;
  });
}

}  // namespace vtp::app
