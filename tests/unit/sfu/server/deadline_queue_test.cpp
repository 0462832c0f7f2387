#include "sfu/server/deadline_queue.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

rtc::Instant at(int milliseconds) {
  return rtc::Instant(std::chrono::milliseconds(milliseconds));
}

struct Alarm final : Timed {
  explicit Alarm(rtc::Instant first) : next(first) {}

  [[nodiscard]] rtc::Instant deadline() const override { return next; }
  void on_time(rtc::Instant now) override {
    calls.push_back(now);
    next = then;
  }

  rtc::Instant next;
  rtc::Instant then = rtc::never;
  std::vector<rtc::Instant> calls;
};

TEST(DeadlineQueue, CallsThoseWhoseTimeHasCome) {
  DeadlineQueue queue;
  EXPECT_EQ(queue.next(), rtc::never);
  Alarm early(at(10));
  Alarm late(at(20));
  queue.update(late);
  queue.update(early);
  EXPECT_EQ(queue.next(), at(10));
  queue.run(at(9));
  EXPECT_TRUE(early.calls.empty());
  queue.run(at(15));
  EXPECT_EQ(early.calls, std::vector{at(15)});
  EXPECT_TRUE(late.calls.empty());
  EXPECT_EQ(queue.next(), at(20));
}

TEST(DeadlineQueue, DeadlinesMoveBothWays) {
  DeadlineQueue queue;
  Alarm alarm(at(20));
  queue.update(alarm);
  alarm.next = at(10);
  queue.update(alarm);
  EXPECT_EQ(queue.next(), at(10));
  alarm.next = at(30);
  queue.update(alarm);
  EXPECT_LE(queue.next(), at(30));
  queue.run(at(29));
  EXPECT_TRUE(alarm.calls.empty());
  queue.run(at(30));
  EXPECT_EQ(alarm.calls.size(), 1U);
  EXPECT_EQ(queue.next(), rtc::never);
}

TEST(DeadlineQueue, IsNotKeptBusyByADeadlineThatStaysInThePast) {
  DeadlineQueue queue;
  Alarm alarm(at(10));
  alarm.then = at(10);
  queue.update(alarm);
  queue.run(at(50));
  EXPECT_EQ(alarm.calls.size(), 1U);
  EXPECT_GT(queue.next(), at(50));
}

TEST(DeadlineQueue, ForgetsWhatIsDestroyedAndIsForgotten) {
  Alarm survivor(at(5));
  {
    DeadlineQueue queue;
    auto alarm = std::make_unique<Alarm>(at(10));
    queue.update(*alarm);
    queue.update(survivor);
    alarm.reset();
    queue.remove(survivor);
    EXPECT_EQ(queue.next(), rtc::never);
    queue.update(survivor);
  }
}

RC_GTEST_PROP(DeadlineQueue, CallsEverybodyInTime, (const std::vector<std::uint8_t>& deadlines)) {
  DeadlineQueue queue;
  std::vector<std::unique_ptr<Alarm>> alarms;
  for (const auto deadline : deadlines) {
    alarms.push_back(std::make_unique<Alarm>(at(deadline)));
    queue.update(*alarms.back());
  }
  while (queue.next() != rtc::never) queue.run(queue.next());
  for (std::size_t i = 0; i < alarms.size(); ++i)
    RC_ASSERT(alarms[i]->calls == std::vector{at(deadlines[i])});
}

}  // namespace
}  // namespace vtp::sfu
