#include "classroom/network_quality.h"

#include <gtest/gtest.h>

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;
using enum ConnectionQuality;

constexpr Timestamp start{1'800'000'000s};

TEST(NetworkQuality, IsTheWorstOfLossDelayAndJitter) {
  EXPECT_EQ(grade(0.5, 120, 12), excellent);
  EXPECT_EQ(grade(2.0, 300, 40), good);
  EXPECT_EQ(grade(0.5, 120, 45), fair);
  EXPECT_EQ(grade(9, 80, 10), poor);
  EXPECT_EQ(grade(1, 150, 20), excellent) << "bounds belong to the better grade";
  EXPECT_EQ(grade(8, 600, 80), fair);
  EXPECT_EQ(grade(0, 601, 0), poor);
  EXPECT_EQ(grade(sfu::LinkMeasure{}), std::nullopt) << "nothing came that could be measured";
}

TEST(NetworkQuality, FallsAtOnceAndRisesAfterAWhile) {
  QualityWatch watch;
  EXPECT_EQ(watch.announced(), std::nullopt);
  watch.measure(excellent, start);
  EXPECT_EQ(watch.announced(), excellent);
  watch.measure(poor, start + 1s);
  EXPECT_EQ(watch.announced(), poor);
  watch.measure(excellent, start + 6s);
  EXPECT_EQ(watch.announced(), poor) << "it has not been better for five seconds";
  watch.measure(good, start + 11s);
  EXPECT_EQ(watch.announced(), good) << "the worst of the time in which it was better";
  watch.measure(excellent, start + 16s);
  watch.measure(fair, start + 18s);
  watch.measure(excellent, start + 22s);
  EXPECT_EQ(watch.announced(), fair) << "a fall begins the waiting anew";
  watch.measure(std::nullopt, start + 23s);
  EXPECT_EQ(watch.announced(), std::nullopt);
}

TEST(NetworkQuality, OfAParticipantIsTheLowerOfBothDirections) {
  EXPECT_EQ(lower(good, poor), poor);
  EXPECT_EQ(lower(excellent, good), good);
  EXPECT_EQ(lower(std::nullopt, fair), fair) << "who only receives has one";
  EXPECT_EQ(lower(std::nullopt, std::nullopt), std::nullopt);
}

TEST(NetworkQuality, ComesWithAdviceWhereItIsPoor) {
  EXPECT_EQ(advice_for(good, fair, 100, true), std::nullopt);
  EXPECT_EQ(advice_for(poor, good, 3000, true), NetworkAdvice::drop_own_video);
  EXPECT_EQ(advice_for(poor, good, 3000, false), std::nullopt) << "there is nothing to drop";
  EXPECT_EQ(advice_for(good, poor, 800, true), NetworkAdvice::low_data);
  EXPECT_EQ(advice_for(poor, poor, 100, true), NetworkAdvice::audio_only);
  EXPECT_EQ(advice_for(good, poor, std::nullopt, false), NetworkAdvice::low_data);
}

}  // namespace
}  // namespace vtp::classroom
