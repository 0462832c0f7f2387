// Where a viewer goes on (row 20).
#pragma once

#include <chrono>

namespace vtp::recordings {

/// 0 when the lecture is completed, when less than 5 s were played, and near the end: there is nothing to
/// resume.
constexpr std::chrono::milliseconds resume_position(std::chrono::milliseconds position,
                                                    std::chrono::milliseconds duration, bool is_completed) {
  using namespace std::chrono_literals;
  if (is_completed || position < 5s || 100 * position > 95 * duration) return 0ms;
  return position;
}

}  // namespace vtp::recordings
