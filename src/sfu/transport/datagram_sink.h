// The way out of a transport: a socket of some kind, which the transport does not know.
#pragma once

#include "rtc/bytes.h"
#include "rtc/endpoint.h"

namespace vtp::sfu {

class DatagramSink {
 public:
  virtual ~DatagramSink() = default;

  /// Memory for one datagram, until the next call of send(), which need not copy what is written there.
  virtual rtc::MutableBytes space() = 0;
  /// Sends now or at the end of the turn. False: there is no way there or no room on it, and the datagram is
  /// lost. It may still be lost later, as on the network.
  virtual bool send(const rtc::Endpoint& to, rtc::Bytes datagram) = 0;
};

}  // namespace vtp::sfu
