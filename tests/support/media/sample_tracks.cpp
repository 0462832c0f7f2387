#include "support/media/sample_tracks.h"

#include <gtest/gtest.h>

namespace vtp::media::test {
namespace {

constexpr std::uint32_t part_ms = 500;
constexpr std::uint32_t video_part_bytes = 62'500, audio_part_bytes = 4'000;

}  // namespace

SampleTrack::SampleTrack(TrackKind kind) {
  add(TrackRecord{.kind = kind, .timescale = 1'000, .epoch = *parse_rfc3339("2026-03-01T09:30:00Z")});
}

void SampleTrack::add(const IndexRecord& record) {
  EXPECT_TRUE(apply(index, record)) << record.index();
}

SampleTrack& SampleTrack::init(std::string_view codec, PictureSize size) {
  add(InitRecord{{.codec = std::string(codec), .size = size, .bytes = "init"}});
  return *this;
}

SampleTrack& SampleTrack::segment(std::size_t count) {
  const bool is_new = !index.has_open_segment();
  parts(count - 1, is_new);
  add(PartRecord{.start = index.end_time(),
                 .duration = part_ms,
                 .size = index.kind == TrackKind::video ? video_part_bytes : audio_part_bytes,
                 .is_independent = is_new && count == 1,
                 .ends_segment = true});
  return *this;
}

SampleTrack& SampleTrack::parts(std::size_t count, bool begins_with_key) {
  for (std::size_t i = 0; i < count; ++i)
    add(PartRecord{.start = index.end_time(),
                   .duration = part_ms,
                   .size = index.kind == TrackKind::video ? video_part_bytes : audio_part_bytes,
                   .is_independent = (begins_with_key && i == 0) || index.kind == TrackKind::audio});
  return *this;
}

SampleTrack& SampleTrack::gap(std::uint64_t milliseconds) {
  add(GapRecord{{.start = index.end_time(), .duration = milliseconds, .reason = GapReason::muted}});
  return *this;
}

SampleTrack& SampleTrack::pause(std::chrono::seconds duration) {
  add(StretchRecord{.epoch = index.stretches.back().epoch + duration, .start = index.end_time()});
  return *this;
}

SampleTrack& SampleTrack::end() {
  add(EndRecord{});
  return *this;
}

TrackIndex sample_track(std::size_t segments, std::size_t parts, TrackKind kind) {
  SampleTrack track(kind);
  if (kind == TrackKind::video)
    track.init("avc1.42C01F", {640, 360});
  else
    track.init("opus", {});
  for (std::size_t i = 0; i < segments; ++i) track.segment();
  track.parts(parts);
  return track.index;
}

}  // namespace vtp::media::test
