// How a server behaves; the defaults are those of the Socket.IO reference server unless said otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vtp::socketio {

/// Which pages may connect (the `Origin` of browsers; programs send none and are always served).
struct Origins {
  bool any = false;
  std::vector<std::string> listed;  // besides the server's own, e.g. "https://school.example"
};

/// Connection-state recovery: a client that comes back in time is who it was, and gets what it missed.
struct Recovery {
  std::chrono::milliseconds window{60'000};  // from the last packet received
  std::size_t max_events = 1000;             // kept for each socket
  std::size_t max_bytes = 1024UL * 1024;     // of them
};

struct Options {
  std::string path = "/socket.io/";

  std::chrono::milliseconds ping_interval{25'000};
  std::chrono::milliseconds ping_timeout{20'000};
  std::chrono::milliseconds upgrade_timeout{10'000};
  std::chrono::milliseconds connect_timeout{45'000};  // a client that is in no namespace is closed then

  std::size_t max_sessions = 20'000;

  /// Bytes of a packet, of the body of a POST, and of the attachments of one packet together.
  std::size_t max_payload = 1'000'000;
  std::size_t max_attachments = 10;

  /// Unsent bytes of a client above which volatile events are dropped, and above which the client is.
  std::size_t volatile_pause_bytes = 1024UL * 1024;
  std::size_t max_unsent_bytes = 8UL * 1024 * 1024;

  bool compresses = false;                   // permessage-deflate, if the client offers it
  std::size_t compression_threshold = 1024;  // shorter packets are sent as they are

  std::optional<Recovery> recovery;
  Origins origins;
};

}  // namespace vtp::socketio
