#include "media/mp4/key_frames.h"

#include <algorithm>
#include <cmath>

#include "base/try.h"
#include "media/files.h"
#include "media/mp4/fragment.h"
#include "media/mp4/rendition.h"
#include "media/mp4/track.h"
#include "media/names.h"

namespace vtp::media::mp4 {
namespace {

constexpr std::uint32_t is_not_key_frame =
    0x10000;  // sample_is_non_sync_sample, ISO/IEC 14496-12 section 8.8.3.1

/// The number of the segment that is shown at `ticks`.
std::size_t segment_at(const SegmentIndex& index, std::uint64_t ticks) {
  auto end = index.start;
  for (std::size_t number = 0; number < index.segments.size(); ++number) {
    end += index.segments[number].duration;
    if (ticks < end) return number;
  }
  return index.segments.empty() ? 0 : index.segments.size() - 1;
}

Sample key_frame_at(const Fragment& fragment, std::uint64_t ticks) {
  auto chosen = fragment.samples.front();
  auto time = fragment.decode_time;
  for (const auto& sample : fragment.samples) {
    if (time > ticks) break;
    if ((sample.flags & is_not_key_frame) == 0) chosen = sample;
    time += sample.duration;
  }
  return chosen;
}

}  // namespace

Result<std::string> pick_key_frames(const StoredFolder& video, std::span<const double> times) {
  const auto& index = video.index;
  VTP_TRY(auto file, read_file(video.folder / init_name, max_init_size));
  VTP_TRY(const auto track, parse_init(file));
  std::uint32_t number = 0;
  for (const double seconds : times) {
    const auto ticks = index.start + static_cast<std::uint64_t>(std::max(0.0, seconds) * index.timescale);
    VTP_TRY(const auto segment,
            read_file(video.folder / segment_name(segment_at(index, ticks)), max_segment_size));
    VTP_TRY(const auto fragment, parse_fragment(segment, track.defaults));
    auto frame = key_frame_at(fragment, ticks);
    frame.duration = track.timescale;
    frame.composition_offset = static_cast<std::int32_t>(track.delay);
    append_fragment(file, number + 1, track.id, std::uint64_t{number} * track.timescale, {&frame, 1});
    ++number;
  }
  return file;
}

}  // namespace vtp::media::mp4
