#include "courses/enrollment_key.h"

#include <gtest/gtest.h>

namespace vtp::courses {
namespace {

TEST(EnrollmentKey, OpensWithItselfOnly) {
  const auto stored = hash_enrollment_key("open sesame");
  EXPECT_TRUE(matches_enrollment_key(stored, "open sesame"));
  EXPECT_FALSE(matches_enrollment_key(stored, "open sesam"));
  EXPECT_FALSE(matches_enrollment_key(stored, ""));
  EXPECT_FALSE(matches_enrollment_key("", "open sesame"));
}

TEST(EnrollmentKey, IsStoredSaltedAndUnreadable) {
  EXPECT_NE(hash_enrollment_key("word"), hash_enrollment_key("word"));
  EXPECT_FALSE(hash_enrollment_key("word").contains("word"));
}

}  // namespace
}  // namespace vtp::courses
