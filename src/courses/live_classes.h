// The rooms of courses, as courses needs them. `classroom` implements this; courses calls it inside its own
// transactions.
#pragma once

#include <map>
#include <span>
#include <string>

#include "courses/course.h"
#include "database/database.h"
#include "json/shape.h"

namespace vtp::courses {

/// A room in which a class is, or will be, going on.
struct LiveRoom {
  RoomId room_id;
  std::string join_code;  // as people see it
  int participant_count = 0;
};

/// Called on database threads, always inside a transaction.
class LiveClasses {
 public:
  virtual ~LiveClasses() = default;

  /// The open room of each course in which a class is going on. Courses without one are left out.
  virtual std::map<CourseId, LiveRoom> of_courses(db::Transaction& tx, std::span<const CourseId> courses) = 0;

  /// The open room of each class session. Those without one are left out.
  virtual std::map<ClassSessionId, LiveRoom> of_sessions(db::Transaction& tx,
                                                         std::span<const ClassSessionId> sessions) = 0;
};

}  // namespace vtp::courses

template <>
struct vtp::json::Shape<vtp::courses::LiveRoom> {
  using T = vtp::courses::LiveRoom;
  static constexpr std::string_view name = "LiveRoom";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::join_code>("join_code"),
      field<&T::participant_count>("participant_count"),
  };
};
