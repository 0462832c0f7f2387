// Which packets of a publisher's stream are missing, and when to ask for them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

/// What a packet is to its stream.
enum class Reception : std::uint8_t { in_order, recovered, duplicate };

class NackTracker {
 public:
  struct Options {
    rtc::Duration reordering = std::chrono::milliseconds(10);  // that is waited for before asking
    unsigned most_requests = 10;                               // for one packet
    std::size_t most_missing = 500;                            // more is no loss but a breakdown
  };

  NackTracker() : NackTracker(Options{}) {}
  explicit NackTracker(Options options);

  /// By its number without wraps.
  Reception on_packet(std::int64_t sequence, rtc::Instant now);
  /// A packet that nobody wants: neither it nor what is missing before it is asked for.
  void skip(std::int64_t sequence);
  /// A frame that needs no other began: what is missing before it is not asked for any more.
  void on_key_frame(std::int64_t sequence);
  /// Time between requests for the same packet.
  void set_round_trip(rtc::Duration round_trip) { round_trip_ = round_trip; }

  /// When there will be something to ask for; `never` if nothing is missing.
  [[nodiscard]] rtc::Instant deadline() const;
  /// Writes the numbers to be asked for now, in ascending order, and gives those that were written. Call
  /// again if it is full.
  std::span<std::uint16_t> due(rtc::Instant now, std::span<std::uint16_t> out);

  /// Packets were given up: only a key frame helps. Forgotten once asked.
  bool take_needs_key_frame();
  [[nodiscard]] std::size_t missing() const { return missing_.size(); }

 private:
  struct Missing {
    std::int64_t sequence = 0;
    rtc::Instant due;
    unsigned requests = 0;
  };

  void add_missing(std::int64_t begin, std::int64_t end, rtc::Instant now);

  Options options_;
  std::vector<Missing> missing_;  // in ascending order; its memory is taken once
  std::int64_t next_ = 0;         // one past the highest
  bool has_begun_ = false;
  bool needs_key_frame_ = false;
  rtc::Duration round_trip_ = std::chrono::milliseconds(100);
};

}  // namespace vtp::sfu
