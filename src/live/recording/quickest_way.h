// What remains of the times that packets took if the waiting in queues is taken out: the shortest of the
// recent past, by which clocks can be compared.
#pragma once

#include <deque>

#include "rtc/instant.h"

namespace vtp::live {

class QuickestWay {
 public:
  /// `offset` is our clock less another one, with the time on the way, as read at `at`. Gives the smallest of
  /// the last half minute.
  rtc::Duration add(rtc::Instant at, rtc::Duration offset);

  [[nodiscard]] bool is_empty() const { return readings_.empty(); }
  /// Not empty.
  [[nodiscard]] rtc::Duration offset() const { return readings_.front().offset; }
  void clear() { readings_.clear(); }

 private:
  struct Reading {
    rtc::Instant at;
    rtc::Duration offset;
  };
  std::deque<Reading> readings_;  // offsets ascend, so that the first is the smallest
};

}  // namespace vtp::live
