// What players tell of playing, and what they are told (row 25).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/shape.h"
#include "recordings/playback_session_store.h"

namespace vtp::recordings {

enum class PlayerEvent : std::uint8_t { play, pause, seek, heartbeat, ended };

/// A stretch that was played, as the player claims.
struct SegmentClaim {
  milliseconds from{0};
  milliseconds to{0};
  std::optional<double> speed;  // absent: the one of the call
  Timestamp wall_from;
  Timestamp wall_to;
};

struct ProgressReport {
  milliseconds position{0};
  std::optional<milliseconds> duration;  // the player's idea of it; ours counts
  std::optional<PlaybackSessionId> session_id;
  PlayerEvent event = PlayerEvent::heartbeat;
  double speed = 1;
  std::optional<std::string> quality;
  int buffer_events = 0;  // since the last call
  std::int64_t buffer_ms = 0;
  std::optional<bool> visible;
  bool offline = false;  // played without connection, told later
  std::optional<std::vector<SegmentClaim>> segments;
};

struct ProgressAnswer {
  milliseconds position{0};
  milliseconds duration{0};
  bool completed = false;
  json::Percent coverage_percent;
  PlaybackSessionId session_id;
  int next_heartbeat_seconds = 10;
  int rejected_segments = 0;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::PlayerEvent> {
  static constexpr std::array<std::string_view, 5> names{"play", "pause", "seek", "heartbeat", "ended"};
};

namespace vtp::json {

template <>
struct Shape<recordings::SegmentClaim> {
  using T = recordings::SegmentClaim;
  static constexpr std::string_view name = "PlayedSegment";
  static constexpr std::array fields{
      field<&T::from>("from", required, range(-1e6, 1e6)),
      field<&T::to>("to", required, range(-1e6, 1e6)),
      field<&T::speed>("speed", range(0, 100)),
      field<&T::wall_from>("wall_from", required),
      field<&T::wall_to>("wall_to", required),
  };
};

template <>
struct Shape<recordings::ProgressReport> {
  using T = recordings::ProgressReport;
  static constexpr std::string_view name = "ProgressReport";
  static constexpr std::array fields{
      field<&T::position>("position", required, range(0, 1e6)),
      field<&T::duration>("duration", range(0, 1e6)),
      field<&T::session_id>("session_id"),
      field<&T::event>("event"),
      field<&T::speed>("speed", range(0.25, 4)),
      field<&T::quality>("quality", length(0, 32)),
      field<&T::buffer_events>("buffer_events", range(0, 1e6)),
      field<&T::buffer_ms>("buffer_ms", range(0, 1e9)),
      field<&T::visible>("visible"),
      field<&T::offline>("offline"),
      field<&T::segments>("segments", length(0, 50)),
  };
};

template <>
struct Shape<recordings::ProgressAnswer> {
  using T = recordings::ProgressAnswer;
  static constexpr std::string_view name = "ProgressAnswer";
  static constexpr std::array fields{
      field<&T::position>("position"),
      field<&T::duration>("duration"),
      field<&T::completed>("completed"),
      field<&T::coverage_percent>("coverage_percent"),
      field<&T::session_id>("session_id"),
      field<&T::next_heartbeat_seconds>("next_heartbeat_seconds"),
      field<&T::rejected_segments>("rejected_segments"),
  };
};

}  // namespace vtp::json
