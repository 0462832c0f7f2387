// What must be true of the time of recorded tracks.
#pragma once

#include <utility>
#include <vector>

#include "support/live/simulated_class.h"

namespace vtp::live::test {

/// Of media time, gaps included.
double seconds(const SimulatedStream& stream);

/// The least and the most.
std::pair<double, double> range(const std::vector<double>& numbers);

/// Sound and picture that were captured together are at most 40 ms apart, and neither is far from where it
/// was.
void expect_in_step(const SimulatedStream& camera, const SimulatedStream& microphone);

double seconds_bridged(const media::TrackIndex& index, media::GapReason reason);
/// Seconds; gaps after one another are one.
double longest_gap(const media::TrackIndex& index);

}  // namespace vtp::live::test
