#include "live/streaming/delivery_figures.h"

#include <gtest/gtest.h>

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{std::chrono::seconds(100'000)};

TEST(FailureWatchTest, KnowsTheLastFiveMinutes) {
  FailureWatch watch;
  EXPECT_EQ(watch.rate(start), 0);
  watch.note(true, start);
  for (int i = 0; i < 3; ++i) watch.note(false, start + 1min);
  EXPECT_EQ(watch.rate(start + 2min), 0.25);
  EXPECT_EQ(watch.rate(start + 5min), 0) << "the failure is forgotten";
  EXPECT_EQ(watch.rate(start + 1h), 0);
}

TEST(FailureWatchTest, TakesAPlaceAgainWhenItsTimeIsOver) {
  FailureWatch watch;
  watch.note(true, start);
  watch.note(false, start + 5min);
  EXPECT_EQ(watch.rate(start + 5min), 0);
  watch.note(true, start + 5min);
  EXPECT_EQ(watch.rate(start + 5min), 0.5);
}

}  // namespace
}  // namespace vtp::live
