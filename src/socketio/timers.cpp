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
  next_ = std::min(next_, std::max(timer.deadline_, now_));
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
  if (now_ < next_) return;  // the usual case: turns are much shorter than slots
  const auto slots = std::min(tick_of(now_) - first, slot_count - 1);
  for (std::size_t i = 0; i <= slots; ++i) run_slot((first + i) % slot_count);
  next_ = find_next();
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
  return count_ == 0 ? std::nullopt : std::optional(next_);
}

/// The earliest deadline of the first slot that has any; timers of later rounds share slots, and for them the
/// end of this round's is early enough.
TimePoint Timers::find_next() const {
  const auto first = tick_of(now_);
  for (std::size_t i = 0; i < slot_count; ++i) {
    const auto* timer = slots_[(first + i) % slot_count];
    if (!timer) continue;
    auto earliest = TimePoint(slot_time * static_cast<long>(first + i + 1));
    for (; timer != nullptr; timer = timer->next_) earliest = std::min(earliest, timer->deadline_);
    return std::max(now_, earliest);
  }
  return TimePoint::max();
}

}  // namespace vtp::socketio
