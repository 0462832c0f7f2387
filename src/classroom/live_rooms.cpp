#include "classroom/live_rooms.h"

#include "classroom/join_code.h"
#include "courses/parameter_list.h"

namespace vtp::classroom {

courses::LiveRoom LiveRooms::describe(RoomId id, const std::string& code) const {
  return {.room_id = id, .join_code = shown_join_code(code), .participant_count = hub_.participant_count(id)};
}

std::map<CourseId, courses::LiveRoom> LiveRooms::of_courses(db::Transaction& tx,
                                                            std::span<const CourseId> courses) {
  std::map<CourseId, courses::LiveRoom> rooms;
  if (courses.empty()) return rooms;
  std::vector<db::Value> parameters;
  const auto sql = "select course_id, id, join_code from rooms where state = 'active' and course_id in " +
                   courses::parameter_list(courses, parameters) + " order by opened_at desc, id desc";
  for (const auto& row : tx.run(sql, parameters))
    rooms.try_emplace(row.get<CourseId>(0), describe(row.get<RoomId>(1), row.get<std::string>(2)));
  return rooms;
}

std::map<courses::ClassSessionId, courses::LiveRoom> LiveRooms::of_sessions(
    db::Transaction& tx, std::span<const courses::ClassSessionId> sessions) {
  std::map<courses::ClassSessionId, courses::LiveRoom> rooms;
  if (sessions.empty()) return rooms;
  std::vector<db::Value> parameters;
  const auto sql = "select session_id, id, join_code from rooms where state <> 'closed' and session_id in " +
                   courses::parameter_list(sessions, parameters) + " order by id desc";
  for (const auto& row : tx.run(sql, parameters))
    rooms.try_emplace(row.get<courses::ClassSessionId>(0),
                      describe(row.get<RoomId>(1), row.get<std::string>(2)));
  return rooms;
}

}  // namespace vtp::classroom
