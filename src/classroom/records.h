// What a room wants to be remembered: written to the database after the fact, in order, by the journal.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "classroom/chat.h"
#include "classroom/participant.h"
#include "classroom/poll.h"
#include "classroom/stored_room.h"

namespace vtp::classroom {

using BreakId = Id<struct BreakTag>;

/// The row of the room as it is now.
struct RoomSaved {
  StoredRoom room;
  Timestamp at;
};

/// The row of a device: made, or brought up to date.
struct ParticipantSaved {
  ParticipantId id;
  RoomId room;
  UserId user;
  DeviceId device;
  EntrySource source = EntrySource::page;
  RoomRole role = RoomRole::participant;
  std::optional<RoomRole> granted_role;
  Permissions own;
  bool is_banned = false;
  Timestamp joined_at;
  std::optional<Timestamp> left_at;
  std::optional<LeaveReason> leave_reason;
  Timestamp at;
};

struct PresenceOpened {
  PresenceIntervalId id;
  RoomId room;
  std::optional<courses::ClassSessionId> session;
  ParticipantId participant;
  UserId user;
  DeviceId device;
  Timestamp started_at;
};
struct PresenceClosed {
  PresenceIntervalId id;
  Timestamp ended_at;
  IntervalEnd end = IntervalEnd::leave;
  std::chrono::microseconds attention{0};
  std::chrono::microseconds trouble{0};  // with a poor connection
};
/// An interval that was closed goes on until then after all.
struct PresenceExtended {
  PresenceIntervalId id;
  Timestamp ended_at;
};

/// What the media of a device that has gone came to.
struct MediaUsed {
  RoomId room;
  std::optional<courses::ClassSessionId> session;
  ParticipantId participant;
  UserId user;
  Timestamp started_at;
  Timestamp ended_at;
  Traffic sent;
  Traffic received;
  std::optional<double> round_trip_ms;
  std::optional<double> layer;
  std::chrono::microseconds poor{0};
};

struct BreakStarted {
  BreakId id;
  RoomId room;
  Timestamp at;
};
struct BreakEnded {
  BreakId id;
  Timestamp at;
};

struct MessageSent {
  ChatMessage message;
};
struct MessageEdited {
  MessageId id;
  std::string text;
  Timestamp at;
};
struct MessageDeleted {
  MessageId id;
  UserId by;
  Timestamp at;
};

struct PollAsked {
  Poll poll;
};
struct PollFinished {
  PollId id;
  Timestamp at;
};
struct VoteCast {
  PollId poll;
  UserId user;
  std::vector<int> choices;
  Timestamp at;
};

/// For the audit log: a moderator has used their powers.
struct Moderated {
  UserId actor;
  Role actor_role = Role::student;
  std::string_view action;  // "room.remove_participant"
  RoomId room;
  std::optional<CourseId> course;
  std::optional<std::string> details;  // JSON
  Timestamp at;
};

/// A host is in the class of a session for the first time: from now on it counts.
struct ClassBegun {
  courses::ClassSessionId session;
  Timestamp at;
};
/// The class of a session is over.
struct ClassFinished {
  courses::ClassSessionId session;
  Timestamp ended_at;
  Timestamp at;
};

using Record = std::variant<RoomSaved, ParticipantSaved, PresenceOpened, PresenceClosed, PresenceExtended,
                            MediaUsed, BreakStarted, BreakEnded, MessageSent, MessageEdited, MessageDeleted,
                            PollAsked, PollFinished, VoteCast, Moderated, ClassBegun, ClassFinished>;

/// What waits for records to be in the database. Must not block.
using WhenWritten = std::move_only_function<void()>;

}  // namespace vtp::classroom
