#include "recordings/resume.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

TEST(Resume, GoesOnWhereTheViewerLeft) {
  EXPECT_EQ(resume_position(120s, 600s, false), 120s);
  EXPECT_EQ(resume_position(5s, 600s, false), 5s);
  EXPECT_EQ(resume_position(570s, 600s, false), 570s);
}

TEST(Resume, BeginsAgainWhenThereIsNothingToResume) {
  EXPECT_EQ(resume_position(4999ms, 600s, false), 0ms);
  EXPECT_EQ(resume_position(571s, 600s, false), 0ms);
  EXPECT_EQ(resume_position(120s, 600s, true), 0ms);
  EXPECT_EQ(resume_position(0ms, 0ms, false), 0ms);
}

}  // namespace
}  // namespace vtp::recordings
