#include "classroom/room_service.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "accounts/audit.h"
#include "base/try.h"
#include "classroom/closing.h"
#include "classroom/joined_room.h"
#include "classroom/rights.h"
#include "classroom/room_control.h"
#include "classroom/room_store.h"
#include "courses/course_access.h"

namespace vtp::classroom {
namespace {

constexpr std::int64_t max_listed = 1'000;
constexpr int code_attempts = 5;

/// A new room with the id or the code that was asked for.
StoredRoom new_room(const CreateRoom& wanted, const Identity& caller, Timestamp now) {
  StoredRoom room;
  const auto reference = wanted.room_id ? RoomReference::parse(*wanted.room_id) : std::nullopt;
  room.id = reference && reference->id ? *reference->id : RoomId::make();
  room.join_code = reference && !reference->id ? reference->code : new_join_code();
  room.name = wanted.room_name.value_or(caller.full_name + "'s room");
  room.course = wanted.course_id;
  room.host = caller.user;
  room.media_policy = wanted.media_mode;
  room.access = wanted.access.value_or(wanted.course_id ? RoomAccess::course : RoomAccess::link);
  room.waiting_room = wanted.waiting_room;
  room.is_locked = wanted.is_locked;
  room.auto_record = wanted.record == RecordPolicy::automatic;
  room.max_participants = wanted.max_participants;
  room.settings = wanted.settings;
  room.created_at = now;
  return room;
}

/// Teachers of a course make its rooms; its teaching assistants help in them.
Result<void> check_may_teach(db::Transaction& tx, const Identity& caller, CourseId course) {
  VTP_TRY(const auto standing, courses::require(tx, caller, course, courses::Capability::live_host));
  if (*standing.role >= courses::CourseRole::instructor) return {};
  return courses::not_permitted("Only teachers of the course make rooms for it");
}

void audit_room(db::Transaction& tx, const http::Request& request, std::string_view action,
                const StoredRoom& room, Timestamp now) {
  auto entry = accounts::audit_of(request, action, "room", room.id.view());
  entry.course_id = room.course;
  accounts::write_audit(tx, entry, now);
}

int tracks_flowing(Room& room) {
  int count = 0;
  for (const auto* participant : room.roster.admitted())
    count += participant->flow.audio + participant->flow.video + participant->flow.screen;
  return count;
}

}  // namespace

std::string_view new_room_name_objection(std::string_view text) {
  return RoomReference::parse(text) ? "" : "must be a UUID or 4 to 20 letters a to z without i, l and o";
}

Result<SeenRoom> find_seen_room(db::Transaction& tx, const Identity& caller, std::string_view name) {
  const auto reference = RoomReference::parse(name);
  if (!reference) return no_such_room();
  auto room = find_room(tx, *reference);
  if (!room) return no_such_room();
  auto visitor = visitor_of(tx, caller, *room);
  if (!visitor.may_see()) return no_such_room();
  return SeenRoom{.room = *std::move(room), .visitor = std::move(visitor)};
}

Result<CreatedRoom> RoomService::create(const http::Request& request, const CreateRoom& wanted) {
  const Identity& caller = request.caller();
  if (wanted.max_participants > hub_.policy().max_participants)
    return fail_field("max_participants", fmt::format("must be at most {}", hub_.policy().max_participants));
  if (wanted.access == RoomAccess::course && !wanted.course_id)
    return fail_field("access", "course needs a course_id");
  return database_.write([&](db::Transaction& tx) -> Result<CreatedRoom> {
    if (wanted.course_id) VTP_CHECK(check_may_teach(tx, caller, *wanted.course_id));
    const auto now = clock_.now();
    auto room = new_room(wanted, caller, now);
    if (!wanted.room_id)
      for (int i = 0; i < code_attempts && is_code_taken(tx, room.join_code, now); ++i)
        room.join_code = new_join_code();
    if (!insert_room(tx, room, now))
      return fail(ErrorCode::room_exists, "There is a room with this id or code already");
    audit_room(tx, request, "room.create", room, now);
    CreatedRoom created;
    static_cast<RoomAnswer&>(created) = describe(room, hub_.policy());
    return created;
  });
}

RoomAnswer RoomService::answer(const StoredRoom& room, const Visitor& visitor) {
  auto answer =
      hub_.look(room.id, [](Room& live) { return describe(live); }).value_or(describe(room, hub_.policy()));
  const bool may_have_code = visitor.is_staff() || visitor.entrant.course_role || visitor.was_inside ||
                             is_inside(room.id, visitor.entrant.user);
  if (!may_have_code) answer.join_code = answer.join_url = std::nullopt;
  return answer;
}

Result<RoomAnswer> RoomService::find(const Identity& caller, std::string_view name) {
  VTP_TRY(const auto seen,
          database_.read([&](db::Transaction& tx) { return find_seen_room(tx, caller, name); }));
  return answer(seen.room, seen.visitor);
}

Result<RoomList> RoomService::list(const Identity& caller, const RoomListQuery& query) {
  RoomFilter filter{
      .user = caller.user, .all = caller.is_admin(), .course = query.course_id, .state = query.state};
  filter.limit = query.limit;
  filter.offset = query.offset;
  std::vector<std::pair<StoredRoom, Visitor>> seen;
  VTP_TRY(const auto total, database_.read([&](db::Transaction& tx) {
    const auto page = list_rooms(tx, filter);
    for (const auto& room : page.rooms) seen.emplace_back(room, visitor_of(tx, caller, room));
    return page.total;
  }));
  RoomList list{.rooms = {}, .total = total, .limit = query.limit, .offset = query.offset};
  for (const auto& [room, visitor] : seen) list.rooms.push_back(answer(room, visitor));
  return list;
}

Result<RoomAnswer> RoomService::update(const http::Request& request, std::string_view name,
                                       const RoomPatch& wanted) {
  const Identity& caller = request.caller();
  VTP_TRY(const auto seen,
          database_.read([&](db::Transaction& tx) { return find_seen_room(tx, caller, name); }));
  if (!is_staff(seen)) return courses::not_permitted("Only hosts and co-hosts change a room");
  VTP_CHECK(hub_.with(seen.room.id, [&](Room& room, Timestamp now) -> Result<void> {
    VTP_CHECK(change_room(room, wanted, now));
    room.effects.keep(Moderated{.actor = caller.user,
                                .actor_role = caller.role,
                                .action = "room.update",
                                .room = room.facts.id,
                                .course = room.facts.course,
                                .details = {},
                                .at = now});
    return {};
  }));
  VTP_CHECK(hub_.settle());  // who asks over HTTP finds in the database what was answered
  return answer(seen.room, seen.visitor);
}

Result<ClosedRoom> RoomService::close(const http::Request& request, std::string_view name) {
  const Identity& caller = request.caller();
  VTP_TRY(const auto seen,
          database_.read([&](db::Transaction& tx) { return find_seen_room(tx, caller, name); }));
  if (!is_host(seen)) return courses::not_permitted("Only hosts close a room");
  const bool as_admin = caller.is_admin() && seen.room.host != caller.user;
  const auto closed_at = hub_.with(seen.room.id, [&](Room& room, Timestamp now) -> Result<Timestamp> {
    room.effects.keep(Moderated{.actor = caller.user,
                                .actor_role = caller.role,
                                .action = "room.end_class",
                                .room = room.facts.id,
                                .course = room.facts.course,
                                .details = {},
                                .at = now});
    close_room(room, as_admin ? CloseReason::admin : CloseReason::host, caller.user, now);
    return now;
  });
  VTP_CHECK(hub_.settle());
  if (closed_at) return ClosedRoom{.room_id = seen.room.id, .closed_at = *closed_at};
  if (closed_at.error().code != ErrorCode::room_closed) return std::unexpected(closed_at.error());
  const auto in_memory = hub_.look(seen.room.id, [](Room& room) { return room.facts.closed_at; });
  return ClosedRoom{.room_id = seen.room.id, .closed_at = in_memory ? *in_memory : seen.room.closed_at};
}

bool RoomService::is_host(const SeenRoom& seen) {
  return seen.visitor.is_host() || role_inside(seen.room.id, seen.visitor.entrant.user) == RoomRole::host;
}

bool RoomService::is_staff(const SeenRoom& seen) {
  return seen.visitor.is_staff() ||
         role_inside(seen.room.id, seen.visitor.entrant.user) != RoomRole::participant;
}

bool RoomService::is_inside(RoomId room, UserId user) {
  return hub_
      .look(room,
            [&](Room& live) {
              return std::ranges::any_of(live.roster.admitted(),
                                         [&](const Participant* one) { return one->person->user == user; });
            })
      .value_or(false);
}

RoomRole RoomService::role_inside(RoomId room, UserId user) {
  return hub_
      .look(room,
            [&](Room& live) {
              const auto* person = live.roster.find_person(user);
              return person == nullptr ? RoomRole::participant : person->role();
            })
      .value_or(RoomRole::participant);
}

bool RoomService::may_see_people(const SeenRoom& seen) {
  return seen.visitor.is_staff() || is_inside(seen.room.id, seen.visitor.entrant.user);
}

std::vector<ParticipantAnswer> RoomService::people_of(RoomId room, const Visitor& visitor) {
  const auto emails = visitor.is_host() ? Emails::shown : Emails::hidden;
  return hub_.look(room, [&](Room& live) { return participants_of(live, emails); })
      .value_or(std::vector<ParticipantAnswer>());
}

Result<RoomParticipants> RoomService::participants(const Identity& caller, std::string_view name) {
  VTP_TRY(const auto seen,
          database_.read([&](db::Transaction& tx) { return find_seen_room(tx, caller, name); }));
  if (!may_see_people(seen)) return courses::not_permitted("Only people in the room see who is there");
  RoomParticipants answer{.room_id = seen.room.id, .participants = people_of(seen.room.id, seen.visitor)};
  answer.count = static_cast<int>(answer.participants.size());
  return answer;
}

RoomStats RoomService::stats_of(const StoredRoom& room, const std::optional<SeenRoom>& seen) {
  RoomStats stats{.room_id = room.id, .state = room.state, .participants = {}};
  hub_.look(room.id, [&](Room& live) {
    stats.state = live.facts.state;
    stats.participant_count = live.roster.admitted_count();
    stats.producer_count = tracks_flowing(live);
    return true;
  });
  if (seen && may_see_people(*seen)) stats.participants = people_of(room.id, seen->visitor);
  return stats;
}

Result<RoomStats> RoomService::stats(const std::optional<Identity>& caller, std::string_view name) {
  const auto reference = RoomReference::parse(name);
  if (!reference) return no_such_room();
  std::optional<SeenRoom> seen;
  VTP_TRY(const auto room, database_.read([&](db::Transaction& tx) -> Result<StoredRoom> {
    auto found = find_room(tx, *reference);
    if (!found) return no_such_room();
    if (caller) seen = SeenRoom{.room = *found, .visitor = visitor_of(tx, *caller, *found)};
    return *std::move(found);
  }));
  return stats_of(room, seen);
}

Result<AllRoomStats> RoomService::all_stats(const std::optional<Identity>& caller) {
  std::vector<SeenRoom> seen;
  AllRoomStats all;
  VTP_CHECK(database_.read([&](db::Transaction& tx) {
    all.count =
        list_rooms(tx, {.user = {}, .all = true, .course = {}, .state = {}, .only_open = true, .limit = 1})
            .total;
    if (!caller) return;
    const RoomFilter filter{.user = caller->user,
                            .all = caller->is_admin(),
                            .course = {},
                            .state = {},
                            .only_open = true,
                            .limit = max_listed};
    for (auto& room : list_rooms(tx, filter).rooms) {
      auto visitor = visitor_of(tx, *caller, room);
      seen.push_back({.room = std::move(room), .visitor = std::move(visitor)});
    }
  }));
  all.participant_count = hub_.counts().participants;
  for (const auto& one : seen) {
    auto& stats = all.rooms.emplace_back();
    static_cast<RoomStats&>(stats) = stats_of(one.room, one);
    stats.name = one.room.name;
    stats.course_id = one.room.course;
  }
  return all;
}

}  // namespace vtp::classroom
