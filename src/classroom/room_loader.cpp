#include "classroom/room_loader.h"

#include "classroom/chat_store.h"
#include "classroom/participant_store.h"
#include "classroom/poll_store.h"
#include "classroom/rights.h"
#include "classroom/room_store.h"
#include "courses/course_access.h"

namespace vtp::classroom {
namespace {

std::optional<courses::CourseRole> role_in_course(db::Transaction& tx, const StoredRoom& room, UserId user,
                                                  Role account) {
  if (!room.course) return std::nullopt;
  const auto standing = courses::find_standing(tx, user, account, *room.course);
  if (!standing || !standing->can(courses::Capability::live_join)) return std::nullopt;
  return standing->role;
}

void load_person(Room& room, const StoredParticipant& stored) {
  auto& person = room.roster.person(stored.saved.user);
  person.user = stored.saved.user;
  person.full_name = stored.full_name;
  person.email = stored.email;
  person.account_role = stored.account_role;
  person.is_banned = person.is_banned || stored.saved.is_banned;
  if (stored.saved.granted_role) person.granted_role = stored.saved.granted_role;
  for (auto what : {&Permissions::mic, &Permissions::camera, &Permissions::screen, &Permissions::chat,
                    &Permissions::hands, &Permissions::reactions})
    person.own.*what = person.own.*what && stored.saved.own.*what;
}

/// Somebody who was in the class when the server went down.
void expect_back(db::Transaction& tx, Room& room, const StoredParticipant& stored, Timestamp now) {
  auto& person = room.roster.person(stored.saved.user);
  person.course_role = role_in_course(tx, room.facts, person.user, person.account_role);
  person.natural_role = natural_role(room.facts, {.user = person.user,
                                                  .full_name = {},
                                                  .email = {},
                                                  .account_role = person.account_role,
                                                  .course_role = person.course_role});
  room.roster.add({.id = stored.saved.id,
                   .person = &person,
                   .device = stored.saved.device,
                   .display_name = person.full_name,
                   .source = stored.saved.source,
                   .presence = Presence::reconnecting,
                   .is_lost = true,
                   .joined_at = stored.saved.joined_at,
                   .grace_until = now + room.policy.reconnect_grace});
}

void load_people(db::Transaction& tx, Room& room, Timestamp now) {
  for (const auto& stored : participants_of(tx, room.facts.id)) {
    load_person(room, stored);
    room.roster.remember_id(stored.saved.user, stored.saved.device, stored.saved.id);
    if (!stored.saved.left_at) expect_back(tx, room, stored, now);
  }
  for (const auto& interval : closed_intervals(tx, room.facts.id))
    room.roster.person(interval.user)
        .presence.add({.begin = interval.started_at.time_since_epoch().count(),
                       .end = interval.ended_at.time_since_epoch().count()});
}

}  // namespace

std::unique_ptr<Room> load_room(db::Transaction& tx, const StoredRoom& stored, const RoomPolicy& policy,
                                MediaParts media, Timestamp now) {
  auto room = std::make_unique<Room>(stored, policy, media);
  load_people(tx, *room, now);
  for (auto& message : newest_messages(tx, stored.id, static_cast<int>(ChatLog::max_messages)))
    room->chat.add(std::move(message));
  for (auto& poll : polls_of(tx, stored.id)) {
    const auto id = poll.id;
    room->polls.emplace(id, LivePoll{.poll = std::move(poll), .has_news = false, .quiet_until = {}});
  }
  if (const auto pause = open_break(tx, stored.id)) room->current_break = Break{pause->id, pause->at};
  room->has_begun = stored.state == RoomState::active;
  if (room->has_begun && room->roster.all().empty() && !room->facts.empty_since)
    room->facts.empty_since = now;
  return room;
}

void close_abandoned_intervals(db::Transaction& tx, const StoredRoom& stored, Timestamp now) {
  const auto last_known = alive_at(tx, stored.id).value_or(stored.opened_at.value_or(stored.created_at));
  close_open_intervals(tx, stored.id, last_known, now);
}

}  // namespace vtp::classroom
