// Renditions made of arbitrary bytes, for tests of what happens to samples rather than to pictures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "media/segment_index.h"

namespace vtp::media::test {

struct FakeRendition {
  SegmentIndex index;
  std::string init;
  std::vector<std::string> segments;
  std::vector<std::string> samples;  // of all segments
};

/// `counts` samples in each segment, each of them `duration` ticks long and with bytes that no other has.
FakeRendition fake_rendition(TrackKind kind, std::uint32_t timescale, std::uint32_t duration,
                             const std::vector<std::size_t>& counts);

}  // namespace vtp::media::test
