// Network threads: one event loop each, so that what lives on a loop needs no locks.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace vtp {

class LoopGroup {
 public:
  /// `count` 0: one loop for each core.
  explicit LoopGroup(std::size_t count = 0, std::string thread_name = "loop");
  /// As `stop`.
  ~LoopGroup();
  LoopGroup(const LoopGroup&) = delete;
  LoopGroup& operator=(const LoopGroup&) = delete;

  [[nodiscard]] std::size_t size() const { return loops_.size(); }
  [[nodiscard]] boost::asio::io_context& loop(std::size_t index);

  /// Runs `call` on the loop's thread and waits until it has returned. Not to be called from a loop.
  void run_on(std::size_t index, const std::function<void()>& call);

  /// The same without waiting.
  void post_on(std::size_t index, std::function<void()> call);

  /// Breaks off all waiting and joins the threads. What a loop still had to do is destroyed with the group.
  void stop();

 private:
  struct Loop;
  std::vector<std::unique_ptr<Loop>> loops_;
};

}  // namespace vtp
