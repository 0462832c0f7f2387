// The table `rooms`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "classroom/join_code.h"
#include "classroom/stored_room.h"
#include "database/database.h"

namespace vtp::classroom {

/// False if the id or the code is in use. Codes are free again 30 days after their room was closed.
bool insert_room(db::Transaction& tx, const StoredRoom& room, Timestamp now);
bool is_code_taken(db::Transaction& tx, const std::string& code, Timestamp now);

void update_room(db::Transaction& tx, const StoredRoom& room, Timestamp now);

/// By id or code; of several rooms that had the code, the one that is open, or else the newest.
std::optional<StoredRoom> find_room(db::Transaction& tx, const RoomReference& reference);
std::optional<StoredRoom> find_room(db::Transaction& tx, RoomId id);

/// The room of a class session that is not closed.
std::optional<StoredRoom> find_open_room(db::Transaction& tx, courses::ClassSessionId session);

std::vector<StoredRoom> rooms_in_state(db::Transaction& tx, RoomState state);

/// Which rooms a list shows: all that the user may enter or manage.
struct RoomFilter {
  UserId user;
  bool all = false;  // for account administrators
  std::optional<CourseId> course;
  std::optional<RoomState> state;
  bool only_open = false;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};
struct RoomPage {
  std::vector<StoredRoom> rooms;
  std::int64_t total = 0;
};
RoomPage list_rooms(db::Transaction& tx, const RoomFilter& filter);

/// The process that holds these rooms lives; its end can be told to half a minute afterwards.
void mark_alive(db::Transaction& tx, const std::vector<RoomId>& rooms, Timestamp now);
std::optional<Timestamp> alive_at(db::Transaction& tx, RoomId id);

}  // namespace vtp::classroom
