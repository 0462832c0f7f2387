// What a viewer was sent, to be sent again when it asks: no packets, only where they are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

/// One packet that went out, and what was written over it.
struct SentPacket {
  std::int64_t source_sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint16_t sequence = 0;  // as the viewer knows it
  std::uint16_t picture_id = 0;
  std::uint8_t layer = 0;  // of the source, which has given it the other number
  std::uint8_t base_index = 0;
  bool is_padding = false;
  bool ends_picture = false;
};

/// Those of the last second, as many as `most` of them. Its memory grows with what is sent.
class SentPackets {
 public:
  /// `most` is a power of two; 0: none.
  explicit SentPackets(std::size_t most = 1024) : most_(most) {}

  /// Its number is one more than that of the packet before.
  void add(const SentPacket& packet, rtc::Instant now);

  /// What to send again. nullopt: it is forgotten, was sent more than a second ago, or again within the last
  /// round trip, so that the answer to an earlier request is still on its way.
  std::optional<SentPacket> ask_again(std::uint16_t sequence, rtc::Instant now, rtc::Duration round_trip);

  /// The same, whenever and however often it was sent, leaving no trace.
  [[nodiscard]] std::optional<SentPacket> find(std::uint16_t sequence) const;

 private:
  static constexpr std::size_t fewest = 32;

  struct Entry {
    SentPacket packet;
    rtc::Instant sent = rtc::Instant::min();      // min(): unused
    rtc::Instant repeated = rtc::Instant::min();  // min(): never
  };

  [[nodiscard]] Entry& entry_of(std::uint16_t sequence) { return entries_[sequence & (entries_.size() - 1)]; }
  void make_room(std::uint16_t sequence, rtc::Instant now);

  std::size_t most_;
  std::vector<Entry> entries_;  // a power of two
};

}  // namespace vtp::sfu
