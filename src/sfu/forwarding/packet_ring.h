// The latest packets of a stream in memory that is taken once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "rtc/bytes.h"
#include "rtc/instant.h"

namespace vtp::sfu {

/// A packet that is remembered. Valid until the next one is stored.
struct StoredPacket {
  rtc::Bytes bytes;
  rtc::Instant arrival;
};

class PacketRing {
 public:
  static constexpr std::size_t longest_packet = 1504;

  /// Room for `slots` packets, a power of two.
  explicit PacketRing(std::size_t slots);

  /// By its number without wraps, which takes the place of the one `slots` numbers before it. False: it is
  /// longer than a slot, or older than everything here.
  bool store(std::int64_t sequence, rtc::Bytes packet, rtc::Instant arrival);
  [[nodiscard]] std::optional<StoredPacket> find(std::int64_t sequence) const;
  [[nodiscard]] std::size_t slots() const { return entries_.size(); }

 private:
  struct Entry {
    std::int64_t sequence = none;
    rtc::Instant arrival{};
    std::uint16_t size = 0;
  };
  static constexpr std::int64_t none = INT64_MIN;

  [[nodiscard]] std::size_t slot_of(std::int64_t sequence) const;

  std::vector<Entry> entries_;
  std::unique_ptr<std::uint8_t[]> memory_;
};

}  // namespace vtp::sfu
