// From an event's name and JSON to a function of the room and back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/try.h"
#include "classroom/client_events.h"
#include "classroom/client_session.h"
#include "classroom/room_hub.h"
#include "database/database.h"
#include "json/shape.h"

namespace vtp::classroom {

/// What handlers work with.
struct EventContext {
  db::Database& database;
  RoomHub& hub;
  ClientSession& session;
};

/// A row of the table of events.
struct EventRow {
  std::string_view name;
  LimitKind limit = LimitKind::none;
  std::string_view reply;  // the event that tells of success without an acknowledgement; may be empty
  void (*run)(EventContext& context, std::string_view payload, Responder& responder);
};

// The table, in five parts.
std::span<const EventRow> room_events();
std::span<const EventRow> peer_events();
std::span<const EventRow> talk_events();
std::span<const EventRow> moderation_events();
std::span<const EventRow> media_events();
const EventRow* find_event(std::string_view name);

/// A participant who acts in a room that is held.
struct Scene {
  Room& room;
  Participant& me;
  Timestamp now;
};

/// The room that an event means: the one named, or the only one in which the connection is. NOT_IN_ROOM.
Result<RoomId> room_of(EventContext& context, const std::optional<std::string>& name);

std::unexpected<Error> not_in_room();

/// Who may act by an event.
enum class Place : std::uint8_t { inside, anywhere };

/// JSON of what a handler returns; an empty object where it returns nothing.
template <class T>
std::string data_of(const Result<T>& answer) {
  if constexpr (std::is_void_v<T>)
    return "{}";
  else
    return json::write(*answer);
}

/// When an event is acknowledged: at once, before anybody else hears of what was done; or when the database
/// has it, so that even a server that is killed loses nothing that it has acknowledged.
enum class Promise : std::uint8_t { done, kept };

/// Tells of success as promised.
void tell_success(Responder& responder, Room& room, std::string data, Promise promise);

/// Reads the payload, finds room and participant, and lets `handle(Scene&, const Payload&)` act.
template <class Payload, auto handle, Place place = Place::inside, Promise promise = Promise::done>
void in_room_do(EventContext& context, std::string_view text, Responder& responder) {
  const auto done = [&]() -> Result<void> {
    VTP_TRY(const auto payload, json::read<Payload>(text));
    VTP_TRY(const auto id, room_of(context, payload.room_id));
    return context.hub.with(id, [&](Room& room, Timestamp now) -> Result<void> {
      auto* me = room.roster.find(context.session.id());
      if (me == nullptr || (place == Place::inside && !me->is_admitted())) return not_in_room();
      Scene scene{.room = room, .me = *me, .now = now};
      auto outcome = handle(scene, payload);
      if (!outcome) return std::unexpected(std::move(outcome).error());
      tell_success(responder, room, data_of(outcome), promise);
      return {};
    });
  }();
  if (!done) responder.refuse({.error = done.error(), .retry_after = {}});
}

}  // namespace vtp::classroom
