#include "media/live/dash_periods.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;
using test::SampleTrack;

std::vector<DashPeriod> periods_of(std::initializer_list<const TrackIndex*> tracks) {
  std::vector<DashTimeline> timelines;
  for (const auto* track : tracks) timelines.push_back(dash_timeline(*track, 0));
  return dash_periods(timelines);
}

TEST(DashPeriods, TracksThatBeginALittleLaterAreInTheSame) {
  SampleTrack video, audio(TrackKind::audio);
  video.init("v", {640, 360}).gap(300).segment().segment();
  audio.init("opus", {}).segment().segment();
  const auto periods = periods_of({&video.index, &audio.index});
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_EQ(periods[0].start, 0U);
  EXPECT_EQ(periods[0].runs[0], (SegmentRun{1, 3}));
  EXPECT_EQ(periods[0].runs[1], (SegmentRun{0, 2}));
}

TEST(DashPeriods, AnotherInitialisationBeginsAnotherAndSegmentsOnTheEdgeAreInBoth) {
  SampleTrack video, audio(TrackKind::audio);
  video.init("v", {640, 360}).segment().segment().init("w", {320, 180}).segment();
  audio.init("opus", {}).segment(3).segment().segment();  // 0 to 1.5, 3.5, 5.5
  const auto periods = periods_of({&video.index, &audio.index});
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[1].start, 4'000'000U);
  EXPECT_EQ(periods[0].runs[0], (SegmentRun{0, 2}));
  EXPECT_EQ(periods[0].runs[1], (SegmentRun{0, 3}));
  EXPECT_EQ(periods[1].runs[0], (SegmentRun{2, 3}));
  EXPECT_EQ(periods[1].runs[1], (SegmentRun{2, 3}));
}

TEST(DashPeriods, ATrackThatIsAwayIsNotInThePeriod) {
  SampleTrack video, audio(TrackKind::audio);
  video.init("v", {640, 360}).segment().gap(8'000).segment();
  audio.init("opus", {});
  for (int i = 0; i < 6; ++i) audio.segment();
  const auto periods = periods_of({&video.index, &audio.index});
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[0].runs[0], (SegmentRun{0, 1}));
  EXPECT_EQ(periods[1].start, 10'000'000U);
  EXPECT_EQ(periods[1].runs[0], (SegmentRun{2, 3}));
  EXPECT_EQ(periods[1].runs[1], (SegmentRun{5, 6}));
}

TEST(DashPeriods, BothTracksWithGapsInTurnNeverHaveTwoRunsInOne) {
  SampleTrack a, b;
  a.init("v", {}).segment().gap(1'000).segment().segment().segment();
  b.init("v", {}).segment().segment().gap(1'000).segment();
  const auto periods = periods_of({&a.index, &b.index});
  ASSERT_EQ(periods.size(), 3U);
  EXPECT_EQ(periods[1].start, 3'000'000U);
  EXPECT_EQ(periods[2].start, 5'000'000U);
  EXPECT_EQ(periods[1].runs[1], (SegmentRun{1, 2}));
  EXPECT_EQ(periods[2].runs[1], (SegmentRun{3, 4}));
}

TEST(DashPeriods, APauseBeginsAnother) {
  SampleTrack track;
  track.init("v", {}).segment().pause(10s).segment();
  const auto periods = periods_of({&track.index});
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[1].stretch, 1);
  EXPECT_EQ(periods[1].start, 2'000'000U);
}

TEST(DashPeriods, AStoredRenditionHasTheSameOnesAsItsTrack) {
  const SegmentIndex stored{.timescale = 1'000,
                            .start = 200,
                            .segments = {{3'800, 9, 0, false},
                                         {1'000, 0, 0, false},
                                         {5'000, 9, 0, false},
                                         {2'000, 9, 1, false},
                                         {2'000, 9, 1, true}},
                            .inits = {{"v", {}, 1}, {"w", {}, 1}}};
  const auto periods = dash_periods(std::vector{dash_timeline(stored)});
  ASSERT_EQ(periods.size(), 4U);
  EXPECT_EQ(periods[0].start, 200'000U);
  EXPECT_EQ(periods[1].start, 5'000'000U);
  EXPECT_EQ(periods[2].runs[0], (SegmentRun{3, 4}));
  EXPECT_EQ(periods[3].stretch, 1);
}

TEST(DashPeriods, FilesBeginWithTheLectureWhateverTheirFirstTimeIs) {
  const SegmentIndex stored{.timescale = 1'000, .start = 700, .segments = {{2'000, 9}}};
  const auto timeline = dash_timeline(stored);
  EXPECT_EQ(dash_periods(std::vector{timeline})[0].start, 0U);
  EXPECT_EQ(dash_segment_timeline(timeline, {0, 1}, " "),
            " <SegmentTimeline>\n   <S t=\"700\" d=\"2000\"/>\n </SegmentTimeline>");
}

RC_GTEST_PROP(DashPeriods, EverySegmentIsSomewhereAndNoGapIsAnywhere, ()) {
  std::vector<TrackIndex> tracks;
  for (std::size_t i = 0; i < 3; ++i) {
    SampleTrack track;
    track.init("v", {});
    for (const auto what : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
      if (what == 0) track.gap(*rc::gen::inRange<std::uint64_t>(1, 5'000));
      if (what == 1) track.init("w", {});
      if (what > 1) track.segment(*rc::gen::inRange<std::size_t>(1, 5));
    }
    tracks.push_back(track.index);
  }
  const auto periods = periods_of({&tracks[0], &tracks[1], &tracks[2]});
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    std::vector<bool> found(tracks[i].segments.size(), false);
    for (const auto& period : periods) {
      if (!period.runs[i]) continue;
      RC_ASSERT(period.runs[i]->first < period.runs[i]->end);
      for (auto j = period.runs[i]->first; j < period.runs[i]->end; ++j) {
        found[j] = true;
        RC_ASSERT(tracks[i].segments[j].init == tracks[i].segments[period.runs[i]->first].init);
      }
    }
    for (std::size_t j = 0; j < found.size(); ++j) RC_ASSERT(found[j] == !tracks[i].segments[j].is_gap);
  }
}

}  // namespace
}  // namespace vtp::media
