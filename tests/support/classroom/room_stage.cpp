#include "support/classroom/room_stage.h"

#include <ranges>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "classroom/media_news.h"
#include "json/document.h"

namespace vtp::testing {

using namespace classroom;

namespace {

const UserId host_id = UserId::make();

}  // namespace

std::string RoomStage::Heard::at(std::string_view pointer) const {
  const auto document = json::parse(payload);
  if (!document) return "no JSON";
  boost::system::error_code missing;
  const auto* value = document->find_pointer(pointer, missing);
  if (value == nullptr) return "absent";
  return value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
}

StoredRoom RoomStage::stored_room() {
  StoredRoom stored;
  stored.id = RoomId::make();
  stored.join_code = "abcdefghjk";
  stored.name = "Physics";
  stored.course = CourseId::make();
  stored.host = host_id;
  stored.access = RoomAccess::course;
  return stored;
}

Entrant RoomStage::somebody(const std::string& name, std::optional<courses::CourseRole> role) {
  return {.user = UserId::make(),
          .full_name = name,
          .email = name + "@example.org",
          .account_role = Role::student,
          .course_role = role};
}

Entrant RoomStage::host() {
  auto entrant = somebody("Theo", courses::CourseRole::instructor);
  entrant.user = host_id;
  entrant.account_role = Role::teacher;
  return entrant;
}

Result<Joined> RoomStage::try_enter(const Entrant& who, DeviceId device, const JoinWish& wish) {
  auto complete = wish;
  complete.device = device;
  ++last_connection_;
  auto joined = join(
      room, who,
      {.connection = ConnectionId{last_connection_}, .socket_id = "s" + std::to_string(last_connection_)},
      complete, now);
  deliver();
  return joined;
}

Participant& RoomStage::enter(const Entrant& who, const JoinWish& wish) {
  const auto joined = try_enter(who, DeviceId::make(), wish);
  EXPECT_TRUE(joined.has_value()) << joined.error().message;
  return *room.roster.find(joined.value().participant);
}

void RoomStage::pass(std::chrono::microseconds time) {
  const auto end = now + time;
  for (auto due = deadline(room); due && *due <= end; due = deadline(room)) {
    now = std::max(now, *due);
    on_time(room, now);
    deliver();
  }
  now = end;
}

void RoomStage::take_media_events() {
  for (const auto& event : std::exchange(media_events_, {})) take_media_event(room, event, now);
}

void RoomStage::deliver() {
  take_media_events();
  for (auto& outgoing : room.effects.take_outgoing()) {
    if (const auto* dismissal = std::get_if<Dismissal>(&outgoing)) {
      dismissed.push_back(*dismissal);
      continue;
    }
    const auto& event = std::get<OutgoingEvent>(outgoing);
    for (const auto connection : event.to)
      all_heard[connection].push_back({std::string(event.name), event.payload});
  }
  for (auto& record : room.effects.take_records()) records.push_back(std::move(record));
}

std::string RoomStage::heard(ConnectionId connection) {
  deliver();
  std::string names;
  const auto& events = all_heard[connection];
  for (const auto& event : events | std::views::drop(listened_[connection]))
    names.append(names.empty() ? "" : " ").append(event.name);
  listened_[connection] = events.size();
  return names;
}

RoomStage::Heard RoomStage::last(ConnectionId connection, std::string_view name) {
  deliver();
  for (const auto& event : all_heard[connection] | std::views::reverse)
    if (event.name == name) return event;
  return {};
}

}  // namespace vtp::testing
