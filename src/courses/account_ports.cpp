#include "courses/account_ports.h"

#include "base/try.h"
#include "courses/course_access.h"
#include "courses/course_store.h"

namespace vtp::courses {

Result<void> CoursePeople::check_may_manage_students(db::Transaction& tx, const Identity& caller,
                                                     CourseId course) {
  VTP_CHECK(require(tx, caller, course, Capability::students_manage));
  return {};
}

void CourseOwnership::transfer(db::Transaction& tx, UserId from, UserId to, Timestamp now) {
  change_owner(tx, from, to, now);
}

}  // namespace vtp::courses
