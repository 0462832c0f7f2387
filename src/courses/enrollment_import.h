// Enrolling a whole list of people from a CSV file (E33).
#pragma once

#include <string>
#include <utility>

#include "base/error.h"
#include "base/time.h"
#include "courses/course.h"
#include "courses/enrollment.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::courses {

class EnrollmentImport {
 public:
  /// New accounts get the language `locale`.
  EnrollmentImport(db::Database& database, const Clock& clock, std::string locale)
      : database_(database), clock_(clock), locale_(std::move(locale)) {}

  /// The body of the request is the file. Unless it is a dry run, either all of it is done or, if there is
  /// any error in the report, nothing. Only account admins have accounts made.
  Result<ImportReport> run(const http::Request& request, CourseId course, const ImportQuery& query);

 private:
  db::Database& database_;
  const Clock& clock_;
  std::string locale_;
};

}  // namespace vtp::courses
