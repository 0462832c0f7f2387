// From stored courses to what one caller may read of them.
#pragma once

#include <optional>
#include <vector>

#include "courses/course_shapes.h"
#include "courses/course_store.h"
#include "courses/lecture_catalogue.h"

namespace vtp::courses {

/// All of one page at once, so that recordings are counted by one statement.
std::vector<CourseAnswer> answers_for(db::Transaction& tx, LectureCatalogue& lectures,
                                      const std::vector<SeenCourse>& courses);

CourseAnswer answer_for(db::Transaction& tx, LectureCatalogue& lectures, const SeenCourse& course);

}  // namespace vtp::courses
