#include "classroom/event_handler.h"

#include <algorithm>

#include "classroom/join_code.h"

namespace vtp::classroom {

std::unexpected<Error> not_in_room() {
  return fail(ErrorCode::not_in_room, "You are not in this class");
}

void tell_success(Responder& responder, Room& room, std::string data, Promise promise) {
  if (promise == Promise::done) return responder.succeed(std::move(data));
  room.effects.once_kept([responder = std::move(responder), data = std::move(data)]() mutable {
    responder.succeed(std::move(data));
  });
}

const EventRow* find_event(std::string_view name) {
  for (const auto part : {room_events(), peer_events(), talk_events(), moderation_events(), media_events()})
    if (const auto found = std::ranges::find(part, name, &EventRow::name); found != part.end())
      return &*found;
  return nullptr;
}

Result<RoomId> room_of(EventContext& context, const std::optional<std::string>& name) {
  const auto rooms = context.session.rooms();
  if (!name) {
    if (rooms.size() != 1) return not_in_room();
    return rooms.front();
  }
  const auto reference = RoomReference::parse(*name);
  if (!reference) return not_in_room();
  for (const auto& room : rooms) {
    if (reference->id == room) return room;
    if (reference->id) continue;
    const auto code = context.hub.look(room, [](Room& live) { return live.facts.join_code; });
    if (code == reference->code) return room;
  }
  return not_in_room();
}

}  // namespace vtp::classroom
