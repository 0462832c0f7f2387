#include "media/live/blocking_reload.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using test::sample_track;
using test::SampleTrack;

ReloadAnswer answer(const TrackIndex& index, std::optional<std::size_t> number,
                    std::optional<std::size_t> part = {}) {
  return answer_reload(index, {}, {.number = number, .part = part});
}

TEST(BlockingReload, WithoutAWishIsAnsweredAtOnce) {
  EXPECT_EQ(answer(sample_track(2, 1), {}), ReloadAnswer::now);
  EXPECT_EQ(answer(sample_track(2, 1), {}, 0), ReloadAnswer::refused);
}

TEST(BlockingReload, OfASegmentWaitsUntilItIsComplete) {
  const auto index = sample_track(2, 3);
  EXPECT_EQ(answer(index, 1), ReloadAnswer::now);
  EXPECT_EQ(answer(index, 2), ReloadAnswer::later);
  EXPECT_EQ(answer(index, 3), ReloadAnswer::later);
  EXPECT_EQ(answer(index, 4), ReloadAnswer::refused);
  EXPECT_EQ(answer(SampleTrack().index, 0), ReloadAnswer::later);
}

TEST(BlockingReload, OfAPartWaitsUntilItIsThere) {
  const auto index = sample_track(2, 3);
  EXPECT_EQ(answer(index, 1, 3), ReloadAnswer::now);
  EXPECT_EQ(answer(index, 2, 2), ReloadAnswer::now);
  EXPECT_EQ(answer(index, 2, 3), ReloadAnswer::later);
  EXPECT_EQ(answer(index, 3, 0), ReloadAnswer::later);
  EXPECT_EQ(answer(index, 2, 9), ReloadAnswer::later);
  EXPECT_EQ(answer(index, 2, 10), ReloadAnswer::refused);
}

TEST(BlockingReload, PastTheLastPartMeansTheFirstOfTheNext) {
  EXPECT_EQ(answer(sample_track(2, 0), 1, 4), ReloadAnswer::later);
  EXPECT_EQ(answer(sample_track(2, 1), 1, 4), ReloadAnswer::now);
  EXPECT_EQ(answer(sample_track(3, 0), 1, 4), ReloadAnswer::now);
}

TEST(BlockingReload, AGapSatisfiesWhoWaitsForIt) {
  SampleTrack track;
  track.init("a", {}).segment().gap(2'000);
  EXPECT_EQ(answer(track.index, 1, 0), ReloadAnswer::now);
  EXPECT_EQ(answer(track.index, 2, 0), ReloadAnswer::later);
}

TEST(BlockingReload, OfAnEndedClassNeverWaits) {
  SampleTrack track;
  track.init("a", {}).segment().end();
  EXPECT_EQ(answer(track.index, 7), ReloadAnswer::now);
}

TEST(BlockingReload, OfHintedPartsWaits) {
  const auto index = sample_track(2, 3);
  EXPECT_EQ(answer_part(index, 2, 2), PartAnswer::there);
  EXPECT_EQ(answer_part(index, 2, 3), PartAnswer::coming);
  EXPECT_EQ(answer_part(index, 2, 4), PartAnswer::absent);
  EXPECT_EQ(answer_part(index, 1, 4), PartAnswer::absent);
  EXPECT_EQ(answer_part(index, 3, 0), PartAnswer::absent);
  EXPECT_EQ(answer_part(sample_track(2, 0), 2, 0), PartAnswer::coming);
  SampleTrack ended;
  ended.init("a", {}).segment().end();
  EXPECT_EQ(answer_part(ended.index, 1, 0), PartAnswer::absent);
}

RC_GTEST_PROP(BlockingReload, WhoAsksForTheHintIsAnsweredWithTheNextPart, ()) {
  const auto segments = *rc::gen::inRange<std::size_t>(0, 4), parts = *rc::gen::inRange<std::size_t>(0, 4);
  const auto index = sample_track(segments, parts);
  RC_ASSERT(answer(index, segments, parts) == ReloadAnswer::later);
  RC_ASSERT(answer_part(index, segments, parts) == PartAnswer::coming);
  RC_ASSERT(answer(sample_track(segments, parts + 1), segments, parts) == ReloadAnswer::now);
}

}  // namespace
}  // namespace vtp::media
