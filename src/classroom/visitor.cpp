#include "classroom/visitor.h"

#include "classroom/rights.h"
#include "courses/course_access.h"

namespace vtp::classroom {
namespace {

/// Roles in a draft or a deleted course open nothing to those who may not read it.
std::optional<courses::CourseRole> role_in_course(db::Transaction& tx, const Identity& caller,
                                                  CourseId course) {
  const auto standing = courses::find_standing(tx, caller, course);
  if (!standing || !standing->can(courses::Capability::live_join)) return std::nullopt;
  return standing->role;
}

}  // namespace

Visitor visitor_of(db::Transaction& tx, const Identity& caller, const StoredRoom& room) {
  Visitor visitor;
  visitor.entrant = {.user = caller.user,
                     .full_name = caller.full_name,
                     .email = caller.email,
                     .account_role = caller.role,
                     .course_role = {}};
  if (room.course) visitor.entrant.course_role = role_in_course(tx, caller, *room.course);
  visitor.may_enter = may_enter(room, visitor.entrant);
  visitor.manages = may_manage(room, visitor.entrant);
  visitor.is_course_staff =
      visitor.entrant.course_role && *visitor.entrant.course_role >= courses::CourseRole::ta;
  for (const auto& row :
       tx.query("select granted_role from room_participants where room_id = $1 and user_id = $2", room.id,
                caller.user)) {
    visitor.was_inside = true;
    if (const auto granted = row.get<std::optional<RoomRole>>(0)) visitor.granted_role = granted;
  }
  return visitor;
}

}  // namespace vtp::classroom
