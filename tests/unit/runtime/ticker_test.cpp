#include "runtime/ticker.h"

#include <atomic>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "runtime/loop_group.h"

namespace vtp {
namespace {

using namespace std::chrono_literals;

TEST(Ticker, TicksUntilItIsDestroyed) {
  LoopGroup loops(1);
  std::atomic<int> ticks = 0;
  std::unique_ptr<Ticker> ticker;
  loops.run_on(0, [&] { ticker = std::make_unique<Ticker>(loops.loop(0), 1ms, [&] { ++ticks; }); });
  while (ticks < 3) std::this_thread::yield();
  loops.run_on(0, [&] { ticker.reset(); });
  const int after = ticks;
  std::this_thread::sleep_for(10ms);
  loops.run_on(0, [] {});
  EXPECT_EQ(ticks, after);
}

TEST(Ticker, MayBeDestroyedWhileItTicks) {
  LoopGroup loops(1);
  std::atomic<int> ticks = 0;
  std::unique_ptr<Ticker> ticker;
  loops.run_on(0, [&] {
    ticker = std::make_unique<Ticker>(loops.loop(0), 1ms, [&] {
      ++ticks;
      ticker.reset();
    });
  });
  while (ticks == 0) std::this_thread::yield();
  std::this_thread::sleep_for(10ms);
  loops.run_on(0, [] {});
  EXPECT_EQ(ticks, 1);
}

}  // namespace
}  // namespace vtp
