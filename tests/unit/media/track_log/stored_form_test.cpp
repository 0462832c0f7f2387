#include "media/track_log/stored_form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/files.h"
#include "support/media/sample_files.h"
#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;
using test::SampleTrack;

/// "10s 4s gap 6s | 10s": "|" stands for a pause, "#1" for another initialisation segment.
std::string described(const SegmentIndex& index) {
  std::string text;
  std::uint16_t init = 0;
  for (const auto& segment : index.segments) {
    if (!text.empty()) text += ' ';
    if (segment.begins_stretch) text += "| ";
    if (segment.init != init) text += "#" + std::to_string(init = segment.init) + " ";
    if (segment.is_gap()) text += "gap ";
    text += std::to_string(segment.duration) + "ms";
  }
  return text;
}

TEST(StoredForm, SegmentsAreJoinedUpToTheAim) {
  const auto index = segment_index_of(test::sample_track(12, 0), 10);
  EXPECT_EQ(described(index), "10000ms 10000ms 4000ms");
  EXPECT_EQ(index.segments[0].size, 5U * 4 * 62'500);
  EXPECT_TRUE(index.is_log());
  EXPECT_EQ(index.codec, "avc1.42C01F");
  EXPECT_EQ(index.inits[0].picture, (PictureSize{640, 360}));
}

TEST(StoredForm, AnOpenSegmentAtTheEndCounts) {
  EXPECT_EQ(described(segment_index_of(test::sample_track(5, 3), 10)), "10000ms 1500ms");
}

TEST(StoredForm, GapsPausesAndOtherPicturesAreNeverJoined) {
  SampleTrack track;
  track.init("v", {640, 360}).segment().segment().gap(3'000).segment().pause(60s).segment();
  track.init("w", {320, 180}).segment().segment();
  EXPECT_EQ(described(segment_index_of(track.index, 10)), "4000ms gap 3000ms 2000ms | 2000ms #1 4000ms");
}

TEST(StoredForm, TracksAreCutNearTheSamePlacesWhateverIsMissingInThem) {
  SampleTrack whole, torn;
  whole.init("v", {640, 360});
  torn.init("v", {640, 360});
  for (int i = 0; i < 15; ++i) whole.segment();
  torn.segment().gap(2'300).segment(3).segment().segment();
  for (int i = 0; i < 10; ++i) torn.segment();
  EXPECT_EQ(described(segment_index_of(whole.index, 10)), "10000ms 10000ms 10000ms");
  EXPECT_EQ(described(segment_index_of(torn.index, 10)), "2000ms gap 2300ms 5500ms 10000ms 10000ms");
}

TEST(StoredForm, LongGapsAreCutLikeSegments) {
  SampleTrack track;
  track.init("v", {}).segment().gap(27'000).segment();
  EXPECT_EQ(described(segment_index_of(track.index, 10)), "2000ms gap 8000ms gap 10000ms gap 9000ms 2000ms");
}

TEST(StoredForm, ATrackThatBeginsLaterBeginsWithAGap) {
  SampleTrack track;
  track.init("v", {}).gap(5'000).segment().segment();
  const auto index = segment_index_of(track.index, 10);
  EXPECT_EQ(described(index), "gap 5000ms 4000ms");
  EXPECT_EQ(index.origin(), 0U);
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 9);
}

TEST(StoredForm, AMomentAtTheBeginningIsNoGap) {
  SampleTrack track;
  track.init("v", {}).segment();
  auto moved = track.index;
  for (auto& segment : moved.segments) segment.start += 300;
  const auto index = segment_index_of(moved, 10);
  EXPECT_EQ(index.start, 300U);
  EXPECT_EQ(described(index), "2000ms");
  EXPECT_DOUBLE_EQ(index.duration_seconds(), 2.3);
}

TEST(StoredForm, OnlyUsedInitialisationSegmentsAreStoredAndEqualOnesOnce) {
  SampleTrack track;
  track.init("unused", {}).init("v", {640, 360}).segment().init("w", {320, 180}).segment();
  track.init("v", {640, 360}).segment();
  const auto index = segment_index_of(track.index, 10);
  EXPECT_EQ(described(index), "2000ms #1 2000ms #0 2000ms");
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_inits(track.index, folder.path()));
  EXPECT_EQ(read_file(folder / "init.mp4", 100).value(), "init");
  EXPECT_TRUE(std::filesystem::exists(folder / "init-1.mp4"));
  EXPECT_FALSE(std::filesystem::exists(folder / "init-2.mp4"));
}

TEST(StoredForm, WithoutMediaThereIsNothing) {
  SampleTrack track;
  track.init("v", {}).gap(5'000);
  EXPECT_TRUE(segment_index_of(track.index, 10).segments.empty());
}

TrackIndex arbitrary_track() {
  SampleTrack track;
  track.init("v", {640, 360});
  for (const auto what : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12))) {
    if (what == 0) track.gap(*rc::gen::inRange<std::uint64_t>(1, 40'000));
    if (what == 1) track.init(*rc::gen::element<std::string>("v", "w", "x"), {640, 360});
    if (what == 2) track.pause(30s);
    if (what > 2) track.segment(*rc::gen::inRange<std::size_t>(1, 9));
  }
  return track.index;
}

RC_GTEST_PROP(StoredForm, DurationsAndBytesAddUp, ()) {
  const auto track = arbitrary_track();
  const auto index = segment_index_of(track, *rc::gen::element(2.0, 6.0, 10.0));
  if (track.parts.empty()) {
    RC_ASSERT(index.segments.empty());
    return;
  }
  RC_ASSERT(index.start_of(index.segments.size()) == track.end_time());
  RC_ASSERT(index.size_bytes() == track.data_end());
}

RC_GTEST_PROP(StoredForm, EverySegmentIsARunOfRecordedOnesThatBeginsWithAKeyFrame, ()) {
  const auto track = arbitrary_track();
  const auto index = segment_index_of(track, *rc::gen::element(2.0, 6.0, 10.0));
  std::size_t recorded = 0;
  for (std::size_t number = 0; number < index.segments.size(); ++number) {
    const auto& segment = index.segments[number];
    if (segment.is_gap()) continue;
    while (track.segments[recorded].is_gap) ++recorded;
    const auto& first = track.segments[recorded];
    RC_ASSERT(first.start == index.start_of(number));
    RC_ASSERT(first.offset == index.offset_of(number));
    RC_ASSERT(first.is_independent || recorded == 0 || track.segments[recorded - 1].is_gap);
    for (std::uint64_t size = 0; size < segment.size; ++recorded) {
      const auto& joined = track.segments[recorded];
      RC_ASSERT(!joined.is_gap);
      RC_ASSERT(joined.stretch == first.stretch);
      RC_ASSERT(track.inits[joined.init].codec == index.inits[segment.init].codec);
      size += joined.size;
      RC_ASSERT(size <= segment.size);
    }
  }
  for (; recorded < track.segments.size(); ++recorded)
    RC_ASSERT(track.segments[recorded].is_gap || index.segments.empty());
}

RC_GTEST_PROP(StoredForm, NothingIsMuchLongerThanTheAim, ()) {
  constexpr double longest_recorded = 4.5;
  const double aim = *rc::gen::element(2.0, 6.0, 10.0);
  RC_ASSERT(segment_index_of(arbitrary_track(), aim).longest_seconds() <= aim * 1.2 + longest_recorded);
}

RC_GTEST_PROP(StoredForm, SurvivesStorage, ()) {
  const auto index = segment_index_of(arbitrary_track(), 10);
  RC_ASSERT(parse_segment_index(serialise(index)).value() == index);
}

}  // namespace
}  // namespace vtp::media
