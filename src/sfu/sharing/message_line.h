// Messages from one thread to another that must not be lost: few, and each with its place among the packets
// that go the same way.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace vtp::sfu {

/// Nothing is locked where there is no message. It is bounded by those who speak: each says what people did,
/// or something once in a while.
template <class Message>
class MessageLine {
 public:
  struct Placed {
    std::uint64_t position = 0;
    Message message;
  };

  /// Positions only grow.
  void push(Message message, std::uint64_t position = 0) {
    const std::scoped_lock lock(mutex_);
    messages_.push_back({.position = position, .message = std::move(message)});
    count_.store(messages_.size(), std::memory_order_release);
  }

  /// The oldest message, if it was placed at `position` or before.
  std::optional<Placed> take(std::uint64_t position = 0) {
    if (count_.load(std::memory_order_acquire) == 0) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    if (messages_.front().position > position) return std::nullopt;
    std::optional<Placed> first(std::move(messages_.front()));
    messages_.pop_front();
    count_.store(messages_.size(), std::memory_order_release);
    return first;
  }

 private:
  std::atomic<std::size_t> count_ = 0;
  std::mutex mutex_;
  std::deque<Placed> messages_;
};

}  // namespace vtp::sfu
