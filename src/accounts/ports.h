// What accounts ask of the features above them; the program connects both.
#pragma once

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "database/database.h"

namespace vtp::accounts {

/// Implemented by courses.
class CoursePeople {
 public:
  virtual ~CoursePeople() = default;
  /// May the caller manage the students of the course? COURSE_NOT_FOUND or INSUFFICIENT_PERMISSIONS
  /// otherwise.
  virtual Result<void> check_may_manage_students(db::Transaction& tx, const Identity& caller,
                                                 CourseId course) = 0;
};

/// Implemented by every feature whose things have an owner.
class Ownership {
 public:
  virtual ~Ownership() = default;
  /// Gives everything that `from` owns to `to`, in the transaction that erases `from`.
  virtual void transfer(db::Transaction& tx, UserId from, UserId to, Timestamp now) = 0;
};

}  // namespace vtp::accounts
