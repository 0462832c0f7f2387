// The way between one browser and its room: ICE finds it, DTLS makes sure who is at the other end, SRTP seals
// what goes over it. A machine without sockets: datagrams and the time in, datagrams and the next deadline
// out.
#pragma once

#include <memory>
#include <optional>

#include "base/error.h"
#include "rtc/endpoint.h"
#include "rtc/ice/ice_lite_agent.h"
#include "rtc/packet_kind.h"
#include "sfu/media_events.h"
#include "sfu/parameters/transport_parameters.h"
#include "sfu/transport/datagram_sink.h"
#include "sfu/transport/handshake.h"
#include "sfu/transport/packet_path.h"
#include "sfu/transport/traffic_counters.h"

namespace vtp::sfu {

class SecureTransport;

/// Whoever runs a transport.
class TransportKeeper {
 public:
  virtual ~TransportKeeper() = default;
  /// Something came back from the lane: deadline() and end() may have changed. Must not destroy the transport
  /// before it has returned.
  virtual void on_transport_turn(SecureTransport& transport, rtc::Instant now) = 0;
};

class SecureTransport final : public PacketPath, private Handshake::Observer {
 public:
  /// What the transports of a thread share; all of it outlives them.
  struct Surroundings {
    const rtc::DtlsContext& dtls;
    HandshakeLane& lane;
    DatagramSink& sink;
    TrafficCounters& counters;
    TransportKeeper& keeper;
  };
  struct Options {
    rtc::Duration connect_within = std::chrono::seconds(30);
    rtc::IceLiteAgent::Options ice = {};
  };

  SecureTransport(Surroundings surroundings, rtc::IceCredentials credentials, rtc::Instant now,
                  Options options);
  SecureTransport(Surroundings surroundings, rtc::IceCredentials credentials, rtc::Instant now)
      : SecureTransport(surroundings, std::move(credentials), now, Options{}) {}
  ~SecureTransport() override;
  SecureTransport(const SecureTransport&) = delete;
  SecureTransport& operator=(const SecureTransport&) = delete;

  /// Who gets what comes. To be called before the first datagram.
  void set_receiver(PacketReceiver& receiver) { receiver_ = &receiver; }

  [[nodiscard]] IceParameters ice_parameters() const;
  /// What signalling says of the peer. We take the role that it does not; `auto` makes us the client, as ORTC
  /// says of the controlled side of ICE. TRANSPORT_ALREADY_CONNECTED unless it is the same again;
  /// INVALID_DTLS_PARAMETERS
  Result<void> connect(const DtlsParameters& peer, rtc::Instant now);
  void restart_ice(rtc::IceCredentials credentials, rtc::Instant now);
  /// Says goodbye, as far as that is possible. Nothing is sent, taken or told any more.
  void close();

  /// Takes one datagram, which it may change.
  void on_datagram(rtc::MutableBytes datagram, const rtc::Endpoint& from, rtc::Instant now);
  /// Nothing goes to that place any more: its connection is closed.
  void lose(const rtc::Endpoint& endpoint, rtc::Instant now);
  [[nodiscard]] bool answers_to(std::string_view username_fragment, rtc::Instant now) const {
    return agent_.answers_to(username_fragment, now);
  }
  [[nodiscard]] bool knows(const rtc::Endpoint& endpoint) const { return agent_.knows(endpoint); }

  [[nodiscard]] rtc::Instant deadline() const;
  void on_time(rtc::Instant now);
  /// Why it is of no use any more; nullopt while it is.
  [[nodiscard]] std::optional<TransportCloseReason> end() const;

  // PacketPath
  [[nodiscard]] bool is_open() const override;
  bool send_rtp(rtc::Bytes packet) override;
  bool send_rtcp(rtc::Bytes compound) override;

 private:
  void on_check(rtc::Bytes message, const rtc::Endpoint& from, rtc::Instant now);
  void on_dtls(rtc::Bytes datagram, rtc::Instant now);
  void on_media(rtc::PacketKind kind, rtc::MutableBytes packet, rtc::Instant now);
  void on_turn(rtc::Instant now) override;
  void begin_handshake_if_possible(rtc::Instant now);
  void send_handshake();
  void tell_state(rtc::Instant now);
  template <class Seal>
  bool send_sealed(Seal&& seal);
  bool drop(DropReason reason);

  Surroundings surroundings_;
  Options options_;
  rtc::IceLiteAgent agent_;
  std::shared_ptr<Handshake> handshake_;
  std::unique_ptr<SrtpPair> srtp_;
  PacketReceiver* receiver_ = nullptr;
  std::optional<DtlsParameters> peer_;
  std::vector<rtc::Fingerprint> fingerprints_;  // of the peer, until the handshake begins
  rtc::DtlsRole role_ = rtc::DtlsRole::server;
  rtc::Instant connect_until_;
  bool is_late_ = false;    // not connected in time
  bool is_closed_ = false;  // by us
  rtc::IceState told_ice_ = rtc::IceState::fresh;
  std::optional<rtc::DtlsState> told_dtls_;
};

}  // namespace vtp::sfu
