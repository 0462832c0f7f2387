// The datagrams of one turn of a handshake: sent, and kept to be sent again (RFC 6347 section 4.2.4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// Bounded: no turn of ours is longer than a few kilobytes.
class Flight {
 public:
  static constexpr std::size_t most_datagrams = 16;
  static constexpr std::size_t most_bytes = 16'384;

  /// What is added next begins a new turn, and what is here is forgotten then.
  void begin_turn() { is_over_ = true; }
  /// False: it did not fit and is lost, as it might be on the network.
  bool add(Bytes datagram);
  /// Everything is to be sent once more.
  void rewind() { sent_ = 0; }

  /// The next one to be sent.
  std::optional<Bytes> next();
  [[nodiscard]] bool has_next() const { return sent_ < ends_.size(); }
  [[nodiscard]] bool is_empty() const { return ends_.empty(); }

 private:
  std::vector<std::uint8_t> bytes_;
  std::vector<std::size_t> ends_;  // of each datagram in `bytes_`
  std::size_t sent_ = 0;
  bool is_over_ = false;
};

}  // namespace vtp::rtc
