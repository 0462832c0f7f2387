// What clients say (realtime.md section 6), each event a struct. Who says it is never among the fields.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "classroom/server_events.h"

namespace vtp::classroom {

/// Every event names its room by id or code; it may leave that out while the connection is in one room only.
struct InRoom {
  std::optional<std::string> room_id;
};

enum class SignalType : std::uint8_t { offer, answer };

/// What concerns a room and needs nothing else.
struct RoomEvent : InRoom {};

/// join-room
struct JoinRoomEvent : InRoom {
  DeviceId device_id;
  bool is_producer = true;
  bool p2p = true;
  json::Raw client;
};

/// update-self
struct UpdateSelfEvent : InRoom {
  std::optional<bool> audio;
  std::optional<bool> video;
  std::optional<bool> screen;
  std::optional<std::string> display_name;
};

/// presence-heartbeat
struct HeartbeatEvent : InRoom {
  bool visible = false;
  bool audible = false;
};

/// recording-consent
struct ConsentEvent : InRoom {
  std::optional<bool> recorded;
};

/// webrtc-offer and webrtc-answer
struct SignalEvent : InRoom {
  ParticipantId to;
  std::optional<SignalType> type;
  std::string sdp;
  std::optional<json::Raw> data;
};

/// ice-candidate; a candidate of null is the end of candidates
struct CandidateEvent : InRoom {
  ParticipantId to;
  std::optional<json::Raw> candidate;
  std::optional<json::Raw> data;
};

/// p2p-failed
struct ReasonEvent : InRoom {
  std::optional<std::string> reason;
};

/// chat-message
struct ChatMessageEvent : InRoom {
  std::string text;
  std::optional<std::string> to;
  std::optional<MessageId> reply_to;
};

/// chat-edit
struct ChatEditEvent : InRoom {
  MessageId message_id;
  std::string text;
};

/// chat-delete
struct ChatDeleteEvent : InRoom {
  MessageId message_id;
};

/// chat-history
struct ChatHistoryEvent : InRoom {
  std::optional<MessageId> before;
  int limit = 50;
};

/// hand-raise
struct HandRaiseEvent : InRoom {
  std::optional<bool> raised;
};

/// Events about one participant, or about all.
struct TargetsEvent : InRoom {
  std::optional<ParticipantId> participant_id;
  bool all = false;
};

/// reaction
struct ReactionEvent : InRoom {
  Reaction reaction = Reaction::thumbs_up;
};

/// poll-create
struct PollCreateEvent : InRoom {
  std::string question;
  std::vector<std::string> options;
  PollKind kind = PollKind::single;
  std::vector<int> correct;
  bool anonymous = false;
  ShowResults show_results = ShowResults::closed;
  std::optional<int> duration_seconds;
};

/// poll-vote
struct PollVoteEvent : InRoom {
  PollId poll_id;
  std::optional<std::vector<int>> choices;
};

/// poll-close
struct PollCloseEvent : InRoom {
  PollId poll_id;
};

/// mute-participant, stop-video, stop-screen
struct StopTrackEvent : InRoom {
  ParticipantId participant_id;
  bool allow_again = true;
};

/// mute-all
struct MuteAllEvent : InRoom {
  std::vector<ParticipantId> except;
  bool allow_again = true;
};

/// set-permissions
struct SetPermissionsEvent : InRoom {
  std::optional<ParticipantId> participant_id;
  bool all = false;
  std::optional<PermissionsPatch> permissions;
};

/// update-settings
struct UpdateSettingsEvent : InRoom {
  std::optional<SettingsPatch> settings;
  std::optional<WaitingRoom> waiting_room;
  std::optional<int> max_participants;
};

/// lock-room
struct LockRoomEvent : InRoom {
  std::optional<bool> locked;
};

/// set-role
struct SetRoleEvent : InRoom {
  ParticipantId participant_id;
  RoomRole room_role = RoomRole::participant;
};

/// remove-participant
struct RemoveParticipantEvent : InRoom {
  ParticipantId participant_id;
  bool ban = false;
  std::optional<std::string> reason;
};

/// class-break
struct ClassBreakEvent : InRoom {
  std::optional<bool> active;
};

/// set-media-mode
struct SetMediaModeEvent : InRoom {
  MediaMode mode = MediaMode::sfu;
};

}  // namespace vtp::classroom

#include "classroom/client_event_shapes.h"
