#include "runtime/loop_group.h"

#include <set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>

namespace vtp {
namespace {

TEST(LoopGroup, EachLoopHasAThreadOfItsOwn) {
  LoopGroup loops(3);
  std::set<std::thread::id> threads{std::this_thread::get_id()};
  for (std::size_t i = 0; i < loops.size(); ++i)
    loops.run_on(i, [&] { threads.insert(std::this_thread::get_id()); });
  EXPECT_EQ(threads.size(), 4U);
}

TEST(LoopGroup, ThereIsOneForEachCoreUnlessSaid) {
  EXPECT_EQ(LoopGroup().size(), std::max(1U, std::thread::hardware_concurrency()));
}

TEST(LoopGroup, WhatIsPostedIsDoneInOrder) {
  LoopGroup loops(1);
  int done = 0;
  loops.post_on(0, [&] { done = done * 10 + 1; });
  loops.post_on(0, [&] { done = done * 10 + 2; });
  loops.run_on(0, [&] { done = done * 10 + 3; });
  EXPECT_EQ(done, 123);
}

TEST(LoopGroup, StoppingBreaksOffWaiting) {
  LoopGroup loops(1);
  boost::asio::steady_timer timer(loops.loop(0), std::chrono::hours(1));
  loops.run_on(0, [&] { timer.async_wait([](auto) {}); });
  loops.stop();
}

}  // namespace
}  // namespace vtp
