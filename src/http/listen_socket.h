// Listening sockets: addresses in text, sockets that several loops share a port by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vtp::http {

/// A descriptor that is closed with its owner.
class OwnedDescriptor {
 public:
  OwnedDescriptor() = default;
  explicit OwnedDescriptor(int descriptor) : descriptor_(descriptor) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : descriptor_(other.release()) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
  ~OwnedDescriptor();

  [[nodiscard]] int get() const { return descriptor_; }
  int release();

 private:
  int descriptor_ = -1;
};

struct ListenSocket {
  OwnedDescriptor descriptor;
  std::string address;  // "127.0.0.1:8080" or "[::1]:8080", with the port that it really has
};

/// Listens on "HOST:PORT" or "[IPv6]:PORT"; port 0 is any free one. "[::]" is every address of both kinds:
/// peers that come by IPv4 are then named in IPv6 ("::ffff:192.0.2.1"). Sockets of one process may share an
/// address; the system spreads connections over them.
Result<ListenSocket> listen_on(std::string_view address);

/// A connection that waits on a listening socket, non-blocking.
struct Accepted {
  OwnedDescriptor descriptor;  // -1: none waits, or `error`
  std::string peer;            // without port
  int error = 0;               // errno, 0 if none waits
};
Accepted accept_from(int listening);

}  // namespace vtp::http
