#include "media/mp4/key_frames.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/try.h"
#include "media/mp4/fragment.h"
#include "media/mp4/track.h"

namespace vtp::media::mp4 {
namespace {

constexpr std::uint32_t is_not_key_frame =
    0x10000;  // sample_is_non_sync_sample, ISO/IEC 14496-12 section 8.8.3.1

/// The segment that is shown at `ticks`, or what was shown last if nothing is; nullopt if nothing ever is.
std::optional<std::size_t> segment_at(const SegmentIndex& index, std::uint64_t ticks) {
  std::optional<std::size_t> shown;
  auto start = index.start;
  for (std::size_t number = 0; number < index.segments.size() && (start <= ticks || !shown); ++number) {
    const auto& segment = index.segments[number];
    if (!segment.is_gap()) shown = number;
    start += segment.duration;
  }
  return shown;
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
  VTP_TRY(auto file, read_init(video));
  VTP_TRY(const auto track, parse_init(file));
  std::vector<std::string> parameters{""};  // for the frames of each initialisation segment
  for (std::size_t version = 1; version < index.inits.size(); ++version) {
    VTP_TRY(const auto init, read_init(video, version));
    parameters.push_back(parameter_units(init));
  }
  if (parameters.size() > 1) parameters[0] = parameter_units(file);
  std::uint32_t number = 0;
  for (const double seconds : times) {
    const auto ticks = index.origin() + static_cast<std::uint64_t>(std::max(0.0, seconds) * index.timescale);
    const auto at = segment_at(index, ticks);
    if (!at) return fail(ErrorCode::internal_error, "The recording has no picture.");
    VTP_TRY(const auto segment, read_segment(video, *at));
    VTP_TRY(const auto fragment, parse_fragment(segment, track.defaults));
    auto frame = key_frame_at(fragment, ticks);
    const auto data = parameters[index.segments[*at].init] + std::string(frame.data);
    frame.data = data;
    frame.duration = track.timescale;
    frame.composition_offset = static_cast<std::int32_t>(track.delay);
    append_fragment(file, number + 1, track.id, std::uint64_t{number} * track.timescale, {&frame, 1});
    ++number;
  }
  return file;
}

}  // namespace vtp::media::mp4
