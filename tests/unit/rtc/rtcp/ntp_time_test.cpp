#include "rtc/rtcp/ntp_time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

TEST(NtpTime, CountsFrom1900) {
  EXPECT_EQ(to_ntp(Timestamp(0s)).value, 2'208'988'800ULL << 32U);
  EXPECT_EQ(to_ntp(Timestamp(500ms)).value, (2'208'988'800ULL << 32U) + 0x80000000U);
  EXPECT_EQ(to_ntp(Timestamp(1s + 250ms)).compact(), (2'208'988'801U & 0xFFFFU) << 16U | 0x4000U);
}

TEST(NtpTime, CompactDifferencesAreDurations) {
  EXPECT_EQ(from_compact_ntp(65536), 1s);
  EXPECT_EQ(from_compact_ntp(32768), 500ms);
  EXPECT_EQ(from_compact_ntp(0xFFFFFFFF), 0s);
  EXPECT_EQ(to_compact_ntp(1500ms), 98304U);
  EXPECT_EQ(to_compact_ntp(-1s), 0U);
}

RC_GTEST_PROP(NtpTime, KeepsEveryMicrosecond, ()) {
  const Timestamp time(std::chrono::microseconds(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000'000)));
  RC_ASSERT(from_ntp(to_ntp(time)) == time);
}

}  // namespace
}  // namespace vtp::rtc
