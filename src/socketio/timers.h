// Deadlines of many connections at the price of one: a hashed timer wheel (Varghese and Lauck, 1987). Reads
// no clock; whoever drives it says what time it is.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace vtp::socketio {

using TimePoint = std::chrono::steady_clock::time_point;

class Timers;

/// Something to be done at one point in time; at most one is set at a time. Unset by its destruction.
class Timer {
 public:
  using Action = std::move_only_function<void()>;

  /// `timers` must outlive the timer.
  Timer(Timers& timers, Action action);
  ~Timer() { unset(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Calls the action once when `delay` has passed, instead of what was set before.
  void set(std::chrono::milliseconds delay);
  void unset();
  /// How long ago the action was due; of meaning within it.
  [[nodiscard]] std::chrono::milliseconds lateness() const;
  [[nodiscard]] bool is_set() const { return list_ != nullptr; }

 private:
  friend class Timers;

  Timers& timers_;
  Action action_;
  TimePoint deadline_;
  Timer** list_ = nullptr;  // the head of the list it is in
  Timer* next_ = nullptr;
  Timer* previous_ = nullptr;
};

class Timers {
 public:
  explicit Timers(TimePoint now) : now_(now) {}

  /// The time of what is going on, the same throughout one turn.
  [[nodiscard]] TimePoint now() const { return now_; }

  /// It is `now`: calls whatever is due. Time never goes back.
  void advance(TimePoint now);

  /// When to call `advance` next, at the latest; nullopt if nothing is set. May be early, never late.
  [[nodiscard]] std::optional<TimePoint> next() const;

 private:
  friend class Timer;
  static constexpr std::size_t slot_count = 512;  // a power of two
  static constexpr std::chrono::milliseconds slot_time{50};

  static std::size_t tick_of(TimePoint time);
  void link(Timer& timer);
  void unlink(Timer& timer);
  void run_slot(std::size_t slot);
  [[nodiscard]] TimePoint find_next() const;

  TimePoint now_;
  TimePoint next_ = TimePoint::max();  // nothing is due before
  std::size_t count_ = 0;
  std::array<Timer*, slot_count> slots_{};
  Timer* due_ = nullptr;  // taken from their slot, not yet called
};

}  // namespace vtp::socketio
