// What a socket was sent lately, for clients that come back (connection-state recovery).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "socketio/message.h"

namespace vtp::socketio {

/// Events are numbered in the order in which they are sent; clients name the last one they saw by this text,
/// which sorts like the number.
std::string offset_text(std::uint64_t offset);
std::optional<std::uint64_t> parse_offset(std::string_view text);

class EventLog {
 public:
  /// What is kept at most; of what is beyond, the oldest is dropped.
  EventLog(std::size_t max_events, std::size_t max_bytes) : max_events_(max_events), max_bytes_(max_bytes) {}

  /// `offset` is greater than all before.
  void add(std::uint64_t offset, MessageRef message);

  /// Everything after `last_seen` (nullopt: the client saw nothing), in order; nullopt if some of it has been
  /// dropped.
  [[nodiscard]] std::optional<std::vector<MessageRef>> since(std::optional<std::uint64_t> last_seen) const;

 private:
  struct Entry {
    std::uint64_t offset;
    MessageRef message;
  };
  void drop_oldest();

  const std::size_t max_events_;
  const std::size_t max_bytes_;
  std::vector<Entry> entries_;
  std::size_t first_ = 0;  // those before are dropped already
  std::size_t bytes_ = 0;
  std::uint64_t dropped_through_ = 0;
};

}  // namespace vtp::socketio
