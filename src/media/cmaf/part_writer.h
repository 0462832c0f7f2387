// Parts of segments: CMAF chunks (ISO/IEC 23000-19 section 7.3.3) of one track. Parts after one another are a
// segment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "media/mp4/fragment.h"

namespace vtp::media {

/// Flags of samples (ISO/IEC 14496-12 section 8.8.3.1).
inline constexpr std::uint32_t sync_sample_flags = 0x02000000;   // depends on no other
inline constexpr std::uint32_t other_sample_flags = 0x01010000;  // depends on others, no decoder begins here

/// A message to players, or to whoever reads the stream (ISO/IEC 23009-1 section 5.10.3.3).
struct EventMessage {
  std::string_view scheme;  // a URI
  std::string_view value;
  std::uint64_t time = 0;      // of the presentation, in ticks of the track
  std::uint32_t duration = 0;  // ticks
  std::uint32_t id = 0;        // the same message again has the same
  std::string_view data;
};

struct PartHeader {
  std::uint32_t sequence_number = 1;
  std::uint64_t decode_time = 0;  // of the first sample, in ticks
  std::uint32_t timescale = 1;
  bool begins_segment = false;
  /// When the first sample was captured, for players that measure how late they are.
  std::optional<Timestamp> captured_at;
  std::span<const EventMessage> events;
};

/// At least one sample.
std::string write_part(const PartHeader& header, std::span<const mp4::Sample> samples);

}  // namespace vtp::media
