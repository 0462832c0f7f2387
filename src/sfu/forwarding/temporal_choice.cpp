#include "sfu/forwarding/temporal_choice.h"

#include <algorithm>

namespace vtp::sfu {

void TemporalChoice::begin(std::int64_t sequence, std::uint8_t layer) {
  count_ = 0;
  change(sequence, layer);
}

void TemporalChoice::change(std::int64_t sequence, std::uint8_t layer) {
  newest_ = (newest_ + 1) % memory;
  changes_[newest_] = {.since = sequence, .layer = layer};
  count_ = std::min(count_ + 1, memory);
}

bool TemporalChoice::includes(std::int64_t sequence, std::uint8_t layer) const {
  for (std::size_t back = 0; back < count_; ++back) {
    const auto& change = changes_[(newest_ + memory - back) % memory];
    if (change.since <= sequence) return layer <= change.layer;
  }
  return false;
}

}  // namespace vtp::sfu
