#include "runtime/worker_pool.h"

#include <atomic>
#include <future>
#include <latch>
#include <sys/resource.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace vtp {
namespace {

TEST(WorkerPool, RunsWhatItIsGiven) {
  std::atomic<int> sum = 0;
  {
    WorkerPool pool({.name = "test", .threads = 3});
    for (int i = 1; i <= 100; ++i) ASSERT_TRUE(pool.try_submit([&sum, i] { sum += i; }));
  }
  EXPECT_EQ(sum, 5050);
}

TEST(WorkerPool, AFullQueueRefuses) {
  std::latch started(1);
  std::promise<void> release;
  WorkerPool pool({.name = "test", .threads = 1, .queue = 2});
  ASSERT_TRUE(pool.try_submit([&] {
    started.count_down();
    release.get_future().wait();
  }));
  started.wait();
  EXPECT_TRUE(pool.try_submit([] {}));
  EXPECT_TRUE(pool.try_submit([] {}));
  EXPECT_FALSE(pool.try_submit([] {}));
  EXPECT_EQ(pool.waiting(), 2U);
  release.set_value();
}

TEST(WorkerPool, StoppingFinishesWhatWaitsAndTakesNoMore) {
  std::atomic<int> done = 0;
  WorkerPool pool({.name = "test", .threads = 1});
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(pool.try_submit([&] { ++done; }));
  pool.stop();
  EXPECT_EQ(done, 50);
  EXPECT_FALSE(pool.try_submit([] {}));
}

TEST(WorkerPool, ThreadsCanBeModest) {
  std::promise<int> nice;
  WorkerPool pool({.name = "modest", .threads = 1, .nice = 10});
  const int own = ::getpriority(PRIO_PROCESS, 0);
  ASSERT_TRUE(
      pool.try_submit([&] { nice.set_value(::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()))); }));
  EXPECT_EQ(nice.get_future().get(), std::max(own, 10));
  EXPECT_EQ(::getpriority(PRIO_PROCESS, 0), own);
}

}  // namespace
}  // namespace vtp
