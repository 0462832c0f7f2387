// What a class hears of its live stream (realtime.md section 6.6).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.h"
#include "base/time.h"
#include "json/shape.h"

namespace vtp::classroom {

/// The stream of a room, as its people see it.
struct RoomStream {
  RecordingId recording_id;
  std::string stream_id;
  std::string live_url;
  std::vector<std::string> profiles;  // labels
};

struct LiveStreamStarted : RoomStream {
  static constexpr std::string_view event = "live-stream-started";
  RoomId room_id;
  std::int64_t seq = 0;
};

struct LiveStreamStopped {
  static constexpr std::string_view event = "live-stream-stopped";
  RoomId room_id;
  RecordingId recording_id;
  std::int64_t peak_viewers = 0;
  std::chrono::seconds duration_seconds{0};
  std::int64_t seq = 0;
};

/// For hosts, every five seconds.
struct LiveStreamStats {
  static constexpr std::string_view event = "live-stream-stats";
  static constexpr bool is_volatile = true;
  RoomId room_id;
  RecordingId recording_id;
  std::int64_t active_viewers = 0;
  std::int64_t segments_served = 0;
  std::int64_t kbps_out = 0;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::RoomStream> {
  using T = classroom::RoomStream;
  static constexpr std::string_view name = "RoomStream";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::stream_id>("stream_id"),
      field<&T::live_url>("live_url"),
      field<&T::profiles>("profiles"),
  };
};

template <>
struct Shape<classroom::LiveStreamStarted> {
  using T = classroom::LiveStreamStarted;
  static constexpr std::string_view name = "LiveStreamStarted";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),     field<&T::recording_id>("recording_id"),
      field<&T::stream_id>("stream_id"), field<&T::live_url>("live_url"),
      field<&T::profiles>("profiles"),   field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::LiveStreamStopped> {
  using T = classroom::LiveStreamStopped;
  static constexpr std::string_view name = "LiveStreamStopped";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::peak_viewers>("peak_viewers"),
      field<&T::duration_seconds>("duration_seconds"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::LiveStreamStats> {
  using T = classroom::LiveStreamStats;
  static constexpr std::string_view name = "LiveStreamStats";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::active_viewers>("active_viewers"),
      field<&T::segments_served>("segments_served"),
      field<&T::kbps_out>("kbps_out"),
  };
};

}  // namespace vtp::json
