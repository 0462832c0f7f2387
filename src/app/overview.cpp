#include "app/overview.h"

#include "classroom/room_store.h"

namespace vtp::app {
namespace {

constexpr std::chrono::days soon{7};
constexpr int max_items = 20;  // of each list

std::vector<LiveNow> live_rooms(db::Transaction& tx, const Identity& caller) {
  std::vector<LiveNow> live;
  const auto page = classroom::list_rooms(
      tx, {.user = caller.user, .state = classroom::RoomState::active, .limit = max_items});
  for (const auto& room : page.rooms)
    live.push_back({.room_id = room.id, .course_id = room.course, .title = room.name});
  return live;
}

}  // namespace

Result<Overview> overview_of(db::Database& database, const Identity& caller, Timestamp now) {
  return database.read([&](db::Transaction& tx) {
    return Overview{.live_now = live_rooms(tx, caller),
                    .upcoming = courses::upcoming_classes(tx, caller.user, now, now + soon, max_items),
                    .continue_watching = recordings::continue_watching(tx, caller, now, max_items)};
  });
}

void add_overview_route(http::RouteTable& table, db::Database& database, const Clock& clock) {
  http::RouteSpec spec;
  spec.path = "/api/v1/users/me/overview";
  spec.summary = "What is live, what begins within a week, and what to go on watching";
  spec.tag = "Overview";
  table.add<json::Nothing, Overview>(std::move(spec),
                                     [&database, &clock](const http::Request& request, json::Nothing) {
                                       return overview_of(database, request.caller(), clock.now());
                                     });
}

}  // namespace vtp::app
