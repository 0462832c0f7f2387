// Something that is done again and again on a loop.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace vtp {

/// Made and destroyed on the thread of the loop; from then on nothing is called any more.
class Ticker {
 public:
  /// Calls `tick` for the first time after `interval`, and then so long after each call.
  Ticker(boost::asio::io_context& loop, std::chrono::milliseconds interval, std::function<void()> tick);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  struct Inside;
  static void wait(const std::shared_ptr<Inside>& inside);

  std::shared_ptr<Inside> inside_;
};

}  // namespace vtp
