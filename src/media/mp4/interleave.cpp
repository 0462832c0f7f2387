#include "media/mp4/interleave.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/try.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_writer.h"
#include "media/mp4/track.h"

namespace vtp::media {
namespace {

constexpr std::uint32_t video_track = 1, audio_track = 2;

__extension__ using Wide = unsigned __int128;

/// Does `a` ticks of one track come before `b` ticks of another? Exact, so that neighbours agree on every
/// cut.
bool is_before(std::uint64_t a, std::uint32_t a_timescale, std::uint64_t b, std::uint32_t b_timescale) {
  return Wide{a} * b_timescale < Wide{b} * a_timescale;
}

/// Samples without a gap.
struct AudioSpan {
  std::uint64_t decode_time = 0;
  std::uint64_t end = 0;
  std::vector<mp4::Sample> samples;
};

/// The samples that begin in [begin of the video segment, its end), in the time of the video track.
Result<std::vector<AudioSpan>> samples_during(const InterleaveParts& parts,
                                              const mp4::SampleDefaults& defaults) {
  const auto begin = parts.video.start_of(parts.number);
  const auto end = parts.video.start_of(parts.number + 1);
  const bool is_first = parts.number == 0;
  const bool is_last = parts.number + 1 == parts.video.segments.size();
  std::vector<AudioSpan> spans;
  for (const auto& segment : parts.audio_segments) {
    if (segment.empty()) continue;
    VTP_TRY(const auto fragment, mp4::parse_fragment(segment, defaults));
    auto time = fragment.decode_time;
    for (const auto& sample : fragment.samples) {
      const bool is_early = is_before(time, parts.audio.timescale, begin, parts.video.timescale);
      const bool is_within = is_before(time, parts.audio.timescale, end, parts.video.timescale);
      if ((is_first || !is_early) && (is_last || is_within)) {
        if (spans.empty() || spans.back().end != time) spans.push_back({time, time, {}});
        spans.back().samples.push_back(sample);
        spans.back().end += sample.duration;
      }
      time += sample.duration;
    }
  }
  return spans;
}

}  // namespace

Result<std::string> interleave_init(std::string_view video_init, std::string_view audio_init) {
  VTP_TRY(const auto video, mp4::parse_init(video_init));
  VTP_TRY(const auto audio, mp4::parse_init(audio_init));
  return mp4::write_init(std::array{mp4::InitTrack{video_init, video_track, video.delay},
                                    mp4::InitTrack{audio_init, audio_track, audio.delay}});
}

SegmentRange audio_segments_for(const SegmentIndex& video, std::size_t number, const SegmentIndex& audio) {
  const bool is_last = number + 1 >= video.segments.size();
  const auto begin = video.start_of(number);
  const auto end = video.start_of(number + 1);
  SegmentRange range{audio.segments.size(), audio.segments.size()};
  auto time = audio.start;
  for (std::size_t i = 0; i < audio.segments.size(); ++i) {
    const auto next = time + audio.segments[i].duration;
    const bool reaches = is_before(begin, video.timescale, next, audio.timescale) || number == 0;
    if (reaches) range.first = std::min(range.first, i);
    if (!is_last && !is_before(time, audio.timescale, end, video.timescale)) {
      range.end = i;
      break;
    }
    time = next;
  }
  range.first = std::min(range.first, range.end);
  return range;
}

bool has_sound(const SegmentIndex& video, std::size_t number, const SegmentIndex& audio) {
  constexpr double least_seconds = 0.1;  // longer than a frame of any codec
  const auto seconds = [](std::uint64_t ticks, const SegmentIndex& index) {
    return static_cast<double>(ticks) / index.timescale;
  };
  const auto begin = seconds(video.start_of(number), video), end = seconds(video.start_of(number + 1), video);
  double sum = 0;
  const auto range = audio_segments_for(video, number, audio);
  for (auto i = range.first; i < range.end; ++i)
    if (!audio.segments[i].is_gap())
      sum += std::max(0.0, std::min(end, seconds(audio.start_of(i + 1), audio)) -
                               std::max(begin, seconds(audio.start_of(i), audio)));
  return sum >= least_seconds;
}

Result<std::string> interleave_segment(const InterleaveParts& parts) {
  VTP_TRY(const auto video_init, mp4::parse_init(parts.video_init));
  VTP_TRY(const auto audio_init, mp4::parse_init(parts.audio_init));
  VTP_TRY(const auto spans, samples_during(parts, audio_init.defaults));
  // Gaps in the sound are rare, so that numbers hardly ever meet those of the next segment; players only want
  // them to ascend within one.
  auto sequence = static_cast<std::uint32_t>(2 * parts.number + 1);
  std::string segment;
  if (!parts.video_segment.empty()) {
    VTP_TRY(const auto video, mp4::parse_fragment(parts.video_segment, video_init.defaults));
    mp4::append_fragment(segment, sequence++, video_track, video.decode_time, video.samples);
  }
  // The sound may be shorter than the pictures.
  for (const auto& span : spans)
    mp4::append_fragment(segment, sequence++, audio_track, span.decode_time, span.samples);
  return segment;
}

}  // namespace vtp::media
