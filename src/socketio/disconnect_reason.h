// Why a client or one of its sockets is gone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"

namespace vtp::socketio {

enum class DisconnectReason : std::uint8_t {
  transport_close,    // the client closed its connection, or lost it
  ping_timeout,       // the client did not answer a ping in time
  parse_error,        // the client sent what the protocol does not allow
  slow_reader,        // the client read less than it was sent, until the bound was reached
  client_disconnect,  // the client left the namespace
  server_disconnect,  // Socket::disconnect
  forced_close,       // the client was in no namespace for too long, or was refused
  server_shutting_down,
};

}  // namespace vtp::socketio

template <>
struct vtp::EnumNames<vtp::socketio::DisconnectReason> {
  static constexpr std::array<std::string_view, 8> names{"transport close",
                                                         "ping timeout",
                                                         "parse error",
                                                         "slow reader",
                                                         "client namespace disconnect",
                                                         "server namespace disconnect",
                                                         "forced close",
                                                         "server shutting down"};
};
