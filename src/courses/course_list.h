// Pages of courses: filters, order, and what the caller may see, decided in SQL so that totals are true.
#pragma once

#include <cstdint>
#include <vector>

#include "base/identity.h"
#include "courses/course_shapes.h"
#include "courses/course_store.h"
#include "database/database.h"

namespace vtp::courses {

struct CoursePage {
  std::vector<SeenCourse> courses;
  std::int64_t total = 0;  // of all pages
};

CoursePage list_courses(db::Transaction& tx, const Identity& viewer, const CourseQuery& query);

}  // namespace vtp::courses
