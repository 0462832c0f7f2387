#include "sfu/server/doorbell.h"

#include <atomic>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

class DoorbellTest : public ::testing::Test {
 protected:
  DoorbellTest() {
    bell->set_answer([this] { ++answers; });
  }

  boost::asio::io_context loop;
  std::shared_ptr<Doorbell> bell = std::make_shared<Doorbell>(loop);
  int answers = 0;
};

TEST_F(DoorbellTest, IsAnsweredOnceHoweverOftenItRings) {
  for (int i = 0; i < 3; ++i) bell->ring();
  EXPECT_EQ(answers, 0);
  loop.run();
  EXPECT_EQ(answers, 1);
  loop.restart();
  bell->ring();
  loop.run();
  EXPECT_EQ(answers, 2);
}

TEST_F(DoorbellTest, MayRingAgainFromWithinItsAnswer) {
  bell->set_answer([this] {
    if (++answers < 3) bell->ring();
  });
  bell->ring();
  loop.run();
  EXPECT_EQ(answers, 3);
}

TEST_F(DoorbellTest, ComesAfterWhatWasPostedBefore) {
  int answers_before = -1;
  boost::asio::post(loop, [&] { answers_before = answers; });
  bell->ring();
  int answers_after = -1;
  boost::asio::post(loop, [&] { answers_after = answers; });
  loop.run();
  EXPECT_EQ(answers_before, 0);
  EXPECT_EQ(answers_after, 1);
}

TEST_F(DoorbellTest, NobodyAnswersWhereNobodyIs) {
  bell->ring();
  bell->set_answer({});
  bell.reset();
  loop.run();
  EXPECT_EQ(answers, 0);
}

/// The last number that was written before a ring is always seen.
TEST(Doorbell, LosesNothingBetweenThreads) {
  constexpr int count = 20'000;
  boost::asio::io_context loop{1};
  auto work = boost::asio::make_work_guard(loop);
  const auto bell = std::make_shared<Doorbell>(loop);
  std::atomic<int> written = 0;
  int seen = 0;
  bell->set_answer([&] {
    seen = written.load(std::memory_order_relaxed);
    if (seen == count) work.reset();
  });
  std::thread reader([&] { loop.run(); });
  for (int i = 1; i <= count; ++i) {
    written.store(i, std::memory_order_relaxed);
    bell->ring();
  }
  reader.join();
  EXPECT_EQ(seen, count);
}

}  // namespace
}  // namespace vtp::sfu
