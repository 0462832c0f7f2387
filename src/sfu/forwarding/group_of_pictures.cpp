#include "sfu/forwarding/group_of_pictures.h"

#include <algorithm>

namespace vtp::sfu {

void GroupOfPictures::on_packet(std::int64_t sequence, bool is_key_frame, std::size_t size,
                                rtc::Instant now) {
  if (is_key_frame && (!begin_ || sequence > *begin_)) {
    begin_ = sequence;
    began_at_ = now;
    bytes_ = 0;
  }
  if (begin_ && sequence >= *begin_) bytes_ += size;
  end_ = std::max(end_, sequence + 1);
}

std::optional<GroupOfPictures::Range> GroupOfPictures::replayable(const PacketRing& ring,
                                                                  rtc::Instant now) const {
  if (!begin_ || now - began_at_ > options_.longest || bytes_ > options_.most_bytes) return std::nullopt;
  if (static_cast<std::size_t>(end_ - *begin_) > ring.slots()) return std::nullopt;
  for (auto sequence = *begin_; sequence < end_; ++sequence)
    if (!ring.find(sequence)) return std::nullopt;
  return Range{.begin = *begin_, .end = end_};
}

}  // namespace vtp::sfu
