// A browser's side of a transport on real sockets of this machine.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sfu/transport/stream_framing.h"
#include "support/rtc/client_peer.h"

namespace vtp::sfu {

class LoopbackClient {
 public:
  /// Speaks to `port` of `address`, "127.0.0.1" or "::1".
  LoopbackClient(rtc::TransportProtocol protocol, const std::string& address, std::uint16_t port,
                 rtc::ClientPeer::Settings settings);
  ~LoopbackClient();
  LoopbackClient(const LoopbackClient&) = delete;
  LoopbackClient& operator=(const LoopbackClient&) = delete;

  /// Sends and receives until `is_reached`; false: it was not, for a very long time, or the connection is
  /// closed.
  bool run_until(const std::function<bool()>& is_reached);
  bool connect() {
    return run_until([this] { return peer.is_connected(); });
  }
  /// Without any protection, as an attacker would.
  void send_raw(rtc::Bytes datagram);
  void send_rtp(rtc::Bytes packet);
  void send_rtcp(rtc::Bytes compound);
  [[nodiscard]] bool is_closed() const { return is_closed_; }

  rtc::ClientPeer peer;
  std::vector<rtc::Buffer> rtp;
  std::vector<rtc::Buffer> rtcp;

 private:
  void send_pending();
  void receive();
  void on_datagram(rtc::MutableBytes datagram);

  bool is_tcp_;
  bool is_closed_ = false;
  int descriptor_ = -1;
  FrameReader reader_{4096};
};

}  // namespace vtp::sfu
