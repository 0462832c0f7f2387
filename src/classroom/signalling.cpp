#include "classroom/signalling.h"

#include <utility>

#include <fmt/format.h>

#include "classroom/event_handler.h"
#include "classroom/presence.h"

namespace vtp::classroom {
namespace {

constexpr std::size_t max_waiting_events = 256;  // of one connection

std::unexpected<Error> no_such_event(std::string_view name) {
  return fail(ErrorCode::unknown_event, fmt::format("There is no event {}", name.substr(0, 64)));
}

/// Runs `act` for the participant behind the connection in each of its rooms. A room that cannot be reached
/// has nobody to act for.
template <class Act>
void in_every_room(RoomHub& hub, ClientSession& session, Act act) {
  for (const auto& id : session.rooms())
    static_cast<void>(hub.with(id, [&](Room& room, Timestamp now) -> Result<void> {
      if (auto* me = room.roster.find(session.id())) act(room, *me, now);
      return {};
    }));
}

}  // namespace

std::shared_ptr<ClientSession> Signalling::find(ConnectionId id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : found->second;
}

std::int64_t Signalling::connection_count() const {
  const std::scoped_lock lock(mutex_);
  return static_cast<std::int64_t>(sessions_.size());
}

void Signalling::open(ConnectionId id, Identity identity, std::string socket_id) {
  auto session = std::make_shared<ClientSession>(id, std::move(socket_id), std::move(identity),
                                                 SerialQueue::make(parts_.pool, max_waiting_events));
  const std::scoped_lock lock(mutex_);
  sessions_[id] = std::move(session);
}

void Signalling::refuse_flood(ClientSession& session, Responder& responder, std::chrono::milliseconds wait) {
  responder.refuse({.error = {.code = ErrorCode::rate_limited, .message = "Too many events; slow down"},
                    .retry_after = wait});
  if (session.limits.is_flooding()) parts_.connections.disconnect(session.id());
}

void Signalling::handle(ConnectionId id, std::string event, std::string payload, Acknowledge acknowledge) {
  auto session = find(id);
  if (!session) return;
  const auto* row = find_event(event);
  Responder responder(parts_.connections, id, event, row == nullptr ? "" : row->reply,
                      std::move(acknowledge));
  if (const auto wait =
          session->limits.admit(row == nullptr ? LimitKind::none : row->limit, parts_.clock.now())) {
    refuse_flood(*session, responder, *wait);
    return;
  }
  if (row == nullptr) {
    responder.refuse({.error = no_such_event(event).error(), .retry_after = {}});
    return;
  }
  auto object = payload_object(payload);
  if (!object) {
    responder.refuse({.error = object.error(), .retry_after = {}});
    return;
  }
  auto shared = std::make_shared<Responder>(std::move(responder));
  const bool taken = session->queue().try_post([this, session, row, shared, text = *std::move(object)] {
    EventContext context{.database = parts_.database, .hub = parts_.hub, .session = *session};
    row->run(context, text, *shared);
  });
  if (!taken)
    shared->refuse({.error = {.code = ErrorCode::not_ready, .message = "The server is busy; try again"},
                    .retry_after = std::chrono::seconds(1)});
}

void Signalling::lost(ConnectionId id, Timestamp last_packet) {
  auto session = find(id);
  if (!session) return;
  session->queue().post_always([this, session, last_packet] {
    in_every_room(parts_.hub, *session,
                  [&](Room& room, Participant& me, Timestamp now) { lose(room, me, last_packet, now); });
  });
}

void Signalling::recovered(ConnectionId id) {
  auto session = find(id);
  if (!session) return;
  session->queue().post_always([this, session] {
    in_every_room(parts_.hub, *session, [&](Room& room, Participant& me, Timestamp now) {
      if (!recover(room, me, now)) leave(room, me, LeaveReason::timeout, now);
    });
  });
}

void Signalling::closed(ConnectionId id, bool by_client) {
  std::shared_ptr<ClientSession> session;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = sessions_.find(id);
    if (found == sessions_.end()) return;
    session = std::move(found->second);
    sessions_.erase(found);
  }
  auto& queue = session->queue();
  queue.post_always([this, session = std::move(session), by_client] {
    in_every_room(parts_.hub, *session, [&](Room& room, Participant& me, Timestamp now) {
      if (by_client)
        leave(room, me, LeaveReason::leave, now);
      else
        lose(room, me, now, now);
    });
  });
}

void Signalling::announce_draining(std::chrono::milliseconds reconnect_after) {
  std::vector<ConnectionId> all;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, session] : sessions_) all.push_back(id);
  }
  const auto payload = std::make_shared<const std::string>(
      fmt::format(R"({{"reconnect_after_ms":{}}})", reconnect_after.count()));
  parts_.connections.send(all, "server-draining", payload, false);
}

void Signalling::deliver(RoomId room, std::vector<Outgoing> outgoing) {
  for (auto& each : outgoing) {
    if (auto* event = std::get_if<OutgoingEvent>(&each)) {
      parts_.connections.send(event->to, event->name,
                              std::make_shared<const std::string>(std::move(event->payload)),
                              event->is_volatile);
      continue;
    }
    const auto& dismissal = std::get<Dismissal>(each);
    if (const auto session = find(dismissal.connection)) session->leave(room);
    if (dismissal.disconnect) parts_.connections.disconnect(dismissal.connection);
  }
}

}  // namespace vtp::classroom
