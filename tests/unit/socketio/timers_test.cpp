#include "socketio/timers.h"

#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;

constexpr TimePoint start{std::chrono::hours(1000)};

TEST(Timers, CallWhatIsDueAndNothingElse) {
  Timers timers(start);
  std::vector<int> called;
  Timer first(timers, [&] { called.push_back(1); });
  Timer second(timers, [&] { called.push_back(2); });
  first.set(milliseconds(100));
  second.set(milliseconds(101));
  timers.advance(start + milliseconds(99));
  EXPECT_TRUE(called.empty());
  timers.advance(start + milliseconds(100));
  EXPECT_EQ(called, std::vector{1});
  EXPECT_FALSE(first.is_set());
  timers.advance(start + milliseconds(101));
  EXPECT_EQ(called, (std::vector{1, 2}));
}

TEST(Timers, SettingAgainReplaces) {
  Timers timers(start);
  int calls = 0;
  Timer timer(timers, [&] { ++calls; });
  timer.set(milliseconds(10));
  timer.set(milliseconds(1000));
  timers.advance(start + milliseconds(500));
  EXPECT_EQ(calls, 0);
  timer.unset();
  timers.advance(start + std::chrono::hours(1));
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(timers.next(), std::nullopt);
}

TEST(Timers, AnActionMaySetItsOwnTimer) {
  Timers timers(start);
  int calls = 0;
  Timer timer(timers, [&] {
    if (++calls < 3) timer.set(milliseconds(50));
  });
  timer.set(milliseconds(50));
  for (int i = 1; i <= 10; ++i) timers.advance(start + milliseconds(50 * i));
  EXPECT_EQ(calls, 3);
}

TEST(Timers, AnActionMayDestroyOthersThatAreDue) {
  Timers timers(start);
  int calls = 0;
  std::vector<std::unique_ptr<Timer>> all;
  for (int i = 0; i < 5; ++i)
    all.push_back(std::make_unique<Timer>(timers, [&, i] {
      ++calls;
      for (int other = 0; other < 5; ++other)
        if (other != i) all[static_cast<std::size_t>(other)].reset();
    }));
  for (auto& timer : all) timer->set(milliseconds(10));
  timers.advance(start + milliseconds(10));
  EXPECT_EQ(calls, 1);
}

TEST(Timers, TellHowLateTheyAre) {
  Timers timers(start);
  milliseconds late{-1};
  Timer timer(timers, [&] { late = timer.lateness(); });
  timer.set(milliseconds(100));
  timers.advance(start + milliseconds(130));
  EXPECT_EQ(late, milliseconds(30));
}

/// Steps of random length over timers of random delay, against a sorted map.
RC_GTEST_PROP(TimersProperty, AreCalledOnceAndInTheStepThatReachesThem, ()) {
  Timers timers(start);
  const auto delays = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100'000));
  std::vector<std::unique_ptr<Timer>> all;
  std::vector<TimePoint> called(delays.size());
  for (std::size_t i = 0; i < delays.size(); ++i) {
    all.push_back(std::make_unique<Timer>(timers, [&, i] {
      RC_ASSERT(called[i] == TimePoint());
      called[i] = timers.now();
    }));
    all.back()->set(milliseconds(delays[i]));
  }
  auto now = start;
  while (const auto next = timers.next()) {
    RC_ASSERT(*next >= now);
    for (std::size_t i = 0; i < delays.size(); ++i)  // never late
      if (called[i] == TimePoint()) RC_ASSERT(*next <= start + milliseconds(delays[i]) || *next == now);
    const auto before = now;
    now = *next + milliseconds(*rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(0, 60'000) : 0);
    timers.advance(now);
    for (std::size_t i = 0; i < delays.size(); ++i) {
      const auto due = start + milliseconds(delays[i]);
      RC_ASSERT((called[i] != TimePoint()) == (due <= now));
      if (called[i] == now && before != now) RC_ASSERT(due > before || before == start);
    }
  }
}

}  // namespace
}  // namespace vtp::socketio
