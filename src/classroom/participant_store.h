// The tables `room_participants`, `presence_intervals`, `media_usage` and `class_breaks`.
#pragma once

#include <vector>

#include "classroom/records.h"
#include "database/database.h"

namespace vtp::classroom {

void save_participant(db::Transaction& tx, const ParticipantSaved& participant);
void open_interval(db::Transaction& tx, const PresenceOpened& interval);
void close_interval(db::Transaction& tx, const PresenceClosed& interval);
void extend_interval(db::Transaction& tx, const PresenceExtended& interval);
void insert_media_usage(db::Transaction& tx, const MediaUsed& used);
void start_break(db::Transaction& tx, const BreakStarted& pause);
void end_break(db::Transaction& tx, const BreakEnded& pause);

/// A device of the room, present or gone, with the person behind it.
struct StoredParticipant {
  ParticipantSaved saved;
  std::string full_name;
  std::string email;
  Role account_role = Role::student;
};
std::vector<StoredParticipant> participants_of(db::Transaction& tx, RoomId room);

/// Closed intervals, for the time that people have been present.
struct StoredInterval {
  UserId user;
  Timestamp started_at;
  Timestamp ended_at;
};
std::vector<StoredInterval> closed_intervals(db::Transaction& tx, RoomId room);

/// Ends the intervals that a process has left open when it died.
void close_open_intervals(db::Transaction& tx, RoomId room, Timestamp ended_at, Timestamp now);

std::optional<BreakStarted> open_break(db::Transaction& tx, RoomId room);

}  // namespace vtp::classroom
