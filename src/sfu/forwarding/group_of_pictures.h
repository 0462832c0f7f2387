// Where a late viewer may begin without a new key frame: at the last one, as long as everything since is
// there.
#pragma once

#include <cstdint>
#include <optional>

#include "sfu/forwarding/packet_ring.h"

namespace vtp::sfu {

/// Watches one encoding, whose packets `ring` holds.
class GroupOfPictures {
 public:
  struct Options {
    rtc::Duration longest = std::chrono::seconds(2);
    std::size_t most_bytes = 2'000'000;  // a burst that a viewer can take
  };

  GroupOfPictures() : GroupOfPictures(Options{}) {}
  explicit GroupOfPictures(Options options) : options_(options) {}

  /// Every packet once, as it arrives. `is_key_frame`: the first of a key frame.
  void on_packet(std::int64_t sequence, bool is_key_frame, std::size_t size, rtc::Instant now);

  /// Packets [begin, end), of which each is in the ring.
  struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
  };
  /// nullopt: there is no key frame, it is too old or too long ago, or something since is missing.
  [[nodiscard]] std::optional<Range> replayable(const PacketRing& ring, rtc::Instant now) const;

 private:
  Options options_;
  std::optional<std::int64_t> begin_;
  rtc::Instant began_at_{};
  std::int64_t end_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace vtp::sfu
