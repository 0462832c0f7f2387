// The tables `polls` and `poll_votes`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "classroom/records.h"
#include "database/database.h"

namespace vtp::classroom {

void insert_poll(db::Transaction& tx, const Poll& poll);
void finish_poll(db::Transaction& tx, const PollFinished& finished);
void save_vote(db::Transaction& tx, const VoteCast& vote);

/// All polls of a room with their votes, oldest first.
std::vector<Poll> polls_of(db::Transaction& tx, RoomId room);

/// The names of those who have voted in polls of the room.
std::map<UserId, std::string> voter_names(db::Transaction& tx, RoomId room);

}  // namespace vtp::classroom
