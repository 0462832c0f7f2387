// What the server says to clients in a room (realtime.md section 6), each event a struct with its name. `seq`
// numbers what goes to the whole room; `is_volatile` marks what may be lost.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/chat.h"
#include "classroom/poll.h"
#include "classroom/room_answers.h"

namespace vtp::classroom {

/// Why a room has left the peer-to-peer mode.
enum class ModeReason : std::uint8_t {
  third_participant,
  client,
  recording,
  live_stream,
  whip,
  p2p_failed,
  moderation,
  host
};

enum class Reaction : std::uint8_t { thumbs_up, clap, heart, laugh, surprised, confused, faster, slower };

struct WaitingPerson {
  ParticipantId participant_id;
  std::string full_name;
  Timestamp since;
};

/// Somebody was admitted.
struct ParticipantJoined {
  static constexpr std::string_view event = "participant-joined";
  RoomId room_id;
  ParticipantAnswer participant;
  std::int64_t seq = 0;
};

/// Something about a participant has changed.
struct ParticipantUpdated {
  static constexpr std::string_view event = "participant-updated";
  RoomId room_id;
  ParticipantChange participant;
  std::int64_t seq = 0;
};

/// Somebody is gone for good.
struct ParticipantLeft {
  static constexpr std::string_view event = "participant-left";
  RoomId room_id;
  ParticipantId participant_id;
  LeaveReason reason = LeaveReason::leave;
  std::int64_t seq = 0;
};

/// For hosts and co-hosts: everyone in the waiting room, in order.
struct WaitingList {
  static constexpr std::string_view event = "waiting-list";
  RoomId room_id;
  std::vector<WaitingPerson> waiting;
};

/// For one who waits.
struct WaitingUpdated {
  static constexpr std::string_view event = "waiting-updated";
  RoomId room_id;
  int position = 0;
};

/// For one who waited and is not let in.
struct JoinDenied {
  static constexpr std::string_view event = "join-denied";
  RoomId room_id;
  std::optional<std::string> reason;
};

/// The same tab has come back by another connection.
struct SessionReplaced {
  static constexpr std::string_view event = "session-replaced";
  RoomId room_id;
};

/// The last event of a room, to each with their own presence.
struct ClassEnded {
  static constexpr std::string_view event = "class-ended";
  RoomId room_id;
  std::optional<UserId> ended_by;
  CloseReason reason = CloseReason::host;
  std::optional<RecordingId> recording_id;
  std::chrono::seconds presence_seconds{0};
};

/// Something about the room has changed.
struct RoomUpdated {
  static constexpr std::string_view event = "room-updated";
  RoomId room_id;
  RoomChange room;
  std::int64_t seq = 0;
};

/// How media travel from now on (section 7).
struct MediaModeChanged {
  static constexpr std::string_view event = "media-mode";
  RoomId room_id;
  MediaMode mode = MediaMode::sfu;
  ModeReason reason = ModeReason::host;
  std::optional<json::Raw> router_rtp_capabilities;
  Timestamp switch_by;
  std::int64_t seq = 0;
};

/// Private ones carry no number.
struct ChatMessageSent {
  static constexpr std::string_view event = "chat-message";
  RoomId room_id;
  ChatMessageAnswer message;
  json::Omittable<std::int64_t> seq;
};

/// A message was corrected.
struct ChatMessageUpdated {
  static constexpr std::string_view event = "chat-updated";
  RoomId room_id;
  ChatMessageAnswer message;
  json::Omittable<std::int64_t> seq;
};

/// A message was taken back.
struct ChatMessageDeleted {
  static constexpr std::string_view event = "chat-deleted";
  RoomId room_id;
  MessageId message_id;
  UserId deleted_by;
  json::Omittable<std::int64_t> seq;
};

/// A hand went up or down; `hands` is the queue.
struct HandUpdated {
  static constexpr std::string_view event = "hand-updated";
  RoomId room_id;
  ParticipantId participant_id;
  bool raised = false;
  std::optional<Timestamp> raised_at;
  std::vector<ParticipantId> hands;
  std::int64_t seq = 0;
};

struct ReactionShown {
  static constexpr std::string_view event = "reaction";
  static constexpr bool is_volatile = true;
  RoomId room_id;
  ParticipantId participant_id;
  Reaction reaction = Reaction::thumbs_up;
  Timestamp at;
};

/// For hosts and co-hosts: how many said that they are lost.
struct Pulse {
  static constexpr std::string_view event = "pulse";
  static constexpr bool is_volatile = true;
  RoomId room_id;
  int lost_last_2_min = 0;
  int participants = 0;
};

struct PollOpened {
  static constexpr std::string_view event = "poll-opened";
  RoomId room_id;
  PollAnswer poll;
  std::int64_t seq = 0;
};

/// The counts so far, for those who may see them.
struct PollUpdated {
  static constexpr std::string_view event = "poll-updated";
  RoomId room_id;
  PollId poll_id;
  std::vector<int> counts;
  int voters = 0;
};

struct PollClosed {
  static constexpr std::string_view event = "poll-closed";
  RoomId room_id;
  PollAnswer poll;
  std::int64_t seq = 0;
};

/// For the one whom a moderator has dealt with.
struct ModerationNotice {
  static constexpr std::string_view event = "moderation";
  RoomId room_id;
  std::string_view action;
  std::optional<ParticipantId> by;  // null: from outside of the room
  std::optional<std::string_view> kind;
  std::optional<std::string> reason;
  Timestamp at;
};

/// A break has begun or ended.
struct BreakUpdated {
  static constexpr std::string_view event = "break-updated";
  RoomId room_id;
  bool active = false;
  std::optional<Timestamp> since;
  std::int64_t seq = 0;
};

}  // namespace vtp::classroom

#include "classroom/server_event_shapes.h"
