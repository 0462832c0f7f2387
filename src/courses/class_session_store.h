// The table `class_sessions`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "courses/class_session.h"
#include "database/database.h"

namespace vtp::courses {

void insert_session(db::Transaction& tx, const ClassSession& session);
void update_session(db::Transaction& tx, const ClassSession& session);

std::optional<ClassSession> find_session(db::Transaction& tx, CourseId course, ClassSessionId id);

/// Scheduled classes of a series from an instant on, in order.
std::vector<ClassSession> scheduled_in_series(db::Transaction& tx, SeriesId series, Timestamp from);

/// Which classes of a course a list shows.
struct SessionFilter {
  CourseId course;
  std::optional<Timestamp> from;  // those that have not ended before
  std::optional<Timestamp> to;    // those that begin before
  std::optional<SessionStatus> status;
  bool descending = false;
  int limit = 20;
  int offset = 0;
};
struct SessionPage {
  std::vector<ClassSession> sessions;
  std::int64_t total = 0;
};
SessionPage list_sessions(db::Transaction& tx, const SessionFilter& filter);

/// A class with the course that it belongs to, for calendars.
struct CalendarEntry {
  ClassSession session;
  std::string course_code;
  std::string course_name;
};
/// Of one course, cancelled ones too.
std::vector<CalendarEntry> calendar_of_course(db::Transaction& tx, CourseId course, Timestamp since);
/// Of all courses in which the user has a role.
std::vector<CalendarEntry> calendar_of_user(db::Transaction& tx, UserId user, Timestamp since);

}  // namespace vtp::courses
