#include "recordings/recording_catalogue.h"

#include <fmt/format.h>

#include "recordings/links.h"
#include "recordings/recording.h"
#include "recordings/resume.h"

namespace vtp::recordings {
namespace {

using courses::CourseFigures;
using courses::Lecture;
using courses::LectureCount;
using courses::StudentProgress;

constexpr std::string_view coverage_percent =
    "cast(coverage.covered as double precision) * 100 / nullif(coverage.seconds, 0)";

Lecture read_lecture(const db::Row& row) {
  Lecture lecture;
  lecture.id = row.next<courses::LectureId>();
  lecture.course_id = row.next<CourseId>();
  lecture.recording_id = row.next<RecordingId>();
  lecture.lecture_number = row.next<std::optional<int>>();
  lecture.lecture_title = row.next<std::optional<std::string>>();
  lecture.sequence_order = row.next<int>();
  lecture.is_published = row.next<bool>();
  lecture.is_required = row.next<bool>();
  lecture.allow_download = row.next<bool>();
  lecture.session_id = row.next<std::optional<courses::ClassSessionId>>();
  lecture.published_at = row.next<std::optional<Timestamp>>();
  lecture.created_at = row.next<Timestamp>();
  lecture.title = row.next<std::string>();
  const auto duration = row.next<std::optional<std::int64_t>>();
  if (duration) lecture.duration_seconds = milliseconds(*duration);
  lecture.streaming_ready = row.next<bool>();
  lecture.status = row.next<RecordingStatus>();
  lecture.my_coverage_percent = {row.next<double>()};
  const milliseconds position(row.next<std::int64_t>());
  lecture.my_position_seconds =
      resume_position(position, milliseconds(duration.value_or(0)), row.next<bool>());
  lecture.thumbnail_url = recording_url(lecture.recording_id, "/thumbnail");
  return lecture;
}

/// "$2, $3, ..." for `ids`, which become parameters.
template <class IdType>
std::string placeholders(std::span<const IdType> ids, std::vector<db::Value>& parameters) {
  std::string text;
  for (const auto& id : ids) {
    parameters.push_back(db::to_value(id));
    text.append(text.empty() ? "$" : ", $").append(std::to_string(parameters.size()));
  }
  return text;
}

/// One row for each pair of student and course: the mean coverage over what is published and required,
/// unwatched lectures as 0, and when the student last played any of them.
std::string progress_sql(std::string_view student, std::string_view courses) {
  return fmt::format(
      "select {0}, link.course_id, avg(case when link.is_required = 1 then coalesce({1}, 0.0) end), "
      "max(position.updated_at) from users student "
      "join course_recordings link on link.course_id in ({2}) and link.is_published = 1 "
      "join recordings r on r.id = link.recording_id and r.deleted_at is null "
      "left join coverage on coverage.recording_id = r.id and coverage.user_id = student.id "
      "left join playback_positions position on position.recording_id = r.id and position.user_id = "
      "student.id "
      "where {0} in (",
      student, coverage_percent, courses);
}

StudentProgress read_progress(const db::Row& row) {
  StudentProgress progress;
  progress.completion_percent = row.next<std::optional<double>>().value_or(0);
  progress.last_activity_at = row.next<std::optional<Timestamp>>();
  return progress;
}

}  // namespace

std::vector<Lecture> RecordingCatalogue::lectures(db::Transaction& tx, CourseId course, UserId viewer,
                                                  bool with_unpublished) {
  const auto rows = tx.query(
      fmt::format(
          "select l.id, l.course_id, l.recording_id, l.lecture_number, l.lecture_title, l.sequence_order, "
          "l.is_published, l.is_required, l.allow_download, l.session_id, l.published_at, l.created_at, "
          "r.title, r.duration_ms, r.streaming_ready, r.status, coalesce({}, 0.0), "
          "coalesce(position.position_ms, 0), "
          "case when position.completed_at is null then 0 else 1 end "
          "from course_recordings l join recordings r on r.id = l.recording_id and r.deleted_at is null "
          "left join coverage on coverage.recording_id = r.id and coverage.user_id = $2 "
          "left join playback_positions position on position.recording_id = r.id and position.user_id = $2 "
          "where l.course_id = $1 and (l.is_published = 1 or $3 = 1) order by l.sequence_order, l.id",
          coverage_percent),
      course, viewer, with_unpublished);
  std::vector<Lecture> lectures;
  for (const auto& row : rows) lectures.push_back(read_lecture(row));
  return lectures;
}

std::map<CourseId, LectureCount> RecordingCatalogue::counts(db::Transaction& tx,
                                                            std::span<const CourseId> courses) {
  std::map<CourseId, LectureCount> counts;
  if (courses.empty()) return counts;
  std::vector<db::Value> parameters;
  const auto sql = fmt::format(
      "select l.course_id, sum(l.is_published), count(*) from course_recordings l "
      "join recordings r on r.id = l.recording_id and r.deleted_at is null where l.course_id in ({}) "
      "group by l.course_id",
      placeholders(courses, parameters));
  for (const auto& row : tx.run(sql, parameters)) {
    auto& count = counts[row.next<CourseId>()];
    count.published = row.next<int>();
    count.all = row.next<int>();
  }
  return counts;
}

std::map<courses::ClassSessionId, std::vector<RecordingId>> RecordingCatalogue::of_sessions(
    db::Transaction& tx, std::span<const courses::ClassSessionId> sessions, bool with_unpublished) {
  std::map<courses::ClassSessionId, std::vector<RecordingId>> found;
  if (sessions.empty()) return found;
  std::vector<db::Value> parameters{db::to_value(with_unpublished)};
  const auto sql = fmt::format(
      "select l.session_id, l.recording_id from course_recordings l "
      "join recordings r on r.id = l.recording_id and r.deleted_at is null "
      "where (l.is_published = 1 or $1 = 1) and l.session_id in ({}) order by r.started_at, r.id",
      placeholders(sessions, parameters));
  for (const auto& row : tx.run(sql, parameters))
    found[row.get<courses::ClassSessionId>(0)].push_back(row.get<RecordingId>(1));
  return found;
}

CourseFigures RecordingCatalogue::figures(db::Transaction& tx, CourseId course) {
  CourseFigures figures;
  const auto count = counts(tx, {&course, 1})[course];
  figures.total_recordings = count.all;
  figures.published_recordings = count.published;

  const auto views = tx.query(
      "select count(distinct session.user_id), count(*), cast(coalesce(sum(session.wall_ms), 0) as bigint), "
      "max(session.last_seen_at) from playback_sessions session "
      "join course_recordings l on l.recording_id = session.recording_id and l.course_id = $1 "
      "join recordings r on r.id = l.recording_id and r.deleted_at is null "
      "join course_roles roles on roles.course_id = $1 and roles.user_id = session.user_id and "
      "roles.role_rank >= 1 "
      "where session.counted = 1",
      course);
  const auto& row = views.front();
  figures.unique_viewers = row.next<int>();
  figures.total_views = row.next<std::int64_t>();
  figures.total_watch_time =
      std::chrono::duration_cast<std::chrono::seconds>(milliseconds(row.next<std::int64_t>()));
  figures.last_accessed = row.next<std::optional<Timestamp>>();

  figures.average_completion =
      tx.query(
            fmt::format("select avg(coalesce({}, 0.0)) from course_enrollments enrolled "
                        "join course_recordings l on l.course_id = enrolled.course_id and l.is_published = 1 "
                        "and l.is_required = 1 "
                        "join recordings r on r.id = l.recording_id and r.deleted_at is null "
                        "left join coverage on coverage.recording_id = r.id and coverage.user_id = "
                        "enrolled.student_id "
                        "where enrolled.course_id = $1 and enrolled.status in ('active', 'completed')",
                        coverage_percent),
            course)
          .front()
          .get<std::optional<double>>(0)
          .value_or(0);
  return figures;
}

std::map<UserId, StudentProgress> RecordingCatalogue::progress(db::Transaction& tx, CourseId course,
                                                               std::span<const UserId> students) {
  std::map<UserId, StudentProgress> progress;
  if (students.empty()) return progress;
  std::vector<db::Value> parameters{db::to_value(course)};
  const auto sql = progress_sql("student.id", "$1") + placeholders(students, parameters) +
                   ") group by student.id, link.course_id";
  for (const auto& row : tx.run(sql, parameters)) {
    const auto student = row.next<UserId>();
    (void)row.next<CourseId>();
    progress[student] = read_progress(row);
  }
  return progress;
}

std::map<CourseId, StudentProgress> RecordingCatalogue::progress(db::Transaction& tx, UserId student,
                                                                 std::span<const CourseId> courses) {
  std::map<CourseId, StudentProgress> progress;
  if (courses.empty()) return progress;
  std::vector<db::Value> parameters{db::to_value(student)};
  const auto sql = progress_sql("student.id", placeholders(courses, parameters)) +
                   "$1) group by student.id, link.course_id";
  for (const auto& row : tx.run(sql, parameters)) {
    (void)row.next<UserId>();
    const auto course = row.next<CourseId>();
    progress[course] = read_progress(row);
  }
  return progress;
}

}  // namespace vtp::recordings
