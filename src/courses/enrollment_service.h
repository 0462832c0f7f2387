// Joining and leaving courses, and who is in them (rows 33 to 35, E14, E34).
#pragma once

#include <string>

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "courses/course_access.h"
#include "courses/enrollment.h"
#include "courses/enrollment_store.h"
#include "courses/lecture_catalogue.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

/// Calls that change something take the request, which tells the audit log who did it and from where.
class EnrollmentService {
 public:
  EnrollmentService(db::Database& database, LectureCatalogue& lectures, const Clock& clock)
      : database_(database), lectures_(lectures), clock_(clock) {}

  Result<Enrollment> enroll(const http::Request& request, CourseId course, const Enroll& wanted);
  Result<EnrollmentList> list(const Identity& caller, CourseId course, const EnrollmentQuery& query);
  /// All that the query selects, without paging.
  Result<std::string> list_as_csv(const Identity& caller, CourseId course, const EnrollmentQuery& query);
  Result<MyEnrollmentList> list_own(const Identity& caller, const MyEnrollmentQuery& query);
  Result<void> drop(const http::Request& request, CourseId course, UserId student);
  Result<Enrollment> set_status(const http::Request& request, CourseId course, UserId student,
                                EnrollmentStatus status);

 private:
  EnrollmentPage page_with_progress(db::Transaction& tx, CourseId course, const EnrollmentQuery& query);

  db::Database& database_;
  LectureCatalogue& lectures_;
  const Clock& clock_;
};

}  // namespace vtp::courses
