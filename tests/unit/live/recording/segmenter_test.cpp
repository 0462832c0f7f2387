#include "live/recording/segmenter.h"

#include <memory>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/live/recorded_track.h"
#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using test::index_of;

media::TrackFormat some_format(media::TrackKind kind) {
  return kind == media::TrackKind::audio
             ? media::opus_format(2)
             : media::vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = {320, 240}});
}

struct World {
  explicit World(media::TrackKind kind = media::TrackKind::video)
      : log(media::TrackLog::create(folder / "track",
                                    {.kind = kind, .timescale = 1'000, .epoch = Timestamp(1s)})
                .value()) {
    EXPECT_TRUE(segmenter.set_format(some_format(kind)));
  }

  /// As whoever knows when the next sample begins does.
  void add(std::uint32_t duration, bool is_key, bool is_next_key) {
    const auto start = segmenter.end();
    ASSERT_TRUE(segmenter.add({.start = start, .duration = duration, .is_key = is_key, .data = "data"},
                              segmenter.begins_segment(start + duration, is_next_key)));
  }

  media::test::TemporaryFolder folder;
  std::unique_ptr<media::TrackLog> log;
  Segmenter segmenter{*log, {}};
};

TEST(Segmenter, CutsAtTheFirstKeyFrameOfEachPieceOfTime) {
  World world;
  // Key frames at 0, 1, 2.1, 3, 4.1 s.
  for (int i = 0; i < 60; ++i) {
    const auto is_key = [](int n) { return n == 0 || n == 10 || n == 21 || n == 30 || n == 41; };
    world.add(100, is_key(i), is_key(i + 1));
  }
  ASSERT_TRUE(world.segmenter.interrupt());
  const auto index = index_of(*world.log);
  ASSERT_EQ(index.segments.size(), 3U);
  EXPECT_EQ(index.segments[1].start, 2'100U);
  EXPECT_EQ(index.segments[2].start, 4'100U);
  EXPECT_TRUE(index.segments[2].is_independent);
}

TEST(Segmenter, AKeyFrameALittleTooEarlyIsEarlyEnough) {
  World world;
  for (int i = 0; i < 40; ++i) world.add(100, i == 0 || i == 19, i + 1 == 19);
  ASSERT_TRUE(world.segmenter.interrupt());
  EXPECT_EQ(index_of(*world.log).segments.at(1).start, 1'900U);
}

TEST(Segmenter, PartsAreWrittenAsSoonAsTheyAreFull) {
  World world;
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(index_of(*world.log).parts.empty());
    world.add(100, i == 0, false);
  }
  EXPECT_EQ(index_of(*world.log).parts.size(), 1U);
  EXPECT_EQ(index_of(*world.log).parts[0].duration, 500U);
}

TEST(Segmenter, TheLastPartOfASegmentSaysSoWhenItAppears) {
  World world;
  for (int i = 0; i < 20; ++i) world.add(100, i == 0, i == 19);
  const auto index = index_of(*world.log);
  EXPECT_EQ(index.segments.size(), 1U);
  EXPECT_TRUE(index.segments[0].is_complete);
  EXPECT_EQ(index.segments[0].duration, 2'000U);
}

TEST(Segmenter, ChangesOfFormatEndSegmentsAndAreWrittenOnce) {
  World world;
  world.add(100, true, false);
  ASSERT_TRUE(world.segmenter.set_format(some_format(media::TrackKind::video)));
  EXPECT_EQ(index_of(*world.log).inits.size(), 1U);
  ASSERT_TRUE(world.segmenter.set_format(
      media::vp8_format({.is_key = true, .is_shown = true, .version = 0, .size = {640, 480}})));
  const auto index = index_of(*world.log);
  EXPECT_EQ(index.inits.size(), 2U);
  EXPECT_TRUE(index.segments.at(0).is_complete);
}

TEST(Segmenter, GapsAreCutAtTheGrid) {
  World world;
  world.add(700, true, false);
  ASSERT_TRUE(world.segmenter.interrupt());
  ASSERT_TRUE(world.segmenter.fill_whole_gaps(3'900, media::GapReason::muted));
  EXPECT_EQ(world.segmenter.end(), 2'000U);
  ASSERT_TRUE(world.segmenter.fill_gap(6'500, media::GapReason::muted));
  const auto index = index_of(*world.log);
  ASSERT_EQ(index.segments.size(), 5U);
  EXPECT_EQ(index.segments[1].duration, 1'300U);
  EXPECT_EQ(index.segments[2].duration, 2'000U);
  EXPECT_EQ(index.segments[4].start, 6'000U);
  EXPECT_EQ(index.segments[4].duration, 500U);
}

TEST(Segmenter, GoesOnWhereALogWasLeft) {
  World world;
  world.add(500, true, false);
  Segmenter next(*world.log, {});
  EXPECT_EQ(next.end(), 500U);
  ASSERT_TRUE(next.set_format(some_format(media::TrackKind::video)));
  ASSERT_TRUE(next.add({.start = 500, .duration = 500, .is_key = false, .data = "x"}, true));
  const auto index = index_of(*world.log);
  EXPECT_EQ(index.inits.size(), 1U);
  EXPECT_EQ(index.segments.size(), 2U);
}

RC_GTEST_PROP(Segmenter, NoSegmentIsTooLongAndNoSampleIsLost, ()) {
  World world(*rc::gen::element(media::TrackKind::video, media::TrackKind::audio));
  std::uint64_t all = 0;
  std::size_t count = 0;
  bool is_key = true;
  for (const auto duration :
       *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::weightedOneOf<std::uint32_t>(
           {{9, rc::gen::inRange(1U, 100U)}, {1, rc::gen::inRange(1U, 4'000U)}}))) {
    const auto is_next_key = *rc::gen::weightedElement<bool>({{1, true}, {9, false}});
    world.add(duration, is_key, is_next_key);
    is_key = is_next_key;
    all += duration;
    ++count;
  }
  RC_ASSERT(world.segmenter.interrupt());
  const auto index = index_of(*world.log);
  RC_ASSERT(index.end_time() == all);
  RC_ASSERT(test::recorded_samples(*world.log).size() == count);
  for (const auto& segment : index.segments) {
    RC_ASSERT(segment.is_complete);
    RC_ASSERT(segment.duration <= 4'000U);
  }
}

}  // namespace
}  // namespace vtp::live
