// The link between a course and a recording: a lecture of the course, seen by its students once it is
// published.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "courses/lecture_catalogue.h"
#include "json/shape.h"
#include "recordings/recording.h"

namespace vtp::recordings {

/// A row of `course_recordings`, and the answer of row 36.
struct CourseLink {
  courses::LectureId id;
  CourseId course_id;
  RecordingId recording_id;
  std::optional<int> lecture_number;
  std::optional<std::string> lecture_title;
  int sequence_order = 0;
  bool is_published = false;
  bool is_required = true;
  bool allow_download = false;
  std::optional<courses::ClassSessionId> session_id;
  std::optional<Timestamp> published_at;
  Timestamp created_at;
};

struct LinkRecording {
  RecordingId recording_id;
  std::optional<int> lecture_number;
  std::optional<std::string> lecture_title;
  std::optional<int> sequence_order;  // absent: after the last one
  bool is_required = true;
  bool allow_download = false;
  std::optional<courses::ClassSessionId> session_id;
};

struct UpdateLink {
  json::Patch<int> lecture_number;
  json::Patch<std::string> lecture_title;
  std::optional<int> sequence_order;
  std::optional<bool> is_required;
  std::optional<bool> allow_download;
  json::Patch<courses::ClassSessionId> session_id;
};

struct PublishedLink {
  std::string message;
  CourseId course_id;
  RecordingId recording_id;
  bool is_published = false;
  std::optional<Timestamp> published_at;
};

struct LinkOrder {
  std::vector<RecordingId> recording_ids;
};

struct LinkList {
  std::vector<CourseLink> recordings;
};

struct LectureQuery {
  std::optional<bool> published;
  int limit = 20;
  int offset = 0;
};

struct LectureList {
  std::vector<courses::Lecture> recordings;
  std::int64_t total = 0;
  int limit = 0;
  int offset = 0;
};

}  // namespace vtp::recordings

namespace vtp::json {

template <>
struct Shape<recordings::CourseLink> {
  using T = recordings::CourseLink;
  static constexpr std::string_view name = "CourseRecording";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::course_id>("course_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::lecture_number>("lecture_number"),
      field<&T::lecture_title>("lecture_title"),
      field<&T::sequence_order>("sequence_order"),
      field<&T::is_published>("is_published"),
      field<&T::is_required>("is_required"),
      field<&T::allow_download>("allow_download"),
      field<&T::session_id>("session_id"),
      field<&T::published_at>("published_at"),
      field<&T::created_at>("created_at"),
  };
};

template <>
struct Shape<recordings::LinkRecording> {
  using T = recordings::LinkRecording;
  static constexpr std::string_view name = "LinkRecording";
  static constexpr std::array fields{
      field<&T::recording_id>("recording_id", required),
      field<&T::lecture_number>("lecture_number", range(1, 100'000)),
      field<&T::lecture_title>("lecture_title", length(0, 255)),
      field<&T::sequence_order>("sequence_order", range(0, 1'000'000)),
      field<&T::is_required>("is_required"),
      field<&T::allow_download>("allow_download"),
      field<&T::session_id>("session_id"),
  };
};

template <>
struct Shape<recordings::UpdateLink> {
  using T = recordings::UpdateLink;
  static constexpr std::string_view name = "UpdateCourseRecording";
  static constexpr std::array fields{
      field<&T::lecture_number>("lecture_number", range(1, 100'000)),
      field<&T::lecture_title>("lecture_title", length(0, 255)),
      field<&T::sequence_order>("sequence_order", not_null, range(0, 1'000'000)),
      field<&T::is_required>("is_required", not_null),
      field<&T::allow_download>("allow_download", not_null),
      field<&T::session_id>("session_id"),
  };
};

template <>
struct Shape<recordings::PublishedLink> {
  using T = recordings::PublishedLink;
  static constexpr std::string_view name = "PublishedRecording";
  static constexpr std::array fields{
      field<&T::message>("message"),           field<&T::course_id>("course_id"),
      field<&T::recording_id>("recording_id"), field<&T::is_published>("is_published"),
      field<&T::published_at>("published_at"),
  };
};

template <>
struct Shape<recordings::LinkOrder> {
  using T = recordings::LinkOrder;
  static constexpr std::string_view name = "CourseRecordingOrder";
  static constexpr std::array fields{field<&T::recording_ids>("recording_ids", required, length(0, 10'000))};
};

template <>
struct Shape<recordings::LinkList> {
  using T = recordings::LinkList;
  static constexpr std::string_view name = "CourseRecordings";
  static constexpr std::array fields{field<&T::recordings>("recordings")};
};

template <>
struct Shape<recordings::LectureQuery> {
  using T = recordings::LectureQuery;
  static constexpr std::string_view name = "LectureQuery";
  static constexpr std::array fields{
      field<&T::published>("published"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<recordings::LectureList> {
  using T = recordings::LectureList;
  static constexpr std::string_view name = "LectureList";
  static constexpr std::array fields{
      field<&T::recordings>("recordings"),
      field<&T::total>("total"),
      field<&T::limit>("limit"),
      field<&T::offset>("offset"),
  };
};

}  // namespace vtp::json
