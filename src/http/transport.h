// Bytes over one connected, non-blocking socket, in clear text or TLS. Waiting is the caller's affair.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace vtp::http {

struct Transfer {
  enum class Outcome : std::uint8_t {
    some,         // `bytes` went over
    wants_read,   // again when the socket is readable
    wants_write,  // again when the socket is writable
    ended,        // the peer sends no more
    broken,
  };
  Outcome outcome = Outcome::broken;
  std::size_t bytes = 0;
  bool is_drained = false;  // there is nothing more to read at the moment
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual Transfer read(std::span<char> into) = 0;
  /// `more_follows` lets the system fill its packets. After wants_*, the same bytes must be written again.
  virtual Transfer write(std::string_view bytes, bool more_follows) = 0;
  /// At most `length` bytes of the file from `offset`.
  virtual Transfer write_file(int file, std::uint64_t offset, std::uint64_t length) = 0;
  /// Tells the peer that nothing more is sent.
  virtual void finish_writing() = 0;
};

/// The transports do not own `socket`.
std::unique_ptr<Transport> plain_transport(int socket);

}  // namespace vtp::http
