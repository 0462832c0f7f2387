// The way out of a transport: a socket of some kind, which the transport does not know.
#pragma once

#include "rtc/bytes.h"
#include "rtc/endpoint.h"

namespace vtp::sfu {

class DatagramSink {
 public:
  virtual ~DatagramSink() = default;

  /// Sends at once or not at all. False: there is no way there or no room on it, and the datagram is lost.
  virtual bool send(const rtc::Endpoint& to, rtc::Bytes datagram) = 0;
};

}  // namespace vtp::sfu
