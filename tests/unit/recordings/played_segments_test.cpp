#include "recordings/played_segments.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "recordings/coverage.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t second = 1'000'000;  // of wall time

PlayLimits limits(std::chrono::seconds duration = 600s) {
  return {.duration = duration, .wall_budget = 24h};
}

PlayedSegment played(std::int64_t from_s, std::int64_t to_s, std::int64_t wall_from_s,
                     std::int64_t wall_to_s) {
  return {{from_s * 1000, to_s * 1000}, {wall_from_s * second, wall_to_s * second}};
}

TEST(PlayedSegments, ContentCountsRepetitionsAndCoverageDoesNot) {
  PlayedSegments segments;
  EXPECT_TRUE(segments.add(played(0, 120, 0, 120), 1, limits()));
  EXPECT_TRUE(segments.add(played(300, 600, 200, 500), 1, limits()));
  EXPECT_TRUE(segments.add(played(60, 180, 600, 720), 1, limits()));
  EXPECT_EQ(segments.content_time(), 540s);
  Coverage coverage(600s);
  coverage.mark(segments.media());
  EXPECT_DOUBLE_EQ(coverage.percent(), 80);
}

TEST(PlayedSegments, MoreContentThanTheWallTimeAllowsIsRejected) {
  PlayedSegments segments;
  EXPECT_FALSE(segments.add(played(0, 120, 0, 30), 2, limits()));
  EXPECT_TRUE(segments.add(played(0, 67, 0, 30), 2, limits()));
}

TEST(PlayedSegments, OutsideOfTheRecordingIsRejected) {
  PlayedSegments segments;
  EXPECT_FALSE(segments.add(played(-1, 5, 0, 10), 1, limits()));
  EXPECT_FALSE(segments.add(played(600, 604, 0, 10), 1, limits()));
  EXPECT_FALSE(segments.add(played(590, 610, 0, 30), 1, limits()));
  EXPECT_TRUE(segments.add(played(595, 602, 0, 10), 1, limits()));
  EXPECT_EQ(segments.content_time(), 5s);
}

TEST(PlayedSegments, FasterThanFourTimesIsRejected) {
  PlayedSegments segments;
  EXPECT_FALSE(segments.add(played(0, 10, 0, 10), 4.5, limits()));
}

TEST(PlayedSegments, TimeThatPassedOnceIsNotCountedTwice) {
  PlayedSegments segments;
  EXPECT_TRUE(segments.add(played(0, 20, 0, 20), 1, limits()));
  EXPECT_FALSE(segments.add(played(300, 320, 0, 20), 1, limits()));
  EXPECT_TRUE(segments.add(played(100, 120, 10, 30), 1, limits()));  // the half that is new
  EXPECT_EQ(segments.wall_time(), 30s);
  EXPECT_EQ(segments.content_time(), 30s);
  EXPECT_EQ(segments.segments().back(), played(110, 120, 20, 30));
}

TEST(PlayedSegments, WallTimeOfAnotherSessionIsNotTakenAgain) {
  const IntervalSet elsewhere(std::vector<Interval>{{0, 15 * second}});
  auto held = limits();
  held.elsewhere = &elsewhere;
  PlayedSegments segments;
  EXPECT_FALSE(segments.add(played(0, 10, 0, 10), 1, held));
  EXPECT_TRUE(segments.add(played(0, 20, 0, 20), 1, held));
  EXPECT_EQ(segments.wall_time(), 5s);
}

TEST(PlayedSegments, WallTimeStaysWithinItsBudget) {
  auto held = limits();
  held.wall_budget = 30s;
  PlayedSegments segments;
  EXPECT_TRUE(segments.add(played(0, 30, 0, 30), 1, held));
  EXPECT_FALSE(segments.add(played(30, 40, 30, 40), 1, held));
}

TEST(PlayedSegments, ManyShortClaimsDoNotAddUpTheirTolerance) {
  PlayedSegments segments;
  for (int i = 0; i < 100; ++i)
    segments.add({{i * 1000, i * 1000 + 1000}, {i * 1000, i * 1000 + 1000}}, 1, limits());
  EXPECT_LE(segments.content_time(), 2s);
}

TEST(PlayedSegments, StoredBytesReadBack) {
  PlayedSegments segments;
  segments.add(played(0, 20, 0, 20), 1, limits());
  segments.add(played(50, 60, 20, 30), 1, limits());
  EXPECT_EQ(PlayedSegments(segments.to_bytes()).segments(), segments.segments());
  EXPECT_TRUE(PlayedSegments(std::span<const std::byte>()).segments().empty());
}

/// What an honest player has to tell: it plays, jumps and waits, at one speed.
std::vector<PlayedSegment> honest_claims() {
  std::vector<PlayedSegment> claims;
  std::int64_t wall_s = 0;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    wall_s += *rc::gen::inRange(0, 3);
    const auto from = *rc::gen::inRange<std::int64_t>(0, 580);
    const auto length = *rc::gen::inRange<std::int64_t>(1, 20);
    claims.push_back(played(from, from + length, wall_s, wall_s + length));
    wall_s += length;
  }
  return claims;
}

PlayedSegments take(const std::vector<PlayedSegment>& claims) {
  PlayedSegments segments;
  for (const auto& claim : claims) segments.add(claim, 1, limits());
  return segments;
}

RC_GTEST_PROP(PlayedSegmentsProperty, OrderAndRepetitionChangeNothing, ()) {
  const auto claims = honest_claims();
  auto again = claims;
  again.insert(again.end(), claims.rbegin(), claims.rend());
  const auto turn = *rc::gen::inRange<std::size_t>(0, again.size() + 1);
  std::ranges::rotate(again, again.begin() + static_cast<std::ptrdiff_t>(turn));
  RC_ASSERT(take(again).segments() == take(claims).segments());
}

RC_GTEST_PROP(PlayedSegmentsProperty, SplittingChangesNothing, ()) {
  const auto claims = honest_claims();
  std::vector<PlayedSegment> split;
  for (const auto& claim : claims) {
    const auto part = *rc::gen::inRange<std::int64_t>(0, claim.media.length() + 1);
    const auto media = claim.media.begin + part;
    const auto wall = claim.wall.begin + part * 1000;
    split.push_back({{media, claim.media.end}, {wall, claim.wall.end}});
    split.push_back({{claim.media.begin, media}, {claim.wall.begin, wall}});
  }
  RC_ASSERT(take(split).segments() == take(claims).segments());
}

}  // namespace
}  // namespace vtp::recordings
