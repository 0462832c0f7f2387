// Microphones that say something at moments that can be found again in what was recorded of them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace vtp::live::test {

/// 6 s of silence in packets of 20 ms of Opus, with a beep of 40 ms that swells and fades around each of
/// `middles` (seconds).
std::vector<std::string> spoken(const std::vector<double>& middles);

/// 6 s of a tone of 400 Hz in such packets, `size` loud (of 1).
std::vector<std::string> hummed(double size);

/// Where in `samples`, which begin at `start` (seconds), the middle of a beep near `expected` is, in seconds;
/// a negative number if there is none.
double middle_of_beep(std::span<const float> samples, double start, double expected);

/// The root of the mean square.
double loudness(std::span<const float> samples);

}  // namespace vtp::live::test
