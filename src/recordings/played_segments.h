// What one playback session has played, as far as it is believed (api.md section 6.2 and ruling 15).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/intervals.h"

namespace vtp::recordings {

/// A stretch of source media time that was played without a jump, and when that was.
struct PlayedSegment {
  Interval media;  // milliseconds
  Interval wall;   // microseconds since 1970
  auto operator<=>(const PlayedSegment&) const = default;
};

/// What a claim is held against.
struct PlayLimits {
  std::chrono::milliseconds duration{0};     // of the recording
  std::chrono::microseconds wall_budget{0};  // the most wall time that the whole session may have
  const IntervalSet* elsewhere = nullptr;    // wall time of the same user that must not be claimed again
};

/// The accepted segments of a session: disjoint in wall time, in its order, and joined where one goes on
/// exactly where the one before it stopped. Order, repetition and splitting of honest claims make no
/// difference.
class PlayedSegments {
 public:
  PlayedSegments() = default;
  /// From stored bytes.
  explicit PlayedSegments(std::span<const std::byte> bytes);

  /// Takes what is new in `claim`; false if that is nothing or if it is not credible.
  bool add(PlayedSegment claim, double speed, const PlayLimits& limits);

  [[nodiscard]] const std::vector<PlayedSegment>& segments() const { return segments_; }
  [[nodiscard]] IntervalSet media() const;
  [[nodiscard]] IntervalSet wall() const;
  [[nodiscard]] std::chrono::milliseconds content_time() const;
  [[nodiscard]] std::chrono::microseconds wall_time() const;
  [[nodiscard]] std::vector<std::byte> to_bytes() const;

  static constexpr double max_speed = 4;
  static constexpr std::size_t max_segments = 4096;  // kept for one session
  static constexpr std::chrono::milliseconds end_tolerance{
      5000};  // a player's idea of the duration may differ

 private:
  [[nodiscard]] bool is_credible(const PlayedSegment& claim, double speed, const PlayLimits& limits) const;
  void insert(const PlayedSegment& segment);

  std::vector<PlayedSegment> segments_;
};

/// Could `media` have been played within `wall` at that speed, with the tolerance of section 6.2?
bool is_playable_within(Interval media_ms, Interval wall_us, double speed);

}  // namespace vtp::recordings
