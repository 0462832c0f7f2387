#include "accounts/limits.h"

#include <gtest/gtest.h>

namespace vtp::accounts {
namespace {

TEST(Limit, IsReadFromRateAndBurst) {
  EXPECT_EQ(*parse_limit("300/100"), (Limit{.per_minute = 300, .burst = 100}));
  EXPECT_EQ(*parse_limit("1/1"), (Limit{.per_minute = 1, .burst = 1}));
}

TEST(Limit, IsSwitchedOffByZero) {
  EXPECT_TRUE(parse_limit("0")->is_off());
  EXPECT_FALSE(parse_limit("1/1")->is_off());
}

TEST(Limit, RefusesAnythingElse) {
  for (const auto* text : {"", "5", "5/", "/5", "0/5", "5/0", "-1/5", "5/5/5", "five/5", "5.5/5", " 5/5",
                           "5/5 ", "1000001/5", "99999999999999999999/5"})
    EXPECT_FALSE(parse_limit(text)) << text;
}

}  // namespace
}  // namespace vtp::accounts
