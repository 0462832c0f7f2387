// Do the TURN servers of the configuration work?
#pragma once

#include <chrono>
#include <string>

#include "rtc/turn_probe.h"

namespace vtp::app {

/// Where a TURN server listens, from an address such as "turn:turn.example.org:3478?transport=udp".
struct TurnAddress {
  std::string host;
  std::string port = "3478";
  bool is_udp = true;  // otherwise TCP or TLS, which is not examined

  /// nullopt: not the address of a TURN server.
  static std::optional<TurnAddress> parse(std::string_view url);
};

/// Talks to the server over UDP, three times if it does not answer. `pending` is no answer at all.
rtc::TurnVerdict ask_turn_server(const TurnAddress& address, rtc::TurnProbe probe,
                                 std::chrono::milliseconds patience);

}  // namespace vtp::app
