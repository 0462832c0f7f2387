// What was said and asked in a room, also after its end (rows E63 and E64).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/identity.h"
#include "classroom/room_hub.h"
#include "classroom/room_requests.h"
#include "database/database.h"

namespace vtp::classroom {

/// For people of the room, now or earlier, staff of its course and administrators.
class RoomArchive {
 public:
  RoomArchive(db::Database& database, RoomHub& hub) : database_(database), hub_(hub) {}

  Result<ChatHistory> chat(const Identity& caller, std::string_view room, const ChatQuery& query);
  Result<PollHistory> polls(const Identity& caller, std::string_view room);
  /// One line for each vote, with names unless the poll is anonymous. For hosts and co-hosts.
  Result<std::string> polls_as_csv(const Identity& caller, std::string_view room);

 private:
  db::Database& database_;
  RoomHub& hub_;
};

}  // namespace vtp::classroom
