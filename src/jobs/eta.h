// When will it be done? The arithmetic of estimates (api.md row 46).
#pragma once

#include <chrono>
#include <optional>

namespace vtp::jobs {

using Seconds = std::chrono::duration<double>;

/// The speed to reckon with after a new measurement: an exponentially weighted moving average.
double smoothed_speed(std::optional<double> previous, double measured);

/// For a running job: `media_left` still to be done at `speed` times real time. Nothing while the speed is
/// unknown.
std::optional<Seconds> running_eta(Seconds media_left, std::optional<double> speed);

/// For a queued job of length `media` behind `media_ahead`, which `workers` share, each at `speed`.
std::optional<Seconds> queued_eta(Seconds media_ahead, Seconds media, int workers,
                                  std::optional<double> speed);

}  // namespace vtp::jobs
