#include "rtc/ice/ice_credentials.h"

#include <gtest/gtest.h>

namespace vtp::rtc {
namespace {

TEST(IceCredentials, AreLongAndRandom) {
  const auto first = make_ice_credentials();
  const auto second = make_ice_credentials();
  EXPECT_EQ(first.username_fragment.size(), 16U);
  EXPECT_EQ(first.password.size(), 24U);
  EXPECT_NE(first.username_fragment, second.username_fragment);
  EXPECT_NE(first.password, second.password);
  EXPECT_EQ(first.username_fragment.find(':'), std::string::npos);
}

}  // namespace
}  // namespace vtp::rtc
