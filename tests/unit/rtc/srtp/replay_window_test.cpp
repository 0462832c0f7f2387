#include "rtc/srtp/replay_window.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::rtc {
namespace {

TEST(ReplayWindow, KnowsTheLatestOnly) {
  ReplayWindow window;
  EXPECT_FALSE(window.has_seen(0));
  window.add(5);
  EXPECT_TRUE(window.has_seen(5));
  EXPECT_FALSE(window.has_seen(4));
  window.add(5 + ReplayWindow::size);
  EXPECT_TRUE(window.has_seen(4));  // too old to know
  EXPECT_TRUE(window.has_seen(5));
  EXPECT_FALSE(window.has_seen(6));
}

RC_GTEST_PROP(ReplayWindow, AgreesWithASet, ()) {
  ReplayWindow window;
  std::set<std::uint64_t> seen;
  std::int64_t place = *rc::gen::inRange(0, 3000);
  const auto steps = *rc::gen::container<std::vector<int>>(
      rc::gen::weightedOneOf<int>({{8, rc::gen::inRange(-20, 30)}, {1, rc::gen::inRange(-1500, 2500)}}));
  for (const int step : steps) {
    place = std::max<std::int64_t>(0, place + step);
    const auto index = static_cast<std::uint64_t>(place);
    const auto end = seen.empty() ? 0 : *seen.rbegin() + 1;
    const bool is_too_old = index < end && end - index > ReplayWindow::size;
    RC_ASSERT(window.has_seen(index) == (is_too_old || seen.contains(index)));
    window.add(index);
    seen.insert(index);
  }
}

}  // namespace
}  // namespace vtp::rtc
