#include "support/sfu/transport_world.h"

#include <algorithm>
#include <utility>

#include "support/rtc/srtp.h"

namespace vtp::sfu {
namespace {

const rtc::IceCredentials server_credentials{.username_fragment = "server", .password = "password of server"};

rtc::DtlsRole role_of(DtlsRoleOffer offer) {
  return offer == DtlsRoleOffer::client ? rtc::DtlsRole::client : rtc::DtlsRole::server;
}

}  // namespace

TransportWorld::TransportWorld(Options the_options)
    : options(std::move(the_options)),
      random_(options.seed),
      transport({.dtls = rtc::server_context(),
                 .lane = options.lane != nullptr ? *options.lane : inline_lane_,
                 .sink = *this,
                 .counters = counters,
                 .keeper = *this},
                server_credentials, now, options.transport),
      client({.dtls = *options.client_context,
              .role = role_of(options.client_role),
              .server = server_credentials,
              .server_fingerprints = options.expected_of_server,
              .seed = options.seed},
             now) {
  transport.set_receiver(received);
  if (options.connects_by_itself) static_cast<void>(transport.connect(client_parameters(), now));
}

DtlsParameters TransportWorld::client_parameters() const {
  DtlsParameters parameters{.role = options.client_role, .fingerprints = {}};
  for (const auto& fingerprint : options.expected_of_client)
    parameters.fingerprints.push_back(
        {.algorithm = std::string(rtc::wire_name(fingerprint.algorithm)), .value = fingerprint.text()});
  return parameters;
}

void TransportWorld::send_from_client() {
  while (auto datagram = client.next_datagram()) {
    if (tap) tap(*datagram);
    put_on_the_way({.is_to_client = false, .end = client_at, .bytes = *std::move(datagram)});
  }
}

bool TransportWorld::send(const rtc::Endpoint& to, rtc::Bytes datagram) {
  sent_to.push_back(to);
  put_on_the_way({.is_to_client = true, .end = to, .bytes = rtc::copy_of(datagram)});
  return true;
}

void TransportWorld::put_on_the_way(OnTheWay datagram) {
  const auto happens = [this](double part) { return std::uniform_real_distribution<>()(random_) < part; };
  const auto& weather = options.weather;
  if (happens(weather.loss)) return;
  const auto copies = happens(weather.doubling) ? 2 : 1;
  for (int copy = 0; copy < copies; ++copy) {
    auto arriving = datagram;
    if (happens(weather.corruption) && !arriving.bytes.empty())
      arriving.bytes[random_() % arriving.bytes.size()] ^= static_cast<std::uint8_t>(1 + random_() % 255);
    const auto late =
        weather.jitter.count() == 0
            ? 0
            : static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(weather.jitter.count()));
    on_the_way_.emplace(now + weather.latency + rtc::Duration(late), std::move(arriving));
  }
}

void TransportWorld::deliver(OnTheWay datagram) {
  if (!datagram.is_to_client) return transport.on_datagram(datagram.bytes, datagram.end, now);
  if (datagram.end != client_at) return;  // it is not there any more
  const auto media = client.handle(datagram.bytes, now);
  if (media) (media->is_rtcp ? client_rtcp : client_rtp).push_back(rtc::copy_of(media->bytes));
}

rtc::Instant TransportWorld::next_event() const {
  const auto arrival = on_the_way_.empty() ? rtc::never : on_the_way_.begin()->first;
  return std::min({arrival, transport.deadline(), client.deadline()});
}

void TransportWorld::run_until(rtc::Instant until) {
  for (send_from_client(); next_event() <= until; send_from_client()) {
    now = std::max(now, next_event());
    while (!on_the_way_.empty() && on_the_way_.begin()->first <= now) {
      auto datagram = std::move(on_the_way_.begin()->second);
      on_the_way_.erase(on_the_way_.begin());
      deliver(std::move(datagram));
    }
    if (transport.deadline() <= now) transport.on_time(now);
    if (client.deadline() <= now) client.on_time(now);
  }
  now = std::max(now, until);
}

rtc::Buffer TransportWorld::sealed_rtp(std::uint32_t ssrc, std::uint16_t sequence, std::size_t payload) {
  const auto packet = rtc::rtp_with(ssrc, sequence, rtc::Buffer(payload, 7));
  rtc::Buffer sealed(packet.size() + rtc::most_srtp_overhead);
  sealed.resize(client.seal_rtp(packet, sealed).value());
  return sealed;
}

}  // namespace vtp::sfu
