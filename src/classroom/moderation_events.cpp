// What hosts and co-hosts do (realtime.md section 6.5).
#include <array>

#include "classroom/closing.h"
#include "classroom/event_handler.h"
#include "classroom/moderation.h"
#include "classroom/room_control.h"
#include "classroom/waiting_room.h"

namespace vtp::classroom {

struct CountAnswer {
  int count = 0;
};

}  // namespace vtp::classroom

template <>
struct vtp::json::Shape<vtp::classroom::CountAnswer> {
  static constexpr std::string_view name = "CountAnswer";
  static constexpr std::array fields{field<&vtp::classroom::CountAnswer::count>("count")};
};

namespace vtp::classroom {
namespace {

std::unexpected<Error> no_target() {
  return fail_field("participant_id", "is required unless all is true", ErrorCode::missing_fields);
}

Result<CountAnswer> let_in(Scene& scene, const TargetsEvent& event) {
  if (event.all) {
    VTP_TRY(const int count, admit_all(scene.room, scene.me, scene.now));
    return CountAnswer{count};
  }
  if (!event.participant_id) return no_target();
  VTP_CHECK(admit_one(scene.room, scene.me, *event.participant_id, scene.now));
  return CountAnswer{1};
}

Result<CountAnswer> deny(Scene& scene, const TargetsEvent& event) {
  if (event.all) {
    VTP_TRY(const int count, deny_all(scene.room, scene.me, scene.now));
    return CountAnswer{count};
  }
  if (!event.participant_id) return no_target();
  VTP_CHECK(deny_one(scene.room, scene.me, *event.participant_id, scene.now));
  return CountAnswer{1};
}

template <Track track>
Result<void> stop(Scene& scene, const StopTrackEvent& event) {
  return stop_track(scene.room, scene.me, event.participant_id, track, event.allow_again, scene.now);
}

Result<CountAnswer> mute_everyone(Scene& scene, const MuteAllEvent& event) {
  VTP_TRY(const int count, mute_all(scene.room, scene.me, event.except, event.allow_again, scene.now));
  return CountAnswer{count};
}

Result<void> change_permissions(Scene& scene, const SetPermissionsEvent& event) {
  if (!event.all && !event.participant_id) return no_target();
  return set_permissions(scene.room, scene.me, event.all ? std::nullopt : event.participant_id,
                         event.permissions.value_or(PermissionsPatch{}), scene.now);
}

Result<void> update_settings(Scene& scene, const UpdateSettingsEvent& event) {
  return change_room(scene.room, scene.me,
                     {.name = {},
                      .max_participants = event.max_participants,
                      .waiting_room = event.waiting_room,
                      .is_locked = {},
                      .settings = event.settings},
                     scene.now);
}

Result<void> lock(Scene& scene, const LockRoomEvent& event) {
  RoomPatch patch;
  patch.is_locked = event.locked;
  return change_room(scene.room, scene.me, patch, scene.now);
}

Result<void> change_role(Scene& scene, const SetRoleEvent& event) {
  return set_role(scene.room, scene.me, event.participant_id, event.room_role, scene.now);
}

Result<void> put_out(Scene& scene, const RemoveParticipantEvent& event) {
  return remove_person(scene.room, scene.me, event.participant_id, event.ban, event.reason, scene.now);
}

Result<void> change_break(Scene& scene, const ClassBreakEvent& event) {
  return set_break(scene.room, scene.me, event.active.value_or(false), scene.now);
}

Result<void> end(Scene& scene, const RoomEvent&) {
  return end_class(scene.room, scene.me, scene.now);
}

constexpr std::array rows{
    EventRow{"admit-participant", LimitKind::none, "", &in_room_do<TargetsEvent, &let_in>},
    EventRow{"deny-participant", LimitKind::none, "", &in_room_do<TargetsEvent, &deny>},
    EventRow{"mute-participant", LimitKind::none, "", &in_room_do<StopTrackEvent, &stop<Track::mic>>},
    EventRow{"stop-video", LimitKind::none, "", &in_room_do<StopTrackEvent, &stop<Track::camera>>},
    EventRow{"stop-screen", LimitKind::none, "", &in_room_do<StopTrackEvent, &stop<Track::screen>>},
    EventRow{"mute-all", LimitKind::none, "", &in_room_do<MuteAllEvent, &mute_everyone>},
    EventRow{"set-permissions", LimitKind::none, "", &in_room_do<SetPermissionsEvent, &change_permissions>},
    EventRow{"update-settings", LimitKind::none, "", &in_room_do<UpdateSettingsEvent, &update_settings>},
    EventRow{"lock-room", LimitKind::none, "", &in_room_do<LockRoomEvent, &lock>},
    EventRow{"set-role", LimitKind::none, "", &in_room_do<SetRoleEvent, &change_role>},
    EventRow{"remove-participant", LimitKind::none, "", &in_room_do<RemoveParticipantEvent, &put_out>},
    EventRow{"class-break", LimitKind::none, "", &in_room_do<ClassBreakEvent, &change_break>},
    EventRow{"end-class", LimitKind::none, "", &in_room_do<RoomEvent, &end>},
};

}  // namespace

std::span<const EventRow> moderation_events() {
  return rows;
}

}  // namespace vtp::classroom
