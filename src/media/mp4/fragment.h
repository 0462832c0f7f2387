// The samples of a segment with one track: read from its moof boxes, and written as one fragment.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "media/mp4/track.h"

namespace vtp::media::mp4 {

struct Sample {
  std::uint32_t duration = 0;           // ticks
  std::uint32_t flags = 0;              // ISO/IEC 14496-12 section 8.8.3.1
  std::int32_t composition_offset = 0;  // ticks
  std::string_view data;                // in the segment that was read
};

struct Fragment {
  std::uint64_t decode_time = 0;  // of the first sample, in ticks
  std::vector<Sample> samples;

  [[nodiscard]] std::uint64_t duration() const;
};

/// Reads all fragments of a segment of one track.
Result<Fragment> parse_fragment(std::string_view segment, const SampleDefaults& defaults);

/// Appends one moof and its mdat to `segment`. At least one sample.
void append_fragment(std::string& segment, std::uint32_t sequence_number, std::uint32_t track_id,
                     std::uint64_t decode_time, std::span<const Sample> samples);

}  // namespace vtp::media::mp4
