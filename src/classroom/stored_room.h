// A room as the database keeps it, and what the configuration says of all rooms.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "accounts/ice_servers.h"
#include "base/time.h"
#include "classroom/room_types.h"
#include "courses/course.h"

namespace vtp::classroom {

/// A row of `rooms`.
struct StoredRoom {
  RoomId id;
  std::string join_code;  // the stored form (join_code.h)
  std::string name;
  std::optional<CourseId> course;
  std::optional<courses::ClassSessionId> session;
  UserId host;  // who created it
  RoomState state = RoomState::created;
  MediaPolicy media_policy = MediaPolicy::automatic;
  RoomAccess access = RoomAccess::link;
  WaitingRoom waiting_room = WaitingRoom::off;
  bool is_locked = false;
  bool auto_record = false;
  int max_participants = 50;
  RoomSettings settings;
  Timestamp created_at;
  std::optional<Timestamp> opened_at;
  std::optional<Timestamp> empty_since;
  std::optional<Timestamp> closed_at;
  std::optional<CloseReason> close_reason;
};

/// What holds for every room. The defaults are those of api.md section 7 and realtime.md section 5.
struct RoomPolicy {
  std::chrono::seconds reconnect_grace{60};
  std::chrono::seconds empty_grace{300};
  std::chrono::seconds waiting_limit{30 * 60};
  int max_participants = 500;
  accounts::IceServers ice;
  std::string public_url;  // "https://lectures.example.org"; empty: links are paths
};

}  // namespace vtp::classroom
