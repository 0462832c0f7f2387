#include "classroom/class_service.h"

#include <utility>

#include "base/try.h"
#include "classroom/closing.h"
#include "classroom/room_store.h"
#include "courses/class_session_store.h"
#include "courses/course_access.h"
#include "courses/session_rules.h"

namespace vtp::classroom {
namespace {

using courses::Capability;
using courses::ClassSession;
using courses::ClassSessionId;
using courses::SessionStatus;

/// A teaching assistant may open the door, but the room belongs to the owner of the course.
UserId host_of(const courses::Standing& standing, const Identity& caller) {
  return *standing.role >= courses::CourseRole::instructor ? caller.user : standing.owner;
}

StoredRoom room_for(const ClassSession& session, UserId host, const RoomPolicy& policy, Timestamp now) {
  StoredRoom room;
  room.id = RoomId::make();
  room.join_code = new_join_code();
  room.name = session.title;
  room.course = session.course_id;
  room.session = session.id;
  room.host = host;
  room.access = RoomAccess::course;
  room.auto_record = session.auto_record;
  room.max_participants = policy.max_participants;
  room.created_at = now;
  return room;
}

Result<ClassSession> find_class(db::Transaction& tx, CourseId course, ClassSessionId id) {
  auto session = courses::find_session(tx, course, id);
  if (!session) return courses::no_such_session();
  return *std::move(session);
}

}  // namespace

Result<StartedClass> ClassService::start(const http::Request& request, CourseId course, ClassSessionId id) {
  const Identity& caller = request.caller();
  bool is_new = false;
  VTP_TRY(const auto seen, database_.write([&](db::Transaction& tx) -> Result<SeenRoom> {
    VTP_TRY(const auto standing, courses::require(tx, caller, course, Capability::live_host));
    VTP_TRY(auto session, find_class(tx, course, id));
    auto room = find_open_room(tx, id);
    is_new = !room;
    if (is_new) {
      const auto now = clock_.now();
      VTP_TRY(session, courses::start_session(tx, std::move(session), now));
      room = room_for(session, host_of(standing, caller), hub_.policy(), now);
      while (!insert_room(tx, *room, now)) room->join_code = new_join_code();
      courses::audit_session(tx, request, "session.start", session, now);
    }
    return SeenRoom{.room = *room, .visitor = visitor_of(tx, caller, *room)};
  }));
  return StartedClass{.room = rooms_.answer(seen.room, seen.visitor), .is_new = is_new};
}

Result<courses::SessionAnswer> ClassService::end(const http::Request& request, CourseId course,
                                                 ClassSessionId id) {
  const Identity& caller = request.caller();
  VTP_TRY(const auto room, database_.read([&](db::Transaction& tx) -> Result<std::optional<StoredRoom>> {
    VTP_CHECK(courses::require(tx, caller, course, Capability::live_host));
    VTP_CHECK(find_class(tx, course, id));
    return find_open_room(tx, id);
  }));
  if (room) VTP_CHECK(rooms_.close(request, room->id.view()));
  return sessions_.find(caller, course, id);
}

}  // namespace vtp::classroom
