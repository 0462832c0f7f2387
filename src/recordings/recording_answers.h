// What travels over the API about recordings: requests, queries and answers of rows 15 to 17, E50 and E52.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/shape.h"
#include "recordings/recording.h"
#include "recordings/rights.h"

namespace vtp::recordings {

/// A course that shows the recording.
struct CourseReference {
  CourseId course_id;
  std::string code;
  std::string name;
  std::optional<int> lecture_number;
  bool is_published = false;
};

/// The recording object.
struct RecordingDetail {
  RecordingId id;
  std::optional<RoomId> room_id;
  std::optional<courses::ClassSessionId> session_id;
  std::string title;
  std::optional<std::string> description;
  UserId started_by;
  std::string started_by_name;
  RecordingSource source = RecordingSource::upload;
  Timestamp started_at;
  std::optional<Timestamp> stopped_at;
  std::optional<milliseconds> duration_seconds;
  RecordingStatus status = RecordingStatus::pending;
  std::string format;
  std::optional<std::int64_t> file_size_bytes;
  std::optional<std::string> mime_type;
  std::optional<std::string> resolution;
  std::optional<double> frame_rate;
  std::optional<int> bitrate_kbps;
  std::optional<std::string> codecs;
  std::optional<std::string> error_message;
  bool has_video = true;
  bool streaming_ready = false;
  bool is_live = false;
  json::Raw metadata;
  std::vector<CourseReference> courses;
  std::vector<Right> rights;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<Timestamp> deleted_at;
};

enum class RecordingSort : std::uint8_t {
  started_at,
  started_at_down,
  title,
  title_down,
  duration,
  duration_down,
  size,
  size_down,
};

struct RecordingQuery {
  std::optional<RoomId> room_id;
  std::optional<UserId> user_id;
  std::optional<CourseId> course_id;
  std::optional<RecordingStatus> status;
  std::optional<RecordingSource> source;
  std::string q;
  std::optional<bool> published;
  bool deleted = false;
  std::optional<RecordingSort> sort;
  int limit = 10;
  int offset = 0;
};

struct RecordingList {
  std::vector<RecordingDetail> recordings;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

struct UpdateRecording {
  std::optional<std::string> title;
  json::Patch<std::string> description;
  std::optional<json::Raw> metadata;
  json::Patch<milliseconds> thumbnail_seconds;
};

struct DeleteQuery {
  bool permanent = false;
};

struct DeletedRecording {
  RecordingId recording_id;
  RecordingStatus status = RecordingStatus::deleted;
  Timestamp deleted_at;
  bool permanent = false;
  std::string message;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::RecordingSort> {
  static constexpr std::array<std::string_view, 8> names{
      "started_at",       "-started_at",       "title",           "-title",
      "duration_seconds", "-duration_seconds", "file_size_bytes", "-file_size_bytes"};
};

namespace vtp::json {

template <>
struct Shape<recordings::CourseReference> {
  using T = recordings::CourseReference;
  static constexpr std::string_view name = "CourseReference";
  static constexpr std::array fields{
      field<&T::course_id>("course_id"),
      field<&T::code>("code"),
      field<&T::name>("name"),
      field<&T::lecture_number>("lecture_number"),
      field<&T::is_published>("is_published"),
  };
};

template <>
struct Shape<recordings::RecordingDetail> {
  using T = recordings::RecordingDetail;
  static constexpr std::string_view name = "Recording";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::room_id>("room_id"),
      field<&T::session_id>("session_id"),
      field<&T::title>("title"),
      field<&T::description>("description"),
      field<&T::started_by>("started_by"),
      field<&T::started_by_name>("started_by_name"),
      field<&T::source>("source"),
      field<&T::started_at>("started_at"),
      field<&T::stopped_at>("stopped_at"),
      field<&T::duration_seconds>("duration_seconds"),
      field<&T::status>("status"),
      field<&T::format>("format"),
      field<&T::file_size_bytes>("file_size_bytes"),
      field<&T::mime_type>("mime_type"),
      field<&T::resolution>("resolution"),
      field<&T::frame_rate>("frame_rate"),
      field<&T::bitrate_kbps>("bitrate_kbps"),
      field<&T::codecs>("codecs"),
      field<&T::error_message>("error_message"),
      field<&T::has_video>("has_video"),
      field<&T::streaming_ready>("streaming_ready"),
      field<&T::is_live>("is_live"),
      field<&T::metadata>("metadata"),
      field<&T::courses>("courses"),
      field<&T::rights>("rights"),
      field<&T::created_at>("created_at"),
      field<&T::updated_at>("updated_at"),
      field<&T::deleted_at>("deleted_at"),
  };
};

template <>
struct Shape<recordings::RecordingQuery> {
  using T = recordings::RecordingQuery;
  static constexpr std::string_view name = "RecordingQuery";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::user_id>("user_id"),
      field<&T::course_id>("course_id"),
      field<&T::status>("status"),
      field<&T::source>("source"),
      field<&T::q>("q", length(0, 200)),
      field<&T::published>("published"),
      field<&T::deleted>("deleted"),
      field<&T::sort>("sort"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<recordings::RecordingList> {
  using T = recordings::RecordingList;
  static constexpr std::string_view name = "RecordingList";
  static constexpr std::array fields{
      field<&T::recordings>("recordings"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

template <>
struct Shape<recordings::UpdateRecording> {
  using T = recordings::UpdateRecording;
  static constexpr std::string_view name = "UpdateRecording";
  static constexpr std::array fields{
      field<&T::title>("title", not_null, length(1, 255)),
      field<&T::description>("description", length(0, 4000)),
      field<&T::metadata>("metadata", not_null, length(0, 16 * 1024)),
      field<&T::thumbnail_seconds>("thumbnail_seconds", range(0, 86400)),
  };
};

template <>
struct Shape<recordings::DeleteQuery> {
  using T = recordings::DeleteQuery;
  static constexpr std::string_view name = "DeleteRecordingQuery";
  static constexpr std::array fields{field<&T::permanent>("permanent")};
};

template <>
struct Shape<recordings::DeletedRecording> {
  using T = recordings::DeletedRecording;
  static constexpr std::string_view name = "DeletedRecording";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id"), field<&T::status>("status"),
      field<&T::deleted_at>("deleted_at"),     field<&T::permanent>("permanent"),
      field<&T::message>("message"),
  };
};

}  // namespace vtp::json
