// The bounded thread pools on which handlers run.
#pragma once

#include "http/route.h"
#include "runtime/worker_pool.h"

namespace vtp::http {

struct LaneOptions {
  WorkerPoolOptions database{.name = "database", .threads = 4, .queue = 1024, .nice = 0};
  // More modest than the network threads: a burst of sign-ins must not slow anything else.
  WorkerPoolOptions password{.name = "password", .threads = 1, .queue = 256, .nice = 10};
  WorkerPoolOptions slow{.name = "slow", .threads = 2, .queue = 64, .nice = 5};
};

class Lanes {
 public:
  explicit Lanes(const LaneOptions& options = {});

  /// Not for Lane::loop.
  [[nodiscard]] WorkerPool& pool(Lane lane);

  /// Finishes what was begun.
  void stop();

 private:
  WorkerPool database_;
  WorkerPool password_;
  WorkerPool slow_;
};

}  // namespace vtp::http
