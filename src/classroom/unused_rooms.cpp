#include "classroom/unused_rooms.h"

#include <vector>

#include "base/try.h"
#include "classroom/closing.h"

namespace vtp::classroom {

Result<void> close_unused_rooms(db::Database& database, RoomHub& hub, Timestamp now) {
  VTP_TRY(const auto unused, database.read([&](db::Transaction& tx) {
    std::vector<RoomId> rooms;
    for (const auto& row : tx.query("select r.id from rooms r join class_sessions s on s.id = r.session_id "
                                    "where r.state = 'created' and s.ends_at <= $1",
                                    now - hub.policy().empty_grace))
      rooms.push_back(row.get<RoomId>(0));
    return rooms;
  }));
  // Somebody may have come meanwhile, or closed it; and what cannot be reached now can be the next time.
  for (const auto& id : unused)
    static_cast<void>(hub.with(id, [&](Room& room, Timestamp at) -> Result<void> {
      if (room.facts.state == RoomState::created && room.roster.all().empty())
        close_room(room, CloseReason::empty, std::nullopt, at);
      return {};
    }));
  return {};
}

}  // namespace vtp::classroom
