#include "live/recording/key_frame_schedule.h"

#include <optional>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class KeyFrameScheduleTest : public ::testing::Test {
 protected:
  /// Runs for so long, and gives when it asked, in milliseconds since the beginning. The source answers after
  /// `latency`, if at all.
  std::vector<std::int64_t> run(rtc::Duration duration, std::optional<rtc::Duration> latency) {
    std::vector<std::int64_t> asked;
    for (const auto end = now + duration; now < end; now += 100ms) {
      if (answer && now >= *answer) schedule.on_key_frame(*std::exchange(answer, std::nullopt));
      if (!schedule.take(now)) continue;
      asked.push_back((now - begin) / 1ms);
      if (latency) answer = now + *latency;
    }
    return asked;
  }

  const rtc::Instant begin{1000s};
  rtc::Instant now = begin;
  std::optional<rtc::Instant> answer;
  MediaClock clock{begin, Timestamp(0s)};
  KeyFrameSchedule schedule{clock, 2s};
};

TEST_F(KeyFrameScheduleTest, AsksOnceForEverySegment) {
  EXPECT_THAT(run(8s, 100ms), ElementsAre(0, 2000, 4000, 6000));
}

TEST_F(KeyFrameScheduleTest, AsksAgainWhenNothingComes) {
  EXPECT_THAT(run(1900ms, std::nullopt), ElementsAre(0, 1000));
}

TEST_F(KeyFrameScheduleTest, DoesNotAskASourceThatHasKeyFramesOfItsOwn) {
  schedule.on_key_frame(begin);
  for (int i = 1; i < 5; ++i) {
    EXPECT_THAT(run(1900ms, 100ms), ElementsAre()) << i;
    schedule.on_key_frame(now);  // a little early
    EXPECT_THAT(run(100ms, 100ms), ElementsAre()) << i;
  }
}

TEST_F(KeyFrameScheduleTest, AsksInBetweenWhenATrackCannotGoOn) {
  EXPECT_THAT(run(1s, 100ms), ElementsAre(0));
  schedule.want(now);
  EXPECT_THAT(run(900ms, 100ms), ElementsAre(1000));
  // Which does for a while, but not for the next segment.
  EXPECT_THAT(run(1s, 100ms), ElementsAre(2000));
}

TEST_F(KeyFrameScheduleTest, IsSilentBeforeTheBeginningAndInAPause) {
  now = begin - 2s;
  EXPECT_THAT(run(2s, 100ms), ElementsAre());
  EXPECT_THAT(run(1s, 100ms), ElementsAre(0));
  clock.pause(now);
  EXPECT_THAT(run(10s, 100ms), ElementsAre());
  clock.resume(now);
  EXPECT_THAT(run(2s, 100ms), ElementsAre(12'000));
}

}  // namespace
}  // namespace vtp::live
