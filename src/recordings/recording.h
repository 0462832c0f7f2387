// What a recording is: a lecture that was captured or uploaded, and what is known of its media.
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
#include "courses/lecture_catalogue.h"

namespace vtp::recordings {

using std::chrono::milliseconds;

using courses::RecordingStatus;

enum class RecordingSource : std::uint8_t { room, upload, whip };

/// A row of `recordings`.
struct Recording {
  RecordingId id;
  std::optional<RoomId> room_id;
  std::optional<courses::ClassSessionId> session_id;
  std::string title;
  std::optional<std::string> description;
  UserId started_by;
  std::string started_by_name;
  RecordingSource source = RecordingSource::upload;
  RecordingStatus status = RecordingStatus::processing;
  std::string format;  // of the original: "mp4", "webm", ...
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  std::optional<milliseconds> duration;
  std::string file_path;  // of the original, relative to the media store; empty if there is none
  std::optional<std::int64_t> file_size_bytes;
  std::optional<std::string> mime_type;
  std::optional<int> bitrate_kbps;
  std::optional<double> frame_rate;
  std::optional<std::string> resolution;  // "1920x1080"
  std::optional<std::string> codecs;      // "h264, aac"
  bool has_video = true;
  bool streaming_ready = false;
  std::optional<milliseconds> thumbnail_at;
  std::optional<std::string> error_message;
  int edit_version = 0;
  std::string metadata = "{}";
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<Timestamp> deleted_at;

  [[nodiscard]] bool is_deleted() const { return deleted_at.has_value(); }
  /// The status as clients see it.
  [[nodiscard]] RecordingStatus shown_status() const {
    return is_deleted() ? RecordingStatus::deleted : status;
  }
  [[nodiscard]] bool is_being_captured() const {
    return status == RecordingStatus::pending || status == RecordingStatus::recording;
  }
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::RecordingSource> {
  static constexpr std::array<std::string_view, 3> names{"room", "upload", "whip"};
};
