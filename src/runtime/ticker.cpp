#include "runtime/ticker.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace vtp {

struct Ticker::Inside {
  boost::asio::steady_timer timer;
  std::chrono::milliseconds interval;
  std::function<void()> tick;
  bool is_over = false;
};

Ticker::Ticker(boost::asio::io_context& loop, std::chrono::milliseconds interval, std::function<void()> tick)
    : inside_(std::make_shared<Inside>(boost::asio::steady_timer(loop), interval, std::move(tick))) {
  wait(inside_);
}

Ticker::~Ticker() {
  inside_->is_over = true;
  inside_->timer.cancel();
}

void Ticker::wait(const std::shared_ptr<Inside>& inside) {
  inside->timer.expires_after(inside->interval);
  inside->timer.async_wait([inside](const boost::system::error_code& error) {
    if (error || inside->is_over) return;
    inside->tick();
    if (!inside->is_over) wait(inside);
  });
}

}  // namespace vtp
