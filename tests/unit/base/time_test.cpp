#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr Timestamp morning = sys_days(2026y / March / 1) + 9h + 30min;

TEST(Rfc3339, IsWrittenInUtcWithThreeDecimals) {
  EXPECT_EQ(to_rfc3339(morning), "2026-03-01T09:30:00.000Z");
  EXPECT_EQ(to_rfc3339(morning + 1'999us), "2026-03-01T09:30:00.001Z");
  EXPECT_EQ(to_rfc3339(Timestamp(-1us)), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, AnyOffsetAndPrecisionIsRead) {
  for (const auto* text :
       {"2026-03-01T09:30:00Z", "2026-03-01t09:30:00z", "2026-03-01 09:30:00Z", "2026-03-01T09:30:00.0Z",
        "2026-03-01T09:30:00.000000000Z", "2026-03-01T12:30:00+03:00", "2026-02-28T23:30:00-10:00",
        "2026-03-01T15:15:00+05:45", "2026-03-01T09:30:00-00:00"})
    EXPECT_EQ(parse_rfc3339(text), morning) << text;
  EXPECT_EQ(parse_rfc3339("2026-03-01T09:30:00.123456789Z"), morning + 123'456us);
  EXPECT_EQ(parse_rfc3339("2026-03-01T09:30:00.5Z"), morning + 500ms);
  EXPECT_EQ(parse_rfc3339("2024-02-29T00:00:00Z"), Timestamp(sys_days(2024y / February / 29)));
  EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), Timestamp(sys_days(2017y / January / 1)));
}

TEST(Rfc3339, WhatIsNotOneIsRefused) {
  for (const auto* text : {"",
                           "2026-03-01",
                           "2026-03-01T09:30:00",
                           "2026-03-01T09:30Z",
                           "2026-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-03-01T24:00:00Z",
                           "2026-03-01T09:60:00Z",
                           "2026-03-01T09:30:61Z",
                           "2026-03-01T09:30:00.Z",
                           "2026-03-01T09:30:00.0123456789Z",
                           "2026-03-01T09:30:00+3:00",
                           "2026-03-01T09:30:00+24:00",
                           "2026-03-01T09:30:00+03",
                           "2026-03-01T09:30:00Z ",
                           " 2026-03-01T09:30:00Z",
                           "2026-3-01T09:30:00Z",
                           "+026-03-01T09:30:00Z",
                           "2026-03--1T09:30:00Z",
                           "2026-03-01T09:30:00,5Z"})
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
}

RC_GTEST_PROP(Rfc3339, WhatIsWrittenIsReadBack, ()) {
  const auto ms = *rc::gen::inRange<std::int64_t>(-62'000'000'000'000, 253'000'000'000'000);
  const Timestamp time{milliseconds(ms)};
  RC_ASSERT(parse_rfc3339(to_rfc3339(time)) == time);
}

TEST(HttpDate, IsTheFixedForm) {
  const Timestamp time = sys_days(1994y / November / 6) + 8h + 49min + 37s;
  EXPECT_EQ(to_http_date(time + 999ms), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), time);
}

TEST(HttpDate, WhatIsNotOneIsRefused) {
  for (const auto* text :
       {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 31 Feb 1994 08:49:37 GMT"})
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

RC_GTEST_PROP(HttpDate, WhatIsWrittenIsReadBack, ()) {
  const Timestamp time{seconds(*rc::gen::inRange<std::int64_t>(0, 253'000'000'000))};
  RC_ASSERT(parse_http_date(to_http_date(time)) == time);
}

}  // namespace
}  // namespace vtp
