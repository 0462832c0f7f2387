#include "sfu/server/deadline_queue.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

/// Before this nobody is called again, whatever they say: a deadline that stays in the past would keep the
/// thread busy.
constexpr rtc::Duration shortest_interval = std::chrono::milliseconds(1);

}  // namespace

Timed::~Timed() {
  if (queue_ != nullptr) queue_->remove(*this);
}

DeadlineQueue::~DeadlineQueue() {
  for (const auto& [instant, timed] : items_) timed->queue_ = nullptr;
}

void DeadlineQueue::update(Timed& timed) {
  const auto deadline = timed.deadline();
  if (timed.queue_ == nullptr) {
    timed.queue_ = this;
    timed.place_ = items_.emplace(deadline, &timed);
  } else if (deadline < timed.place_->first) {
    move(timed, deadline);
  }
}

void DeadlineQueue::remove(Timed& timed) {
  if (timed.queue_ == nullptr) return;
  items_.erase(timed.place_);
  timed.queue_ = nullptr;
}

void DeadlineQueue::move(Timed& timed, rtc::Instant to) {
  auto node = items_.extract(timed.place_);
  node.key() = to;
  timed.place_ = items_.insert(std::move(node));
}

void DeadlineQueue::run(rtc::Instant now) {
  while (next() <= now) {
    auto& timed = *items_.begin()->second;
    if (timed.deadline() <= now) timed.on_time(now);
    move(timed, std::max(timed.deadline(), now + shortest_interval));
  }
}

}  // namespace vtp::sfu
