// Making, finding, changing and removing courses (rows 28 to 32, 40 and E32).
#pragma once

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "courses/course_shapes.h"
#include "courses/lecture_catalogue.h"
#include "courses/live_classes.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

/// Calls that change something take the request, which tells the audit log who did it and from where.
class CourseService {
 public:
  CourseService(db::Database& database, LectureCatalogue& lectures, LiveClasses& live, const Clock& clock)
      : database_(database), lectures_(lectures), live_(live), clock_(clock) {}

  Result<CourseAnswer> create(const http::Request& request, const CreateCourse& wanted);
  Result<CourseList> list(const Identity& caller, const CourseQuery& query);
  Result<CourseDetail> find(const Identity& caller, CourseId id);
  Result<CourseAnswer> update(const http::Request& request, CourseId id, const UpdateCourse& wanted);
  Result<void> remove(const http::Request& request, CourseId id);
  Result<CourseAnswer> restore(const http::Request& request, CourseId id);
  Result<CourseStats> stats(const Identity& caller, CourseId id);

 private:
  db::Database& database_;
  LectureCatalogue& lectures_;
  LiveClasses& live_;
  const Clock& clock_;
};

}  // namespace vtp::courses
