#include "live/streaming/delivery_figures.h"

namespace vtp::live {

std::int64_t FailureWatch::number_of(Timestamp now) {
  return now.time_since_epoch() / slice;
}

void FailureWatch::note(bool is_failure, Timestamp now) {
  const auto number = number_of(now);
  const std::lock_guard lock(mutex_);
  auto& current = slices_[static_cast<std::size_t>(number % slices)];
  if (current.number != number) current = {.number = number};
  ++current.all;
  if (is_failure) ++current.failed;
}

double FailureWatch::rate(Timestamp now) const {
  const auto last = number_of(now);
  std::int64_t all = 0, failed = 0;
  const std::lock_guard lock(mutex_);
  for (const auto& one : slices_) {
    if (one.number <= last - slices || one.number > last) continue;
    all += one.all;
    failed += one.failed;
  }
  return all == 0 ? 0 : static_cast<double>(failed) / static_cast<double>(all);
}

}  // namespace vtp::live
