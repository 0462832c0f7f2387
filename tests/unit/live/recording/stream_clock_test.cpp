#include "live/recording/stream_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

constexpr rtc::Instant begin{1000s};

TEST(StreamClock, BeforeAReportCountsWithTheQuickestPacket) {
  StreamClock clock(90'000);
  EXPECT_EQ(clock.on_frame(9'000, begin + 50ms), begin + 50ms);
  EXPECT_EQ(clock.on_frame(12'600, begin + 60ms), begin + 60ms);
  EXPECT_EQ(clock.on_frame(18'000, begin + 200ms), begin + 120ms);
}

TEST(StreamClock, WithoutAnyReportADriftIsFollowedAllTheSame) {
  for (const auto tick : {rtc::Duration(33'336), rtc::Duration(33'330)}) {  // 100 millionths off
    StreamClock clock(90'000);
    auto now = begin;
    for (std::uint32_t i = 0; i < 108'000; ++i, now += tick) {
      const auto wrong = clock.on_frame(i * 3'000, now + (i % 7) * 5ms) - now;
      EXPECT_LE(wrong, 5ms) << i;
      EXPECT_GE(wrong, -5ms) << i;
    }
  }
}

TEST(StreamClock, AfterAReportGoesByThat) {
  StreamClock clock(90'000);
  clock.on_frame(9'000, begin + 50ms);
  clock.on_report(18'000, begin + 110ms);
  EXPECT_EQ(clock.on_frame(27'000, begin + 500ms), begin + 210ms);
  EXPECT_EQ(clock.on_frame(36'000, begin + 300ms), begin + 310ms);
}

TEST(StreamClock, ReportsOfFramesThatComeLaterCountToo) {
  StreamClock clock(90'000);
  clock.on_report(18'000, begin);
  EXPECT_EQ(clock.on_frame(27'000, begin + 300ms), begin + 100ms);
}

TEST(StreamClock, SmoothsReportsAndFollowsDrift) {
  StreamClock clock(48'000);
  clock.on_report(0, begin);
  // The sound card is slow: 48,000 samples take 100 microseconds more.
  std::uint32_t timestamp = 0;
  auto now = begin;
  for (int i = 1; i <= 3600; ++i) {
    now += 1s + 100us;
    timestamp += 48'000;
    clock.on_report(timestamp, now + (i % 2 == 0 ? 5ms : -5ms));
    const auto wrong = clock.on_frame(timestamp, now + 50ms) - now;
    EXPECT_LT(wrong, 4ms) << i;
    EXPECT_GT(wrong, -4ms) << i;
  }
}

TEST(StreamClock, OneReportThatIsWrongChangesNothingTwoThatAgreeDo) {
  StreamClock clock(90'000);
  clock.on_report(0, begin);
  clock.on_report(90'000, begin + 1500ms);
  EXPECT_EQ(clock.on_frame(90'000, begin + 1100ms), begin + 1s);
  clock.on_report(180'000, begin + 2s);
  clock.on_report(270'000, begin + 3500ms);
  clock.on_report(360'000, begin + 4510ms);
  EXPECT_EQ(clock.on_frame(360'000, begin + 4600ms), begin + 4510ms);
}

TEST(StreamClock, TimestampsThatBeginAnewAreTakenByTheirArrival) {
  StreamClock clock(90'000);
  clock.on_report(1'000'000, begin);
  clock.on_frame(1'000'000, begin + 50ms);
  EXPECT_EQ(clock.on_frame(3'000'000'000, begin + 100ms), begin + 100ms);
  // A report of before does not lead astray.
  clock.on_report(1'010'000, begin + 100ms);
  EXPECT_EQ(clock.on_frame(3'000'009'000, begin + 210ms), begin + 200ms);
}

TEST(StreamClock, ASenderThatStoppedCountingWhileItWasSilentIsUnderstood) {
  StreamClock clock(48'000);
  clock.on_report(0, begin);
  clock.on_frame(0, begin + 50ms);
  EXPECT_EQ(clock.on_frame(960, begin + 3s), begin + 3s);
  // Whereas one that goes on counting is not late because it was silent.
  clock.on_report(960, begin + 2950ms);
  EXPECT_EQ(clock.on_frame(960 + 96'000, begin + 5s), begin + 4950ms);
}

RC_GTEST_PROP(StreamClock, WrapsWithoutASeam, ()) {
  const auto first = *rc::gen::arbitrary<std::uint32_t>();
  StreamClock clock(90'000);
  clock.on_report(first, begin);
  // Thirteen hours and a bit are a circle.
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    const auto elapsed = std::chrono::minutes(i);
    const auto timestamp = first + i * 60 * 90'000;
    const auto wrong = clock.on_frame(timestamp, begin + elapsed + 10ms) - (begin + elapsed);
    RC_ASSERT(wrong <= 2us);
    RC_ASSERT(wrong >= -2us);
  }
}

}  // namespace
}  // namespace vtp::live
