// What a caller is to a room, by the database.
#pragma once

#include <optional>

#include "classroom/participant.h"
#include "classroom/stored_room.h"
#include "database/database.h"

namespace vtp::classroom {

struct Visitor {
  Entrant entrant;
  bool may_enter = false;
  bool manages = false;          // creator, teacher of the course, account administrator
  bool is_course_staff = false;  // from teaching assistant upwards
  bool was_inside = false;       // now or earlier
  std::optional<RoomRole> granted_role;

  /// May they know of the room?
  [[nodiscard]] bool may_see() const { return may_enter || was_inside; }
  /// Host or co-host, whether inside or not.
  [[nodiscard]] bool is_staff() const {
    return manages || is_course_staff || granted_role == RoomRole::host || granted_role == RoomRole::cohost;
  }
  [[nodiscard]] bool is_host() const { return manages || granted_role == RoomRole::host; }
};

/// The caller at the door of the room.
Visitor visitor_of(db::Transaction& tx, const Identity& caller, const StoredRoom& room);

}  // namespace vtp::classroom
