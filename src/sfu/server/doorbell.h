// Wakes the loop of another thread when there is something for it, without memory for each time.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

#include <boost/asio/io_context.hpp>

namespace vtp::sfu {

/// Rung any number of times before the loop comes to it, it is answered once, and after everything that was
/// posted to the loop before. What was done before it was rung is seen by the answer.
class Doorbell : public std::enable_shared_from_this<Doorbell> {
 public:
  /// The loop outlives what rings.
  explicit Doorbell(boost::asio::io_context& loop) : loop_(loop) {}

  /// On the thread of the loop: what to do. Empty: nothing any more.
  void set_answer(std::function<void()> answer) { answer_ = std::move(answer); }
  /// On any thread.
  void ring();

 private:
  class Ringing;
  template <class T>
  class Memory;

  boost::asio::io_context& loop_;
  std::function<void()> answer_;
  std::atomic<bool> is_ringing_ = false;
  alignas(std::max_align_t) std::array<std::byte, 256> memory_;  // for the one call that may be on its way
};

}  // namespace vtp::sfu
