// Rooms as the HTTP API sees them (rows 7 to 12 and E62). What happens inside is the business of the hub.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"
#include "classroom/room_hub.h"
#include "classroom/room_requests.h"
#include "classroom/visitor.h"
#include "database/database.h"
#include "http/request.h"

namespace vtp::classroom {

/// A room that the caller may know of, and what they are to it.
struct SeenRoom {
  StoredRoom room;
  Visitor visitor;
};

/// The room named by id or code, if the caller may know of it; ROOM_NOT_FOUND otherwise.
Result<SeenRoom> find_seen_room(db::Transaction& tx, const Identity& caller, std::string_view name);

class RoomService {
 public:
  RoomService(db::Database& database, RoomHub& hub, const Clock& clock)
      : database_(database), hub_(hub), clock_(clock) {}

  Result<CreatedRoom> create(const http::Request& request, const CreateRoom& wanted);
  /// For those who may enter, or were inside.
  Result<RoomAnswer> find(const Identity& caller, std::string_view name);
  /// Those that the caller may enter or manage, the newest first.
  Result<RoomList> list(const Identity& caller, const RoomListQuery& query);
  /// By hosts and co-hosts, whether inside or not.
  Result<RoomAnswer> update(const http::Request& request, std::string_view name, const RoomPatch& wanted);
  /// By hosts; closing a closed room gives the same answer again.
  Result<ClosedRoom> close(const http::Request& request, std::string_view name);
  /// For people in the room and the staff of the course.
  Result<RoomParticipants> participants(const Identity& caller, std::string_view name);

  /// For anybody, the participants for those who may call `participants`.
  Result<RoomStats> stats(const std::optional<Identity>& caller, std::string_view name);
  Result<AllRoomStats> all_stats(const std::optional<Identity>& caller);

  /// By course and account, or by what a host has granted, in memory too.
  [[nodiscard]] bool is_host(const SeenRoom& seen);
  /// Or co-host.
  [[nodiscard]] bool is_staff(const SeenRoom& seen);
  /// The room as the caller sees it, with what memory knows better than the database.
  RoomAnswer answer(const StoredRoom& room, const Visitor& visitor);

 private:
  [[nodiscard]] bool is_inside(RoomId room, UserId user);
  [[nodiscard]] RoomRole role_inside(RoomId room, UserId user);
  [[nodiscard]] bool may_see_people(const SeenRoom& seen);
  RoomStats stats_of(const StoredRoom& room, const std::optional<SeenRoom>& seen);
  std::vector<ParticipantAnswer> people_of(RoomId room, const Visitor& visitor);

  db::Database& database_;
  RoomHub& hub_;
  const Clock& clock_;
};

}  // namespace vtp::classroom
