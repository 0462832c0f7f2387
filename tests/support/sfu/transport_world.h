// A transport, a browser and the network between them, in a time of their own: what the network loses,
// doubles, delays and breaks comes from a seed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "sfu/transport/secure_transport.h"
#include "support/rtc/client_peer.h"
#include "support/rtc/dtls.h"
#include "support/rtc/ice.h"
#include "support/sfu/lanes.h"

namespace vtp::sfu {

/// Keeps what it is given.
struct PacketNotes final : PacketReceiver {
  void on_rtp(rtc::MutableBytes packet, rtc::Instant) override { rtp.push_back(rtc::copy_of(packet)); }
  void on_rtcp(rtc::Bytes compound, rtc::Instant) override { rtcp.push_back(rtc::copy_of(compound)); }
  void on_path_state(rtc::IceState ice, std::optional<rtc::DtlsState> dtls, rtc::Instant) override {
    states.emplace_back(ice, dtls);
  }

  std::vector<rtc::Buffer> rtp;
  std::vector<rtc::Buffer> rtcp;
  std::vector<std::pair<rtc::IceState, std::optional<rtc::DtlsState>>> states;
};

/// What may happen to a datagram, as parts of one.
struct Weather {
  double loss = 0;
  double doubling = 0;
  double corruption = 0;
  rtc::Duration latency = std::chrono::milliseconds(5);
  rtc::Duration jitter = {};  // added at random, so that datagrams overtake each other
};

class TransportWorld final : private DatagramSink, private TransportKeeper {
 public:
  struct Options {
    std::uint64_t seed = 1;
    Weather weather = {};
    DtlsRoleOffer client_role = DtlsRoleOffer::client;
    std::vector<rtc::Fingerprint> expected_of_client = rtc::sha_256_of(rtc::client_context());
    std::vector<rtc::Fingerprint> expected_of_server = rtc::sha_256_of(rtc::server_context());
    const rtc::DtlsContext* client_context = &rtc::client_context();
    HandshakeLane* lane = nullptr;  // nullptr: at once
    SecureTransport::Options transport = {};
    bool connects_by_itself = true;  // otherwise the test calls transport.connect()
  };

  explicit TransportWorld(Options options);
  TransportWorld() : TransportWorld(Options{}) {}

  /// Lets time pass until nothing more happens, or `until`.
  void run_until(rtc::Instant until);
  void run_for(rtc::Duration duration) { run_until(now + duration); }
  /// Puts on the way what the client wants to say.
  void send_from_client();
  /// As if it came from there, at once and without any weather.
  void inject(rtc::Buffer datagram, const rtc::Endpoint& from) { transport.on_datagram(datagram, from, now); }

  [[nodiscard]] DtlsParameters client_parameters() const;
  [[nodiscard]] std::uint64_t drops(DropReason reason) const { return counters.drops(reason); }
  [[nodiscard]] bool is_connected() const { return client.is_connected() && transport.is_open(); }
  /// Sealed by the client.
  rtc::Buffer sealed_rtp(std::uint32_t ssrc, std::uint16_t sequence, std::size_t payload = 100);

  rtc::Instant now{std::chrono::seconds(1)};
  Options options;
  rtc::Endpoint client_at = rtc::endpoint(1);
  TrafficCounters counters;
  PacketNotes received;                 // by the transport
  std::vector<rtc::Buffer> client_rtp;  // opened by the client
  std::vector<rtc::Buffer> client_rtcp;
  std::vector<rtc::Endpoint> sent_to;     // where the transport sent each datagram
  std::function<void(rtc::Buffer&)> tap;  // sees what the client sends, and may change it
  std::size_t turns = 0;                  // told to the keeper

 private:
  struct OnTheWay {
    bool is_to_client = false;
    rtc::Endpoint end;  // of the client
    rtc::Buffer bytes;
  };

  rtc::MutableBytes space() override { return space_; }
  bool send(const rtc::Endpoint& to, rtc::Bytes datagram) override;
  void on_transport_turn(SecureTransport&, rtc::Instant) override { ++turns; }
  void put_on_the_way(OnTheWay datagram);
  void deliver(OnTheWay datagram);
  [[nodiscard]] rtc::Instant next_event() const;

  std::mt19937_64 random_;
  std::multimap<rtc::Instant, OnTheWay> on_the_way_;
  InlineLane inline_lane_{now};
  std::array<std::uint8_t, 2048> space_{};

 public:
  SecureTransport transport;
  rtc::ClientPeer client;
};

}  // namespace vtp::sfu
