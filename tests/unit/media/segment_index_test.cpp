#include "media/segment_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::media {
namespace {

SegmentIndex index_of(std::vector<Segment> segments) {
  return {.timescale = 1000, .codec = "avc1.64001F", .init_size = 800, .segments = std::move(segments)};
}

TEST(SegmentIndex, KnowsTimesAndSizes) {
  auto index = index_of({{10'000, 100'000}, {10'010, 50'000}, {2'500, 10'000}});
  index.start = 500;
  EXPECT_EQ(index.start_of(0), 500U);
  EXPECT_EQ(index.start_of(2), 20'510U);
  EXPECT_EQ(index.start_of(3), 23'010U);
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 22.51);
  EXPECT_DOUBLE_EQ(index.longest_seconds(), 10.01);
  EXPECT_EQ(index.size_bytes(), 160'000U);
  EXPECT_NEAR(index.average_bandwidth(), 160'000 * 8 / 22.51, 0.01);
}

TEST(SegmentIndex, PeakIgnoresAShortEnd) {
  // The last 0.1 s would count as 8 Mbit/s by itself, but lasts less than half the target duration.
  const auto index = index_of({{10'000, 100'000}, {10'000, 200'000}, {100, 100'000}});
  EXPECT_NEAR(index.peak_bandwidth(), 300'000 * 8 / 10.1, 0.01);
}

TEST(SegmentIndex, PeakOfASingleSegmentIsItsRate) {
  EXPECT_NEAR(index_of({{40, 5'000}}).peak_bandwidth(), 1e6, 0.01);
  EXPECT_EQ(index_of({}).peak_bandwidth(), 0);
}

TEST(SegmentIndex, ALogKnowsWhereItsSegmentsLie) {
  SegmentIndex index{.timescale = 1000,
                     .segments = {{5'000, 0}, {10'000, 700}, {2'000, 0}, {10'000, 300}},
                     .inits = {{"v", {}, 1}}};
  EXPECT_EQ(index.offset_of(0), 0U);
  EXPECT_EQ(index.offset_of(1), 0U);
  EXPECT_EQ(index.offset_of(2), 700U);
  EXPECT_EQ(index.offset_of(3), 700U);
  EXPECT_EQ(index.size_bytes(), 1'000U);
  // Nothing was sent in gaps, which says nothing of what the rest needs.
  EXPECT_DOUBLE_EQ(index.average_bandwidth(), 1'000 * 8 / 20.0);
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 27);
  index.start = 250;
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 27.25);
  index.inits.clear();
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 27);
}

TEST(SegmentIndex, WhatWasStoredBeforeThereWereLogsIsRead) {
  const std::string_view bytes("\x01\x00\xE8\x07\x01v\x05\xA0\x06\x02\x0A\x14\x0B\x15", 14);
  const SegmentIndex index{
      .timescale = 1000, .codec = "v", .start = 5, .init_size = 800, .segments = {{10, 20}, {11, 21}}};
  EXPECT_EQ(parse_segment_index(bytes).value(), index);
  EXPECT_EQ(serialise(index), bytes);
}

TEST(SegmentIndex, ForeignBytesAreRefused) {
  EXPECT_FALSE(parse_segment_index(""));
  EXPECT_FALSE(parse_segment_index("\x02"));
  EXPECT_FALSE(parse_segment_index("\x03"));
  auto bytes = serialise(index_of({{10, 20}}));
  EXPECT_FALSE(parse_segment_index(bytes + "x"));
  bytes.pop_back();
  EXPECT_FALSE(parse_segment_index(bytes));
}

SegmentIndex arbitrary_index() {
  SegmentIndex index;
  index.kind = *rc::gen::arbitrary<bool>() ? TrackKind::audio : TrackKind::video;
  index.timescale = *rc::gen::inRange(1U, 1'000'000U);
  index.codec = *rc::gen::element<std::string>("avc1.64001F", "mp4a.40.2", "");
  index.start = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  index.init_size = *rc::gen::arbitrary<std::uint32_t>();
  for (const auto& [duration, size] :
       *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
           rc::gen::arbitrary<std::pair<std::uint32_t, std::uint32_t>>()))
    index.segments.push_back({duration, size});
  for (auto i = *rc::gen::inRange(0, 4); i > 0; --i)
    index.inits.push_back({*rc::gen::element<std::string>("avc1.64001F", ""),
                           {*rc::gen::inRange(0, 9'000), *rc::gen::inRange(0, 9'000)},
                           *rc::gen::arbitrary<std::uint32_t>()});
  if (!index.is_log()) return index;
  for (auto& segment : index.segments) {
    segment.init = *rc::gen::inRange<std::uint16_t>(0, static_cast<std::uint16_t>(index.inits.size()));
    segment.begins_stretch = *rc::gen::arbitrary<bool>();
  }
  return index;
}

RC_GTEST_PROP(SegmentIndex, SurvivesStorage, ()) {
  const auto index = arbitrary_index();
  RC_ASSERT(parse_segment_index(serialise(index)).value() == index);
}

RC_GTEST_PROP(SegmentIndex, CutBytesNeverReadAsSomethingElse, ()) {
  const auto bytes = serialise(arbitrary_index());
  const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size());
  RC_ASSERT(!parse_segment_index(std::string_view(bytes).substr(0, cut)));
}

RC_GTEST_PROP(SegmentIndex, PeakIsNeverBelowTheAverage, ()) {
  const auto index = arbitrary_index();
  RC_ASSERT(index.peak_bandwidth() >= index.average_bandwidth());
}

}  // namespace
}  // namespace vtp::media
