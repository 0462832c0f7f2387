#include "runtime/serial_queue.h"

#include <future>
#include <vector>

#include <gtest/gtest.h>

namespace vtp {
namespace {

TEST(SerialQueue, RunsTasksInOrderAndNeverTwoAtOnce) {
  WorkerPool pool({.name = "serial", .threads = 4, .queue = 64});
  const auto queue = SerialQueue::make(pool, 10'000);
  std::vector<int> order;  // without a lock: the sanitizers would see two tasks at once
  std::promise<void> done;
  for (int i = 0; i < 1'000; ++i) ASSERT_TRUE(queue->try_post([&order, i] { order.push_back(i); }));
  ASSERT_TRUE(queue->try_post([&] { done.set_value(); }));
  done.get_future().wait();
  ASSERT_EQ(order.size(), 1'000U);
  for (int i = 0; i < 1'000; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(SerialQueue, RefusesWhatIsTooMuchButKeepsWhatMustNotBeLost) {
  WorkerPool pool({.name = "serial", .threads = 1, .queue = 4});
  const auto queue = SerialQueue::make(pool, 2);
  std::promise<void> started, release, done;
  ASSERT_TRUE(queue->try_post([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(queue->try_post([] {}));
  EXPECT_TRUE(queue->try_post([] {}));
  EXPECT_FALSE(queue->try_post([] {}));
  queue->post_always([&] { done.set_value(); });
  release.set_value();
  done.get_future().wait();
}

TEST(SerialQueue, LetsOthersHaveTheirTurn) {
  WorkerPool pool({.name = "serial", .threads = 1, .queue = 64});
  const auto busy = SerialQueue::make(pool, 100);
  const auto other = SerialQueue::make(pool, 100);
  std::vector<char> order;
  std::promise<void> started, release, done;
  ASSERT_TRUE(busy->try_post([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(busy->try_post([&] { order.push_back('b'); }));
  ASSERT_TRUE(other->try_post([&] { order.push_back('o'); }));
  ASSERT_TRUE(busy->try_post([&] { done.set_value(); }));
  release.set_value();
  done.get_future().wait();
  EXPECT_EQ(order.front(), 'o');
}

TEST(SerialQueue, EndsWithItsPool) {
  auto pool = std::make_unique<WorkerPool>(WorkerPoolOptions{.name = "serial", .threads = 1, .queue = 4});
  const auto queue = SerialQueue::make(*pool, 2);
  pool->stop();
  EXPECT_FALSE(queue->try_post([] {}));
}

}  // namespace
}  // namespace vtp
