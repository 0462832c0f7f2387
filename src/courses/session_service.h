// The calendar of a course: making, finding, moving and cancelling its classes (rows E41 to E43).
#pragma once

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "courses/class_session.h"
#include "courses/lecture_catalogue.h"
#include "courses/live_classes.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

/// What the calendar leans on. Everything referred to outlives the service.
struct SessionParts {
  db::Database& database;
  LectureCatalogue& lectures;
  LiveClasses& live;
  const Clock& clock;
  std::string default_timezone = "UTC";
};

class SessionService {
 public:
  explicit SessionService(SessionParts parts) : parts_(std::move(parts)) {}

  Result<CreatedSession> create(const http::Request& request, CourseId course, const CreateSession& wanted);
  Result<SessionList> list(const Identity& caller, CourseId course, const SessionQuery& query);
  Result<SessionAnswer> find(const Identity& caller, CourseId course, ClassSessionId id);
  Result<SessionAnswer> update(const http::Request& request, CourseId course, ClassSessionId id,
                               const UpdateSession& wanted);
  /// Cancelled classes stay on the calendar as such. Repeating it changes nothing.
  Result<void> cancel(const http::Request& request, CourseId course, ClassSessionId id, SeriesScope scope);

  /// Classes with their rooms and recordings; those that are not published only on demand.
  std::vector<SessionAnswer> answers(db::Transaction& tx, bool with_unpublished,
                                     const std::vector<ClassSession>& sessions);

 private:
  SessionParts parts_;
};

}  // namespace vtp::courses
