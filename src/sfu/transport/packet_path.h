// The two ends of the way between a browser and a room, as plain packets: what encrypts and finds the way on
// one side, what knows streams on the other. Neither knows sockets.
#pragma once

#include <optional>

#include "rtc/bytes.h"
#include "rtc/dtls/dtls_session.h"
#include "rtc/ice/ice_lite_agent.h"
#include "rtc/instant.h"

namespace vtp::sfu {

/// To the browser. Used on the room's media thread.
class PacketPath {
 public:
  virtual ~PacketPath() = default;

  /// Are the keys there, and has the browser agreed to be sent something?
  [[nodiscard]] virtual bool is_open() const = 0;
  /// Seals a packet of RTP and sends it. The packet is not changed. False: it was not sent.
  virtual bool send_rtp(rtc::Bytes packet) = 0;
  /// Likewise a compound of RTCP.
  virtual bool send_rtcp(rtc::Bytes compound) = 0;
};

/// From the browser: what has come, decrypted and authentic.
class PacketReceiver {
 public:
  virtual ~PacketReceiver() = default;

  /// May change the packet, whose memory is the caller's, in place.
  virtual void on_rtp(rtc::MutableBytes packet, rtc::Instant now) = 0;
  virtual void on_rtcp(rtc::Bytes compound, rtc::Instant now) = 0;
  /// `dtls` nullopt: the handshake has not begun.
  virtual void on_path_state(rtc::IceState ice, std::optional<rtc::DtlsState> dtls, rtc::Instant now) = 0;
};

}  // namespace vtp::sfu
