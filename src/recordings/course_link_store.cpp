#include "recordings/course_link_store.h"

#include <string>

namespace vtp::recordings {
namespace {

const std::string columns =
    "select l.id, l.course_id, l.recording_id, l.lecture_number, l.lecture_title, l.sequence_order, "
    "l.is_published, "
    "l.is_required, l.allow_download, l.session_id, l.published_at, l.created_at from course_recordings l "
    "join recordings r on r.id = l.recording_id and r.deleted_at is null ";

CourseLink read_link(const db::Row& row) {
  CourseLink link;
  link.id = row.next<courses::LectureId>();
  link.course_id = row.next<CourseId>();
  link.recording_id = row.next<RecordingId>();
  link.lecture_number = row.next<std::optional<int>>();
  link.lecture_title = row.next<std::optional<std::string>>();
  link.sequence_order = row.next<int>();
  link.is_published = row.next<bool>();
  link.is_required = row.next<bool>();
  link.allow_download = row.next<bool>();
  link.session_id = row.next<std::optional<courses::ClassSessionId>>();
  link.published_at = row.next<std::optional<Timestamp>>();
  link.created_at = row.next<Timestamp>();
  return link;
}

}  // namespace

std::vector<CourseLink> find_links(db::Transaction& tx, CourseId course) {
  std::vector<CourseLink> links;
  for (const auto& row : tx.query(columns + "where l.course_id = $1 order by l.sequence_order, l.id", course))
    links.push_back(read_link(row));
  return links;
}

std::optional<CourseLink> find_link(db::Transaction& tx, CourseId course, RecordingId recording) {
  const auto rows = tx.query(columns + "where l.course_id = $1 and l.recording_id = $2", course, recording);
  if (rows.empty()) return std::nullopt;
  return read_link(rows.front());
}

bool insert_link(db::Transaction& tx, const CourseLink& link) {
  const auto rows = tx.query(
      "insert into course_recordings (id, course_id, recording_id, session_id, lecture_number, "
      "lecture_title, "
      "sequence_order, is_published, published_at, is_required, allow_download, created_at, updated_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) "
      "on conflict (course_id, recording_id) do nothing returning id",
      link.id, link.course_id, link.recording_id, link.session_id, link.lecture_number, link.lecture_title,
      link.sequence_order, link.is_published, link.published_at, link.is_required, link.allow_download,
      link.created_at);
  return !rows.empty();
}

void update_link(db::Transaction& tx, const CourseLink& link, Timestamp now) {
  tx.query(
      "update course_recordings set session_id = $2, lecture_number = $3, lecture_title = $4, sequence_order "
      "= $5, "
      "is_published = $6, published_at = $7, is_required = $8, allow_download = $9, updated_at = $10 where "
      "id = $1",
      link.id, link.session_id, link.lecture_number, link.lecture_title, link.sequence_order,
      link.is_published, link.published_at, link.is_required, link.allow_download, now);
}

bool delete_link(db::Transaction& tx, CourseId course, RecordingId recording) {
  return tx.query("delete from course_recordings where course_id = $1 and recording_id = $2", course,
                  recording)
             .changes() > 0;
}

int next_sequence_order(db::Transaction& tx, CourseId course) {
  return tx
      .query("select coalesce(max(sequence_order), -1) + 1 from course_recordings where course_id = $1",
             course)
      .front()
      .get<int>(0);
}

bool is_session_of(db::Transaction& tx, courses::ClassSessionId session, CourseId course) {
  return !tx.query("select 1 from class_sessions where id = $1 and course_id = $2", session, course).empty();
}

}  // namespace vtp::recordings
