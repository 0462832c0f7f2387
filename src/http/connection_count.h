// How many connections a server has open, on all its loops and wherever they went from there.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace vtp::http {

/// Thread-safe.
class ConnectionCount {
 public:
  explicit ConnectionCount(std::size_t limit) : limit_(limit) {}

  /// The place of one connection, given back with its owner.
  using Slot = std::shared_ptr<const ConnectionCount>;

  /// Null if all places are taken.
  static Slot take(const std::shared_ptr<ConnectionCount>& count) {
    if (count->open_ >= count->limit_) return nullptr;
    ++count->open_;
    return {count.get(), [count](const ConnectionCount*) { --count->open_; }};
  }

  [[nodiscard]] std::size_t open() const { return open_; }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> open_ = 0;
};

}  // namespace vtp::http
