#include "media/live/live_names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::media {
namespace {

TEST(LiveNames, AreThoseOfTheApi) {
  EXPECT_EQ(live_segment_name(42), "live-42.m4s");
  EXPECT_EQ(live_part_name(42, 3), "live-42.3.m4s");
  EXPECT_EQ(init_version_name(0), "init.mp4");
  EXPECT_EQ(init_version_name(2), "init-2.mp4");
}

TEST(LiveNames, NothingElseIsOne) {
  for (const auto* const name :
       {"", "live-.m4s", "live-01.m4s", "live-1.01.m4s", "live-1..m4s", "live-1.2.3.m4s", "live--1.m4s",
        "live-1234567890.m4s", "live-1.m4s ", "xlive-1.m4s", "live-1", "live-+1.m4s", ".m4s", "live-1.x.m4s"})
    EXPECT_FALSE(parse_live_name(name)) << name;
  for (const auto* const name : {"", "init-.mp4", "init-0.mp4", "init-01.mp4", "init-1", "init-1.mp4x"})
    EXPECT_FALSE(parse_init_version_name(name)) << name;
}

RC_GTEST_PROP(LiveNames, WhatIsWrittenIsRead, ()) {
  const auto number = *rc::gen::inRange<std::size_t>(0, 1'000'000'000);
  const auto part = *rc::gen::inRange<std::size_t>(0, 1'000);
  RC_ASSERT(parse_live_name(live_segment_name(number)) == (LiveName{number, std::nullopt}));
  RC_ASSERT(parse_live_name(live_part_name(number, part)) == (LiveName{number, part}));
  RC_ASSERT(parse_init_version_name(init_version_name(number)) == number);
}

}  // namespace
}  // namespace vtp::media
