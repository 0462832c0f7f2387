#include "support/live/recorded_track.h"

#include <gtest/gtest.h>

#include "media/cmaf/part_writer.h"
#include "media/mp4/fragment.h"

namespace vtp::live::test {
namespace {

void expect_whole(const media::TrackIndex& index) {
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < index.segments.size(); ++i) {
    const auto& segment = index.segments[i];
    // Where a track begins, also after a pause, somebody may take a moment.
    const bool is_beginning = i == 0 || segment.stretch != index.segments[i - 1].stretch;
    if (!is_beginning) ASSERT_EQ(segment.start, end) << "segment " << i;
    ASSERT_GE(segment.start, end) << "segment " << i;
    ASSERT_GT(segment.duration, 0U) << "segment " << i;
    end = segment.end();
    auto part_end = segment.start;
    for (std::size_t p = 0; p < segment.parts; ++p) {
      ASSERT_EQ(index.part(segment, p).start, part_end) << "segment " << i << " part " << p;
      part_end = index.part(segment, p).end();
    }
    if (!segment.is_gap) ASSERT_EQ(part_end, segment.end()) << "segment " << i;
  }
}

}  // namespace

media::TrackIndex index_of(const media::TrackLog& log) {
  return log.look([](const media::TrackIndex& index) { return index; });
}

std::vector<RecordedSample> recorded_samples(const media::TrackLog& log) {
  const auto index = index_of(log);
  expect_whole(index);
  std::vector<RecordedSample> samples;
  for (const auto& part : index.parts) {
    const auto bytes = log.read(part.offset, part.size).value();
    const auto fragment = media::mp4::parse_fragment(bytes, {}).value();
    EXPECT_EQ(fragment.decode_time, part.start);
    EXPECT_EQ(fragment.duration(), part.duration);
    auto time = fragment.decode_time;
    for (const auto& sample : fragment.samples) {
      samples.push_back({.start = static_cast<double>(time) / index.timescale,
                         .duration = static_cast<double>(sample.duration) / index.timescale,
                         .is_key = sample.flags == media::sync_sample_flags,
                         .data = std::string(sample.data)});
      time += sample.duration;
    }
  }
  return samples;
}

std::string whole_file(const media::TrackLog& log, std::size_t init) {
  const auto index = index_of(log);
  auto file = index.inits.at(init).bytes;
  for (const auto& segment : index.segments)
    if (!segment.is_gap && segment.init == init) file += log.read(segment.offset, segment.size).value();
  return file;
}

double seconds_of_gaps(const media::TrackIndex& index) {
  std::uint64_t ticks = 0;
  for (const auto& segment : index.segments)
    if (segment.is_gap) ticks += segment.duration;
  return static_cast<double>(ticks) / index.timescale;
}

}  // namespace vtp::live::test
