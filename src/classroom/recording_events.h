// What rooms say of their recording (realtime.md section 6.6), and its state in `joined-room`.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/identity.h"
#include "base/time.h"
#include "json/shape.h"

namespace vtp::classroom {

/// `pending` until the first media are written.
enum class RecordingState : std::uint8_t { pending, recording };

/// `recording` of the `joined-room` object.
struct RecordingAnswer {
  RecordingId recording_id;
  RecordingState status = RecordingState::pending;
  Timestamp started_at;
  bool paused = false;
};

struct RecordingStarted {
  static constexpr std::string_view event = "recording-started";
  RoomId room_id;
  RecordingId recording_id;
  std::string title;
  UserId started_by;
  Timestamp started_at;
  std::int64_t seq = 0;
};

struct RecordingPausing {
  RoomId room_id;
  RecordingId recording_id;
  Timestamp at;
  std::int64_t seq = 0;
};
struct RecordingPaused : RecordingPausing {
  static constexpr std::string_view event = "recording-paused";
};
struct RecordingResumed : RecordingPausing {
  static constexpr std::string_view event = "recording-resumed";
};

struct RecordingStopped {
  static constexpr std::string_view event = "recording-stopped";
  RoomId room_id;
  RecordingId recording_id;
  std::chrono::milliseconds duration_seconds{0};
  std::int64_t file_size_bytes = 0;
  Timestamp stopped_at;
  std::int64_t seq = 0;
};

/// It can be watched; once more when everything about it is done.
struct RecordingReady {
  static constexpr std::string_view event = "recording-ready";
  RoomId room_id;
  RecordingId recording_id;
  std::string status;  // of the recording, as api.md names it
  bool streaming_ready = true;
  std::string streaming_url;
};

struct RecordingFailed {
  static constexpr std::string_view event = "recording-error";
  RoomId room_id;
  RecordingId recording_id;
  std::string error;
  std::string code;  // of the error, as answers name it
  Timestamp at;
};

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::RecordingState> {
  static constexpr std::array<std::string_view, 2> names{"pending", "recording"};
};

namespace vtp::json {

template <>
struct Shape<classroom::RecordingAnswer> {
  using T = classroom::RecordingAnswer;
  static constexpr std::string_view name = "RoomRecording";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::status>("status"),
      field<&T::started_at>("started_at"),
      field<&T::paused>("paused"),
  };
};

template <>
struct Shape<classroom::RecordingStarted> {
  using T = classroom::RecordingStarted;
  static constexpr std::string_view name = "RecordingStarted";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),       field<&T::recording_id>("recording_id"), field<&T::title>("title"),
      field<&T::started_by>("started_by"), field<&T::started_at>("started_at"),     field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::RecordingPausing> {
  using T = classroom::RecordingPausing;
  static constexpr std::string_view name = "RecordingPausing";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::at>("at"),
      field<&T::seq>("seq"),
  };
};
template <>
struct Shape<classroom::RecordingPaused> : Shape<classroom::RecordingPausing> {};
template <>
struct Shape<classroom::RecordingResumed> : Shape<classroom::RecordingPausing> {};

template <>
struct Shape<classroom::RecordingStopped> {
  using T = classroom::RecordingStopped;
  static constexpr std::string_view name = "RecordingStopped";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::duration_seconds>("duration_seconds"),
      field<&T::file_size_bytes>("file_size_bytes"),
      field<&T::stopped_at>("stopped_at"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::RecordingReady> {
  using T = classroom::RecordingReady;
  static constexpr std::string_view name = "RecordingReady";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::status>("status"),
      field<&T::streaming_ready>("streaming_ready"),
      field<&T::streaming_url>("streaming_url"),
  };
};

template <>
struct Shape<classroom::RecordingFailed> {
  using T = classroom::RecordingFailed;
  static constexpr std::string_view name = "RecordingFailed";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"), field<&T::recording_id>("recording_id"),
      field<&T::error>("error"),     field<&T::code>("code"),
      field<&T::at>("at"),
  };
};

}  // namespace vtp::json
