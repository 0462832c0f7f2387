// What a viewer was sent, to be sent again when it asks: no packets, only where they are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

/// One packet that went out, and what was written over it.
struct SentPacket {
  std::uint16_t sequence = 0;  // as the viewer knows it
  std::uint8_t layer = 0;      // of the source, and the number there
  std::int64_t source_sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint16_t picture_id = 0;
  std::uint8_t base_index = 0;
  bool is_padding = false;
  bool ends_picture = false;
};

class SentPackets {
 public:
  /// The last `memory`, a power of two; 0: none.
  explicit SentPackets(std::size_t memory = 1024) : entries_(memory) {}

  void add(const SentPacket& packet, rtc::Instant now);

  /// What to send again. nullopt: it is forgotten, was sent more than a second ago, or again within the last
  /// round trip, so that the answer to an earlier request is still on its way.
  std::optional<SentPacket> ask_again(std::uint16_t sequence, rtc::Instant now, rtc::Duration round_trip);

  /// The same, whenever and however often it was sent, leaving no trace.
  [[nodiscard]] std::optional<SentPacket> find(std::uint16_t sequence) const;

 private:
  struct Entry {
    SentPacket packet;
    rtc::Instant sent{};
    rtc::Instant repeated{};
    bool is_used = false;
    bool is_repeated = false;
  };

  std::vector<Entry> entries_;
};

}  // namespace vtp::sfu
