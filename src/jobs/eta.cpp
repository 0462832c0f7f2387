#include "jobs/eta.h"

#include <algorithm>

namespace vtp::jobs {
namespace {

constexpr double weight_of_new = 0.3;

}  // namespace

double smoothed_speed(std::optional<double> previous, double measured) {
  return previous ? *previous + weight_of_new * (measured - *previous) : measured;
}

std::optional<Seconds> running_eta(Seconds media_left, std::optional<double> speed) {
  if (!speed || *speed <= 0) return std::nullopt;
  return std::max(media_left, Seconds(0)) / *speed;
}

std::optional<Seconds> queued_eta(Seconds media_ahead, Seconds media, int workers,
                                  std::optional<double> speed) {
  const auto ahead = running_eta(media_ahead, speed);
  const auto own = running_eta(media, speed);
  if (!ahead || !own || workers < 1) return std::nullopt;
  return *ahead / workers + *own;
}

}  // namespace vtp::jobs
