// What travels over HTTP about rooms, besides the room and the participant object (rows 7 to 12, E62 to E64).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/chat.h"
#include "classroom/poll.h"
#include "classroom/room_answers.h"
#include "classroom/room_control.h"

namespace vtp::classroom {

enum class RecordPolicy : std::uint8_t { manual, automatic };

/// Row 10.
struct CreateRoom {
  std::optional<std::string> room_id;  // a UUID, or a code that becomes the join code
  std::optional<std::string> room_name;
  std::optional<CourseId> course_id;
  std::optional<RoomAccess> access;
  int max_participants = 50;
  bool is_locked = false;
  WaitingRoom waiting_room = WaitingRoom::off;
  MediaPolicy media_mode = MediaPolicy::automatic;
  RecordPolicy record = RecordPolicy::manual;
  RoomSettings settings;
};

struct CreatedRoom : RoomAnswer {
  bool success = true;
  std::string_view message = "The room is ready";
};

/// Rows 8, 11 and 12.
struct RoomQuery {
  std::string room_id;
};

/// Row 11.
struct ClosedRoom {
  bool success = true;
  RoomId room_id;
  RoomState state = RoomState::closed;
  std::optional<Timestamp> closed_at;
  std::string_view message = "The room is closed";
};

/// Row 12.
struct RoomParticipants {
  RoomId room_id;
  std::vector<ParticipantAnswer> participants;
  int count = 0;
};

/// Row 8.
struct RoomStats {
  RoomId room_id;
  RoomState state = RoomState::created;
  int participant_count = 0;
  int producer_count = 0;  // tracks that are flowing
  std::vector<ParticipantAnswer> participants;
};

/// Row 9.
struct NamedRoomStats : RoomStats {
  std::string name;
  std::optional<CourseId> course_id;
};
struct AllRoomStats {
  std::vector<NamedRoomStats> rooms;  // those that the caller may enter or manage
  std::int64_t count = 0;             // all that are not closed
  int participant_count = 0;          // in all of them
};

/// Row 7.
struct SignallingHealth {
  std::string_view status = "ok";
  std::string_view service = "signalling";
  std::string version;
  int active_rooms = 0;
  std::int64_t connections = 0;
  Timestamp timestamp;
};

/// E62.
struct RoomListQuery {
  std::optional<CourseId> course_id;
  std::optional<RoomState> state;
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};
struct RoomList {
  std::vector<RoomAnswer> rooms;
  std::int64_t total = 0;
  std::int64_t limit = 0;
  std::int64_t offset = 0;
};

/// E63.
struct ChatQuery {
  std::optional<MessageId> before;
  int limit = 50;
};
struct ChatHistory {
  std::vector<ChatMessageAnswer> messages;
  bool has_more = false;
};

/// E64.
enum class PollFormat : std::uint8_t { json, csv };
struct PollQuery {
  PollFormat format = PollFormat::json;
};
struct PollHistory {
  std::vector<PollAnswer> polls;
};

/// What may be used as a code of a room, or its id.
std::string_view new_room_name_objection(std::string_view text);

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::RecordPolicy> {
  static constexpr std::array<std::string_view, 2> names{"manual", "auto"};
};
template <>
struct vtp::EnumNames<vtp::classroom::PollFormat> {
  static constexpr std::array<std::string_view, 2> names{"json", "csv"};
};

#include "classroom/room_request_shapes.h"
