// What rows 13 and 14 and E51 take and give.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>

#include "json/shape.h"
#include "live/recording/picture_choice.h"
#include "recordings/recording.h"

namespace vtp::live {

/// What the original is preferred to be packed in; what it is stored in is told when it is complete.
enum class RecordingFormat : std::uint8_t { mp4, webm };

struct StartRecording {
  std::string room_id;  // or its code
  std::string title;
  std::optional<std::string> description;
  RecordingFormat format = RecordingFormat::mp4;
  std::optional<int> bitrate_kbps;
  std::optional<int> frame_rate;
  RecordingLayout layout = RecordingLayout::automatic;
  std::optional<json::Raw> metadata;
};

struct StartedRecording {
  RecordingId recording_id;
  recordings::RecordingStatus status = recordings::RecordingStatus::pending;
  Timestamp started_at;
  RoomId room_id;
  std::string title;
  std::string message;
};

struct StoppedRecording {
  RecordingId recording_id;
  recordings::RecordingStatus status = recordings::RecordingStatus::processing;
  Timestamp stopped_at;
  std::chrono::milliseconds duration_seconds{0};
  bool streaming_ready = false;
  std::string message;
};

struct PausedRecording {
  recordings::RecordingStatus status = recordings::RecordingStatus::recording;
  bool paused = false;
};

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::RecordingFormat> {
  static constexpr std::array<std::string_view, 2> names{"mp4", "webm"};
};

namespace vtp::json {

template <>
struct Shape<live::StartRecording> {
  using T = live::StartRecording;
  static constexpr std::string_view name = "StartRecording";
  static constexpr std::array fields{
      field<&T::room_id>("room_id", required),
      field<&T::title>("title", required, length(1, 255)),
      field<&T::description>("description", length(0, 4000)),
      field<&T::format>("format"),
      field<&T::bitrate_kbps>("bitrate_kbps", range(100, 20'000)),
      field<&T::frame_rate>("frame_rate", range(1, 60)),
      field<&T::layout>("layout"),
      field<&T::metadata>("metadata", not_null, length(0, 16 * 1024)),
  };
};

template <>
struct Shape<live::StartedRecording> {
  using T = live::StartedRecording;
  static constexpr std::string_view name = "StartedRecording";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),
      field<&T::status>("status"),
      field<&T::started_at>("started_at"),
      field<&T::room_id>("room_id"),
      field<&T::title>("title"),
      field<&T::message>("message"),
  };
};

template <>
struct Shape<live::StoppedRecording> {
  using T = live::StoppedRecording;
  static constexpr std::string_view name = "StoppedRecording";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"),       field<&T::status>("status"),
      field<&T::stopped_at>("stopped_at"),           field<&T::duration_seconds>("duration_seconds"),
      field<&T::streaming_ready>("streaming_ready"), field<&T::message>("message"),
  };
};

template <>
struct Shape<live::PausedRecording> {
  using T = live::PausedRecording;
  static constexpr std::string_view name = "PausedRecording";
  static constexpr std::array fields{
      field<&T::status>("status"),
      field<&T::paused>("paused"),
  };
};

}  // namespace vtp::json
