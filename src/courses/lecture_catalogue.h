// The recordings of courses, as courses needs them. `recordings` implements this; courses calls it inside its
// own transactions.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/identity.h"
#include "base/time.h"
#include "courses/course.h"
#include "database/database.h"
#include "json/shape.h"

namespace vtp::courses {

using LectureId = Id<struct LectureTag>;  // of the link between a course and a recording

/// How far the recording behind a lecture is. `deleted` is what one in the trash shows; the status that it
/// had is kept for its restoration.
enum class RecordingStatus : std::uint8_t {
  pending,
  recording,
  processing,
  completed,
  failed,
  archived,
  deleted
};

/// One recording in a course, as one viewer sees it (row 30).
struct Lecture {
  LectureId id;
  CourseId course_id;
  RecordingId recording_id;
  std::optional<int> lecture_number;
  std::optional<std::string> lecture_title;
  int sequence_order = 0;
  bool is_published = false;
  bool is_required = true;
  bool allow_download = false;
  std::optional<ClassSessionId> session_id;
  std::optional<Timestamp> published_at;
  Timestamp created_at;
  std::string title;
  std::optional<std::chrono::milliseconds> duration_seconds;
  bool streaming_ready = false;
  RecordingStatus status = RecordingStatus::processing;
  std::string thumbnail_url;
  json::Percent my_coverage_percent;
  std::chrono::milliseconds my_position_seconds{0};
};

/// Linked recordings of one course that are not deleted.
struct LectureCount {
  int published = 0;
  int all = 0;
};

/// The part of row 40 that comes from recordings. "Viewers" in the sense of section 2.4 do not count.
struct CourseFigures {
  int total_recordings = 0;
  int published_recordings = 0;
  int unique_viewers = 0;
  std::int64_t total_views = 0;
  std::chrono::seconds total_watch_time{0};
  std::optional<Timestamp> last_accessed;
  double average_completion = 0;  // 0-100: mean over the enrolled students (active, completed)
};

/// How far one student is in one course.
struct StudentProgress {
  double completion_percent =
      0;  // mean coverage of the published required recordings, unwatched ones count 0
  std::optional<Timestamp> last_activity_at;
};

/// Called on database threads, always inside a transaction; keeps no state of its own.
class LectureCatalogue {
 public:
  virtual ~LectureCatalogue() = default;

  /// In sequence order; those that are not published only on demand.
  virtual std::vector<Lecture> lectures(db::Transaction& tx, CourseId course, UserId viewer,
                                        bool with_unpublished) = 0;

  /// For a page of courses. Courses without recordings may be left out.
  virtual std::map<CourseId, LectureCount> counts(db::Transaction& tx, std::span<const CourseId> courses) = 0;

  /// The recordings of class sessions, oldest first; those that are not published only on demand. Sessions
  /// without recordings may be left out.
  virtual std::map<ClassSessionId, std::vector<RecordingId>> of_sessions(
      db::Transaction& tx, std::span<const ClassSessionId> sessions, bool with_unpublished) = 0;

  virtual CourseFigures figures(db::Transaction& tx, CourseId course) = 0;

  /// Many students of one course. Students without progress may be left out.
  virtual std::map<UserId, StudentProgress> progress(db::Transaction& tx, CourseId course,
                                                     std::span<const UserId> students) = 0;

  /// One student in many courses. Courses without progress may be left out.
  virtual std::map<CourseId, StudentProgress> progress(db::Transaction& tx, UserId student,
                                                       std::span<const CourseId> courses) = 0;
};

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::RecordingStatus> {
  static constexpr std::array<std::string_view, 7> names{"pending", "recording", "processing", "completed",
                                                         "failed",  "archived",  "deleted"};
};

template <>
struct vtp::json::Shape<vtp::courses::Lecture> {
  using Lecture = vtp::courses::Lecture;
  static constexpr std::string_view name = "Lecture";
  static constexpr std::array fields{
      field<&Lecture::id>("id"),
      field<&Lecture::course_id>("course_id"),
      field<&Lecture::recording_id>("recording_id"),
      field<&Lecture::lecture_number>("lecture_number"),
      field<&Lecture::lecture_title>("lecture_title"),
      field<&Lecture::sequence_order>("sequence_order"),
      field<&Lecture::is_published>("is_published"),
      field<&Lecture::is_required>("is_required"),
      field<&Lecture::allow_download>("allow_download"),
      field<&Lecture::session_id>("session_id"),
      field<&Lecture::published_at>("published_at"),
      field<&Lecture::created_at>("created_at"),
      field<&Lecture::title>("title"),
      field<&Lecture::duration_seconds>("duration_seconds"),
      field<&Lecture::streaming_ready>("streaming_ready"),
      field<&Lecture::status>("status"),
      field<&Lecture::thumbnail_url>("thumbnail_url"),
      field<&Lecture::my_coverage_percent>("my_coverage_percent"),
      field<&Lecture::my_position_seconds>("my_position_seconds"),
  };
};
