#include "socketio/timers.h"

#include <algorithm>
#include <utility>

namespace vtp::socketio {

Timer::Timer(Timers& timers, Action action) : timers_(timers), action_(std::move(action)) {}

void Timer::set(std::chrono::milliseconds delay) {
  unset();
  deadline_ = timers_.now() + delay;
  timers_.link(*this);
}

void Timer::unset() {
  if (is_set()) timers_.unlink(*this);
}

std::chrono::milliseconds Timer::lateness() const {
  return std::chrono::ceil<std::chrono::milliseconds>(timers_.now() - deadline_);
}

std::size_t Timers::tick_of(TimePoint time) {
  return static_cast<std::size_t>(time.time_since_epoch() / slot_time);
}

void Timers::link(Timer& timer) {
  // What is due already waits in the slot of now, which the next turn looks at.
  auto** list = &slots_[tick_of(std::max(timer.deadline_, now_)) % slot_count];
  timer.list_ = list;
  timer.previous_ = nullptr;
  timer.next_ = *list;
  if (*list) (*list)->previous_ = &timer;
  *list = &timer;
  ++count_;
}

void Timers::unlink(Timer& timer) {
  if (timer.previous_)
    timer.previous_->next_ = timer.next_;
  else
    *timer.list_ = timer.next_;
  if (timer.next_) timer.next_->previous_ = timer.previous_;
  timer.list_ = nullptr;
  --count_;
}

void Timers::advance(TimePoint now) {
  const auto first = tick_of(now_);
  now_ = std::max(now, now_);
  const auto slots = std::min(tick_of(now_) - first, slot_count - 1);
  for (std::size_t i = 0; i <= slots; ++i) run_slot((first + i) % slot_count);
}

/// Calls what is due in one slot. Actions may set, unset and destroy any timer: those that are due are moved
/// to a list of their own first, from which they can be taken like from any other.
void Timers::run_slot(std::size_t slot) {
  for (auto* timer = slots_[slot]; timer != nullptr;) {
    auto* const next = timer->next_;
    if (timer->deadline_ <= now_) {
      unlink(*timer);
      timer->list_ = &due_;
      timer->previous_ = nullptr;
      timer->next_ = due_;
      if (due_) due_->previous_ = timer;
      due_ = timer;
      ++count_;
    }
    timer = next;
  }
  while (due_ != nullptr) {
    auto& timer = *due_;
    unlink(timer);
    timer.action_();
  }
}

std::optional<TimePoint> Timers::next() const {
  if (count_ == 0) return std::nullopt;
  const auto first = tick_of(now_);
  for (std::size_t i = 0; i < slot_count; ++i) {
    const auto* timer = slots_[(first + i) % slot_count];
    if (!timer) continue;
    auto earliest = timer->deadline_;
    for (; timer != nullptr; timer = timer->next_) earliest = std::min(earliest, timer->deadline_);
    // Timers of later rounds share the slot: the end of this one is early enough for them.
    const auto end_of_slot = TimePoint(slot_time * static_cast<long>(first + i + 1));
    return std::max(now_, std::min(earliest, end_of_slot));
  }
  return std::nullopt;
}

}  // namespace vtp::socketio
