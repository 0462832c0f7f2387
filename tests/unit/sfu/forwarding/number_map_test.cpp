#include "sfu/forwarding/number_map.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

TEST(NumberMap, ClosesTheGapsOfWhatIsLeftOut) {
  NumberMap map(100);
  map.begin(7);
  EXPECT_EQ(map.forward(7), 100);
  EXPECT_EQ(map.leave_out(8), std::nullopt);
  EXPECT_EQ(map.forward(9), 101);
  EXPECT_EQ(map.forward(9), 101) << "always the same";
  EXPECT_EQ(map.forward(8), std::nullopt);
  EXPECT_EQ(map.forward(6), std::nullopt) << "before the beginning";
}

TEST(NumberMap, KeepsTheGapsOfWhatMayStillCome) {
  NumberMap map(0);
  map.begin(0);
  EXPECT_EQ(map.forward(0), 0);
  EXPECT_EQ(map.forward(3), 3);
  EXPECT_EQ(map.forward(1), 1);
  EXPECT_EQ(map.leave_out(2), 2) << "a viewer waits for it";
  EXPECT_EQ(map.leave_out(2), std::nullopt) << "something has gone out in its place";
  EXPECT_EQ(map.leave_out(3), std::nullopt) << "it has gone out itself";
  EXPECT_EQ(map.next_out(), 4);
}

TEST(NumberMap, GoesOnWithAnotherSource) {
  NumberMap map(1000);
  map.begin(5, 1);
  EXPECT_EQ(map.forward(5), 1000) << "nothing went before it";
  map.begin(70'000);
  EXPECT_EQ(map.forward(70'000), 1001);
  map.begin(-3, 1);
  EXPECT_EQ(map.forward(-3), 1003);
  EXPECT_EQ(map.forward(-1), 1005);
}

TEST(NumberMap, ForgetsWhatIsOld) {
  NumberMap map(0);
  EXPECT_EQ(map.forward(0), std::nullopt) << "it has not begun";
  map.begin(0);
  map.forward(0);
  map.forward(5000);
  EXPECT_EQ(map.forward(1), std::nullopt);
  EXPECT_EQ(map.leave_out(1), std::nullopt);
}

RC_GTEST_PROP(NumberMap, NumbersKeepTheirOrderAndNoneIsGivenTwice, ()) {
  NumberMap map(0);
  map.begin(0);
  std::map<std::int64_t, std::int64_t> out;  // by the number that went in
  std::map<std::int64_t, bool> left_out;
  std::int64_t newest = 0;
  const int count = *rc::gen::inRange(1, 300);
  for (int i = 0; i < count; ++i) {
    const auto in = std::max<std::int64_t>(0, newest + *rc::gen::inRange(-8, 6));
    newest = std::max(newest, in);
    if (*rc::gen::inRange(0, 3) == 0 && !out.contains(in)) {
      map.leave_out(in);
      left_out[in] = true;
    } else if (!left_out.contains(in)) {
      const auto number = map.forward(in);
      RC_ASSERT(number.has_value());
      const auto [place, is_new] = out.emplace(in, *number);
      RC_ASSERT(is_new || place->second == *number);
    }
  }
  std::int64_t last = -1;
  for (const auto& [in, number] : out) {
    RC_ASSERT(number > last && number <= in);
    last = number;
  }
}

}  // namespace
}  // namespace vtp::sfu
