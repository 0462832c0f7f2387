#include "jobs/eta.h"

#include <gtest/gtest.h>

namespace vtp::jobs {
namespace {

TEST(Eta, OfARunningJobIsWhatIsLeftBySpeed) {
  EXPECT_EQ(running_eta(Seconds(600), 4.0), Seconds(150));
}

TEST(Eta, OfAQueuedJobIsTheSharedWorkAheadAndItsOwn) {
  EXPECT_EQ(queued_eta(Seconds(800), Seconds(1200), 2, 4.0), Seconds(400));
}

TEST(Eta, IsUnknownWithoutASpeedOrWorkers) {
  EXPECT_EQ(running_eta(Seconds(600), {}), std::nullopt);
  EXPECT_EQ(running_eta(Seconds(600), 0.0), std::nullopt);
  EXPECT_EQ(queued_eta(Seconds(1), Seconds(1), 2, {}), std::nullopt);
  EXPECT_EQ(queued_eta(Seconds(1), Seconds(1), 0, 1.0), std::nullopt);
}

TEST(Eta, IsNeverNegative) {
  EXPECT_EQ(running_eta(Seconds(-5), 4.0), Seconds(0));
}

TEST(Eta, SpeedIsSmoothed) {
  EXPECT_EQ(smoothed_speed({}, 4.0), 4.0);
  EXPECT_DOUBLE_EQ(smoothed_speed(4.0, 14.0), 7.0);
  EXPECT_EQ(smoothed_speed(4.0, 4.0), 4.0);
}

}  // namespace
}  // namespace vtp::jobs
