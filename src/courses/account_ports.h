// What courses do for accounts, which stand below them.
#pragma once

#include "accounts/ports.h"

namespace vtp::courses {

class CoursePeople final : public accounts::CoursePeople {
 public:
  Result<void> check_may_manage_students(db::Transaction& tx, const Identity& caller,
                                         CourseId course) override;
};

/// Courses pass to another owner when their owner's account is erased.
class CourseOwnership final : public accounts::Ownership {
 public:
  void transfer(db::Transaction& tx, UserId from, UserId to, Timestamp now) override;
};

}  // namespace vtp::courses
