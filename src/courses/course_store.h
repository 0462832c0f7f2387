// The table `courses`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "courses/course.h"
#include "courses/course_access.h"
#include "database/database.h"

namespace vtp::courses {

/// A row of `courses`, with the name of its owner and the number of its students.
struct StoredCourse : Course {
  std::optional<std::string> enrollment_key_hash;
  std::string settings = "{}";  // a JSON object
  bool is_deleted = false;
};

/// A course together with what ties one user to it.
struct SeenCourse {
  StoredCourse course;
  Ties ties;

  [[nodiscard]] Standing standing() const;
};

/// Deleted courses are found too.
std::optional<SeenCourse> find_course(db::Transaction& tx, CourseId id, const Identity& viewer);

/// False if another course that is not deleted has the code, in whatever case.
bool insert_course(db::Transaction& tx, const StoredCourse& course);

/// Writes every column but the id, the time of creation and the deletion. The code must be free.
void update_course(db::Transaction& tx, const StoredCourse& course);

/// Does a course that is not deleted have the code? `except` does not count.
bool is_code_taken(db::Transaction& tx, std::string_view code, CourseId except);

void mark_deleted(db::Transaction& tx, CourseId id, std::optional<Timestamp> deleted_at, Timestamp now);

/// Until the end of the transaction nobody else changes the course or who is in it.
void lock_course(db::Transaction& tx, CourseId id);

/// Every course that `from` owns, deleted ones too, passes to `to`.
void change_owner(db::Transaction& tx, UserId from, UserId to, Timestamp now);

/// What a select must name so that `read_seen_course` can read its rows: `courses c` joined with its owner
/// `users u`. The id of the viewer is parameter $1.
extern const std::string_view seen_course_columns;
SeenCourse read_seen_course(const db::Row& row, const Identity& viewer);

}  // namespace vtp::courses
