#include "recordings/housekeeping.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class HousekeepingTest : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(HousekeepingTest);

TEST_P(HousekeepingTest, TrashIsEmptiedAfterItsTime) {
  const auto id = upload_small_lecture();
  run_jobs();
  del(teacher, path(id));
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, path(id)).outcome(), "200");
  clock.advance(24h * 31);
  ASSERT_TRUE(feature().housekeeping().run());
  EXPECT_EQ(get(teacher, path(id)).outcome(), "404 RECORDING_NOT_FOUND");
  run_jobs();
  EXPECT_EQ(store->size_of(id.text()), 0U);
}

}  // namespace
}  // namespace vtp::recordings
