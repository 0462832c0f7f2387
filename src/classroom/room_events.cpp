// Joining, leaving, and what one says of oneself (realtime.md section 6.1).
#include <array>

#include "classroom/event_handler.h"
#include "classroom/joined_room.h"
#include "classroom/joining.h"
#include "classroom/presence.h"
#include "classroom/rights.h"
#include "classroom/room_store.h"
#include "classroom/visitor.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {

struct WaitingAnswer {
  bool waiting = true;
  RoomId room_id;
  ParticipantId participant_id;
  int position = 0;
};
struct LeftRoom {
  RoomId room_id;
};
struct ParticipantsList {
  RoomId room_id;
  std::vector<ParticipantAnswer> participants;
  int count = 0;
};
struct RoomInfo {
  RoomId room_id;
  std::string name;
  int participant_count = 0;
  MediaMode media_mode = MediaMode::p2p;
  Timestamp created_at;
  std::vector<ParticipantAnswer> participants;
};
struct SelfAnswer {
  ParticipantAnswer participant;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::WaitingAnswer> {
  using T = classroom::WaitingAnswer;
  static constexpr std::string_view name = "Waiting";
  static constexpr std::array fields{field<&T::waiting>("waiting"), field<&T::room_id>("room_id"),
                                     field<&T::participant_id>("participant_id"),
                                     field<&T::position>("position")};
};
template <>
struct Shape<classroom::LeftRoom> {
  using T = classroom::LeftRoom;
  static constexpr std::string_view name = "LeftRoom";
  static constexpr std::array fields{field<&T::room_id>("room_id")};
};
template <>
struct Shape<classroom::ParticipantsList> {
  using T = classroom::ParticipantsList;
  static constexpr std::string_view name = "ParticipantsList";
  static constexpr std::array fields{field<&T::room_id>("room_id"), field<&T::participants>("participants"),
                                     field<&T::count>("count")};
};
template <>
struct Shape<classroom::RoomInfo> {
  using T = classroom::RoomInfo;
  static constexpr std::string_view name = "RoomInfo";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),       field<&T::name>("name"),
      field<&T::media_mode>("media_mode"), field<&T::participant_count>("participant_count"),
      field<&T::created_at>("created_at"), field<&T::participants>("participants"),
  };
};
template <>
struct Shape<classroom::SelfAnswer> {
  using T = classroom::SelfAnswer;
  static constexpr std::string_view name = "SelfAnswer";
  static constexpr std::array fields{field<&T::participant>("participant")};
};

}  // namespace vtp::json

namespace vtp::classroom {
namespace {

constexpr std::size_t max_rooms_of_connection = 8;

/// The room and the caller at its door, by the database. That the caller may not enter is for `join` to say.
Result<std::pair<RoomId, Entrant>> find_door(EventContext& context, const std::optional<std::string>& name) {
  if (!name) return fail_field("room_id", "is required", ErrorCode::missing_fields);
  const auto reference = RoomReference::parse(*name);
  if (!reference) return no_such_room();
  return context.database.read([&](db::Transaction& tx) -> Result<std::pair<RoomId, Entrant>> {
    const auto room = find_room(tx, *reference);
    if (!room) return no_such_room();
    return std::pair(room->id, visitor_of(tx, context.session.identity(), *room).entrant);
  });
}

void answer_join(Room& room, const Joined& joined, Responder& responder, Timestamp now) {
  const auto& me = *room.roster.find(joined.participant);
  if (joined.is_waiting)
    responder.succeed_as(
        "waiting-updated",
        json::write(WaitingAnswer{
            .room_id = room.facts.id, .participant_id = me.id, .position = waiting_position(room, me)}));
  else
    responder.succeed(json::write(joined_room(room, me, joined.is_resumed, now)));
}

void join_room(EventContext& context, std::string_view text, Responder& responder) {
  auto& session = context.session;
  const auto done = [&]() -> Result<void> {
    VTP_TRY(const auto payload, json::read<JoinRoomEvent>(text));
    VTP_TRY(const auto door, find_door(context, payload.room_id));
    const auto& [id, entrant] = door;
    if (!session.is_in(id) && session.rooms().size() >= max_rooms_of_connection)
      return fail(ErrorCode::device_limit, "This connection is in as many classes as it can be");
    return context.hub.with(id, [&](Room& room, Timestamp now) -> Result<void> {
      VTP_TRY(
          const auto joined,
          join(room, entrant, {.connection = session.id(), .socket_id = session.socket_id()},
               {.device = payload.device_id, .wants_to_send = payload.is_producer, .can_p2p = payload.p2p},
               now));
      session.enter(room.facts.id);
      answer_join(room, joined, responder, now);
      return {};
    });
  }();
  if (!done) responder.refuse({.error = done.error(), .retry_after = {}});
}

Result<LeftRoom> leave_room(Scene& scene, const RoomEvent&) {
  leave(scene.room, scene.me, LeaveReason::leave, scene.now);
  return LeftRoom{scene.room.facts.id};
}

Result<ParticipantsList> get_participants(Scene& scene, const RoomEvent&) {
  ParticipantsList list{.room_id = scene.room.facts.id,
                        .participants = participants_of(scene.room, emails_for(scene.me))};
  list.count = static_cast<int>(list.participants.size());
  return list;
}

Result<JoinedRoom> sync_room(Scene& scene, const RoomEvent&) {
  return joined_room(scene.room, scene.me, true, scene.now);
}

Result<SelfAnswer> update_own(Scene& scene, const UpdateSelfEvent& event) {
  VTP_TRY(auto answer, update_self(scene.room, scene.me,
                                   {.audio = event.audio,
                                    .video = event.video,
                                    .screen = event.screen,
                                    .display_name = event.display_name},
                                   scene.now));
  return SelfAnswer{std::move(answer)};
}

Result<RoomInfo> get_room_info(Scene& scene, const RoomEvent&) {
  const auto& facts = scene.room.facts;
  return RoomInfo{.room_id = facts.id,
                  .name = facts.name,
                  .participant_count = scene.room.roster.admitted_count(),
                  .media_mode = scene.room.media.mode,
                  .created_at = facts.created_at,
                  .participants = participants_of(scene.room, emails_for(scene.me))};
}

Result<void> beat(Scene& scene, const HeartbeatEvent& event) {
  heartbeat(scene.room, scene.me, event.visible, event.audible, scene.now);
  return {};
}

Result<void> consent(Scene& scene, const ConsentEvent& event) {
  set_recorded(scene.room, scene.me, event.recorded.value_or(true));
  return {};
}

constexpr std::array rows{
    EventRow{"join-room", LimitKind::none, "joined-room", &join_room},
    EventRow{"leave-room", LimitKind::none, "", &in_room_do<RoomEvent, &leave_room, Place::anywhere>},
    EventRow{"get-participants", LimitKind::none, "participants-list",
             &in_room_do<RoomEvent, &get_participants>},
    EventRow{"sync-room", LimitKind::none, "joined-room", &in_room_do<RoomEvent, &sync_room>},
    EventRow{"update-self", LimitKind::none, "", &in_room_do<UpdateSelfEvent, &update_own>},
    EventRow{"get-room-info", LimitKind::none, "room-info", &in_room_do<RoomEvent, &get_room_info>},
    EventRow{"presence-heartbeat", LimitKind::none, "", &in_room_do<HeartbeatEvent, &beat>},
    EventRow{"recording-consent", LimitKind::none, "", &in_room_do<ConsentEvent, &consent>},
};

}  // namespace

std::span<const EventRow> room_events() {
  return rows;
}

}  // namespace vtp::classroom
