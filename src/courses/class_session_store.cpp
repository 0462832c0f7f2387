#include "courses/class_session_store.h"

#include <string>

namespace vtp::courses {
namespace {

constexpr std::string_view columns =
    "s.id, s.course_id, s.series_id, s.title, s.description, s.starts_at, s.ends_at, s.timezone, s.status,"
    " s.actual_start, s.actual_end, s.auto_record, s.ical_sequence, s.created_by, s.created_at, s.updated_at";

ClassSession read_session(const db::Row& row) {
  ClassSession session;
  session.id = row.next<ClassSessionId>();
  session.course_id = row.next<CourseId>();
  session.series_id = row.next<std::optional<SeriesId>>();
  session.title = row.next<std::string>();
  session.description = row.next<std::optional<std::string>>();
  session.starts_at = row.next<Timestamp>();
  session.ends_at = row.next<Timestamp>();
  session.timezone = row.next<std::string>();
  session.status = row.next<SessionStatus>();
  session.actual_start = row.next<std::optional<Timestamp>>();
  session.actual_end = row.next<std::optional<Timestamp>>();
  session.auto_record = row.next<bool>();
  session.ical_sequence = row.next<int>();
  session.created_by = row.next<std::optional<UserId>>().value_or(UserId{});
  session.created_at = row.next<Timestamp>();
  session.updated_at = row.next<Timestamp>();
  return session;
}

std::vector<ClassSession> read_sessions(const db::Rows& rows) {
  std::vector<ClassSession> sessions;
  for (const auto& row : rows) sessions.push_back(read_session(row));
  return sessions;
}

std::vector<CalendarEntry> read_entries(const db::Rows& rows) {
  std::vector<CalendarEntry> entries;
  for (const auto& row : rows) {
    auto& entry = entries.emplace_back();
    entry.session = read_session(row);
    entry.course_code = row.next<std::string>();
    entry.course_name = row.next<std::string>();
  }
  return entries;
}

}  // namespace

void insert_session(db::Transaction& tx, const ClassSession& session) {
  tx.query(
      "insert into class_sessions (id, course_id, series_id, title, description, starts_at, ends_at, "
      "timezone, status,"
      " auto_record, created_by, created_at, updated_at)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
      session.id, session.course_id, session.series_id, session.title, session.description, session.starts_at,
      session.ends_at, session.timezone, session.status, session.auto_record, session.created_by,
      session.created_at);
}

void update_session(db::Transaction& tx, const ClassSession& session) {
  tx.query(
      "update class_sessions set title = $2, description = $3, starts_at = $4, ends_at = $5, timezone = $6,"
      " status = $7, actual_start = $8, actual_end = $9, auto_record = $10, ical_sequence = $11, updated_at "
      "= $12"
      " where id = $1",
      session.id, session.title, session.description, session.starts_at, session.ends_at, session.timezone,
      session.status, session.actual_start, session.actual_end, session.auto_record, session.ical_sequence,
      session.updated_at);
}

std::optional<ClassSession> find_session(db::Transaction& tx, CourseId course, ClassSessionId id) {
  const auto rows = tx.query(
      "select " + std::string(columns) + " from class_sessions s where s.id = $1 and s.course_id = $2", id,
      course);
  if (rows.empty()) return std::nullopt;
  return read_session(rows.front());
}

std::vector<ClassSession> scheduled_in_series(db::Transaction& tx, SeriesId series, Timestamp from) {
  return read_sessions(tx.query("select " + std::string(columns) +
                                    " from class_sessions s where s.series_id = $1 and s.starts_at >= $2"
                                    " and s.status = 'scheduled' order by s.starts_at, s.id",
                                series, from));
}

SessionPage list_sessions(db::Transaction& tx, const SessionFilter& filter) {
  std::vector<db::Value> parameters{db::to_value(filter.course)};
  std::string where = " from class_sessions s where s.course_id = $1";
  const auto also = [&](std::string_view condition, db::Value value) {
    parameters.push_back(std::move(value));
    where.append(" and ").append(condition).append("$").append(std::to_string(parameters.size()));
  };
  if (filter.from) also("s.ends_at > ", db::to_value(*filter.from));
  if (filter.to) also("s.starts_at < ", db::to_value(*filter.to));
  if (filter.status) also("s.status = ", db::to_value(*filter.status));
  SessionPage page;
  page.total = tx.run("select count(*)" + where, parameters).front().get<std::int64_t>(0);
  const std::string direction = filter.descending ? " desc" : "";
  parameters.push_back(db::to_value(filter.limit));
  parameters.push_back(db::to_value(filter.offset));
  const auto last = parameters.size();
  page.sessions = read_sessions(tx.run("select " + std::string(columns) + where + " order by s.starts_at" +
                                           direction + ", s.id" + direction + " limit $" +
                                           std::to_string(last - 1) + " offset $" + std::to_string(last),
                                       parameters));
  return page;
}

std::vector<CalendarEntry> calendar_of_course(db::Transaction& tx, CourseId course, Timestamp since) {
  return read_entries(
      tx.query("select " + std::string(columns) +
                   ", c.code, c.name from class_sessions s join courses c on c.id = s.course_id"
                   " where s.course_id = $1 and s.ends_at > $2 order by s.starts_at, s.id",
               course, since));
}

std::vector<CalendarEntry> calendar_of_user(db::Transaction& tx, UserId user, Timestamp since) {
  return read_entries(tx.query("select " + std::string(columns) +
                                   ", c.code, c.name from course_roles k join courses c on c.id = k.course_id"
                                   " join class_sessions s on s.course_id = c.id"
                                   " where k.user_id = $1 and c.deleted_at is null"
                                   " and (c.status <> 'draft' or k.role_rank >= 2) and s.ends_at > $2"
                                   " order by s.starts_at, s.id",
                               user, since));
}

}  // namespace vtp::courses
