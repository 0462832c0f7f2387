// What courses show of their classes: the next one, how many were held, whether one is going on.
#pragma once

#include <map>
#include <span>

#include "courses/course.h"
#include "courses/course_shapes.h"
#include "database/database.h"

namespace vtp::courses {

/// The first class of each course that has not ended yet. Courses without one are left out.
std::map<CourseId, NextSession> next_sessions(db::Transaction& tx, std::span<const CourseId> courses,
                                              Timestamp now);

struct SessionCount {
  int total = 0;  // without cancelled ones
  int held = 0;
};
SessionCount count_sessions(db::Transaction& tx, CourseId course);

/// Is a room of the course open with people in it?
bool is_class_in_progress(db::Transaction& tx, CourseId course);

}  // namespace vtp::courses
