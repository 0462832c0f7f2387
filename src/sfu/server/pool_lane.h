// The lane of one media thread: handshakes are computed on a pool that all media threads share, and come back
// to the thread's loop.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "runtime/worker_pool.h"
#include "sfu/transport/handshake_lane.h"

namespace vtp::sfu {

class PoolLane final : public HandshakeLane {
 public:
  /// Runs what came back, with the time.
  using OnReturn = std::function<void(Done&)>;

  /// Both outlive what is computed: the pool is stopped before the loop ends.
  PoolLane(WorkerPool& pool, boost::asio::io_context& loop, OnReturn on_return)
      : pool_(pool), loop_(loop), on_return_(std::move(on_return)) {}

  bool run(Work work, Done done) override {
    return pool_.try_submit([this, work = std::move(work), done = std::move(done)]() mutable {
      work();
      work = nullptr;
      boost::asio::post(loop_, [this, done = std::move(done)]() mutable { on_return_(done); });
    });
  }

 private:
  WorkerPool& pool_;
  boost::asio::io_context& loop_;
  OnReturn on_return_;
};

}  // namespace vtp::sfu
