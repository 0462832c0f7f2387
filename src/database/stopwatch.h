// Times one statement for the metrics hook, whether it succeeds or throws.
#pragma once

#include <chrono>

#include "database/database.h"

namespace vtp::db {

class Stopwatch {
 public:
  explicit Stopwatch(const Options& options) : options_(options) {}
  ~Stopwatch() {
    if (!options_.on_statement) return;
    const auto elapsed = std::chrono::steady_clock::now() - start_;
    options_.on_statement(std::chrono::duration_cast<std::chrono::microseconds>(elapsed));
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  const Options& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace vtp::db
