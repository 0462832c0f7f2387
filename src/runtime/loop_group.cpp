#include "runtime/loop_group.h"

#include <algorithm>
#include <csignal>
#include <future>
#include <pthread.h>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace vtp {
namespace {

/// sendfile(2) and OpenSSL cannot be told to leave the signal out when a peer is gone; the error code is
/// enough.
void block_broken_pipe_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct LoopGroup::Loop {
  explicit Loop(const std::string& name)
      : thread([this, name] {
          ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
          block_broken_pipe_signal();
          context.run();
        }) {}

  boost::asio::io_context context{1};  // one thread: Asio may leave out its locks' fast-path wake-ups
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
};

LoopGroup::LoopGroup(std::size_t count, std::string thread_name) {
  if (count == 0) count = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i)
    loops_.push_back(std::make_unique<Loop>(thread_name + "-" + std::to_string(i)));
}

LoopGroup::~LoopGroup() {
  stop();
}

boost::asio::io_context& LoopGroup::loop(std::size_t index) {
  return loops_.at(index)->context;
}

void LoopGroup::run_on(std::size_t index, const std::function<void()>& call) {
  std::promise<void> done;
  boost::asio::post(loop(index), [&] {
    call();
    done.set_value();
  });
  done.get_future().wait();
}

void LoopGroup::post_on(std::size_t index, std::function<void()> call) {
  boost::asio::post(loop(index), std::move(call));
}

void LoopGroup::stop() {
  for (auto& loop : loops_) {
    loop->work.reset();
    loop->context.stop();
  }
  for (auto& loop : loops_)
    if (loop->thread.joinable()) loop->thread.join();
}

}  // namespace vtp
