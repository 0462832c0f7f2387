#include "live/stream_service.h"

#include <utility>

#include "base/try.h"
#include "courses/course_access.h"
#include "live/stream_key_service.h"

namespace vtp::live {
namespace {

using classroom::DeviceId;
using classroom::Participant;
using classroom::Room;
using classroom::SeenRoom;

constexpr std::string_view bearer = "Bearer ";

std::unexpected<Error> invalid_key() {
  return fail(ErrorCode::invalid_token, "The stream key is not valid for this room");
}

/// With their own credential, hosts publish once at a time, as with a key.
DeviceId device_of(const Streamer& streamer) {
  if (streamer.key) return live::device_of(streamer.key->id);
  return DeviceId::parse(streamer.identity.user.view()).value();
}

/// May they go on with the stream of that participant? A key opens nothing but its own.
bool has(const Streamer& streamer, bool is_host, const Participant& participant) {
  if (streamer.key) return participant.device == device_of(streamer);
  return participant.person->user == streamer.identity.user || is_host;
}

}  // namespace

Result<Streamer> StreamService::streamer_of(const http::Request& request) {
  if (request.identity) return Streamer{.identity = *request.identity, .key = {}};
  if (!request.headers.has("Authorization"))
    return fail(ErrorCode::missing_token, "Encoders send a stream key as bearer token");
  const auto field = request.headers.get("Authorization");
  if (!field.starts_with(bearer)) return invalid_key();
  VTP_TRY(auto holder, database_.read([&](db::Transaction& tx) {
    return find_key_holder(tx, field.substr(bearer.size()));
  }));
  if (!holder) return invalid_key();
  return Streamer{.identity = std::move(holder->maker), .key = std::move(holder->key)};
}

Result<SeenRoom> StreamService::find_room(const Streamer& streamer, std::string_view name) {
  auto seen = database_.read(
      [&](db::Transaction& tx) { return classroom::find_seen_room(tx, streamer.identity, name); });
  if (!streamer.key || (!seen && seen.error().code != ErrorCode::room_not_found)) return seen;
  if (!seen || seen->room.id != streamer.key->room) return invalid_key();
  return seen;
}

Result<SeenRoom> StreamService::find_hosted(const Streamer& streamer, std::string_view name) {
  VTP_TRY(auto seen, find_room(streamer, name));
  // What was so when somebody came in does not count for keys.
  if (streamer.key ? seen.visitor.is_host() : rooms_.is_host(seen)) return seen;
  if (streamer.key) return invalid_key();
  return courses::not_permitted("Only hosts publish into a room, or encoders with a key of theirs");
}

Result<StreamOpened> StreamService::opened(const Identity& whose, RoomId room, Result<Opened> opened) {
  if (!opened) return std::unexpected(std::move(opened).error());
  return StreamOpened{.room = room,
                      .opened = *std::move(opened),
                      .ice_servers = hub_.policy().ice.for_user(whose.user, clock_.now())};
}

/// Revoking puts out who publishes; one who came in between must not stay.
Result<void> StreamService::confirm_key(const StreamKey& key, RoomId room, ResourceId stream) {
  const auto noted =
      database_.write([&](db::Transaction& tx) { return note_key_use(tx, key.id, clock_.now()); });
  if (noted && *noted) return {};
  VTP_CHECK(hub_.with(room, [&](Room& live, Timestamp now) {
    return exchange_.close(live, StreamRole::publisher, stream, now);
  }));
  if (noted) return invalid_key();
  return std::unexpected(noted.error());
}

Result<StreamOpened> StreamService::publish(const Streamer& streamer, std::string_view name,
                                            std::string_view offer) {
  VTP_TRY(const auto seen, find_hosted(streamer, name));
  const Newcomer newcomer{.entrant = seen.visitor.entrant,
                          .device = device_of(streamer),
                          .display_name = streamer.key ? streamer.key->name : std::string()};
  auto result = hub_.with(
      seen.room.id, [&](Room& room, Timestamp now) { return exchange_.publish(room, newcomer, offer, now); });
  if (result && streamer.key) VTP_CHECK(confirm_key(*streamer.key, seen.room.id, result->id));
  return opened(streamer.identity, seen.room.id, std::move(result));
}

Result<StreamOpened> StreamService::play(const Identity& viewer, std::string_view name,
                                         std::string_view offer) {
  VTP_TRY(const auto seen, find_room({.identity = viewer, .key = {}}, name));
  // Players have nothing by which they would be known again.
  const Newcomer newcomer{.entrant = seen.visitor.entrant, .device = DeviceId::make(), .display_name = {}};
  auto result = hub_.with(
      seen.room.id, [&](Room& room, Timestamp now) { return exchange_.play(room, newcomer, offer, now); });
  return opened(viewer, seen.room.id, std::move(result));
}

/// Runs `act(room, now)` if the stream is there and the streamer has it.
template <class Act>
auto StreamService::with_stream(const Streamer& streamer, const StreamName& stream, Act act) {
  using Answer = std::invoke_result_t<Act, Room&, Timestamp>;
  return [&]() -> Answer {
    VTP_TRY(const auto seen, find_room(streamer, stream.room));
    const bool is_host = stream.role == StreamRole::publisher && rooms_.is_host(seen);
    return hub_.with(seen.room.id, [&](Room& room, Timestamp now) -> Answer {
      const auto* participant = exchange_.find(room, stream.role, stream.id);
      if (participant == nullptr || !has(streamer, is_host, *participant))
        return fail(ErrorCode::stream_not_found, "There is no such stream");
      return act(room, now);
    });
  }();
}

Result<Patched> StreamService::patch(const Streamer& streamer, const StreamName& stream,
                                     std::optional<std::string_view> if_match, std::string_view fragment) {
  return with_stream(streamer, stream, [&](Room& room, Timestamp) {
    return exchange_.patch(room, stream.role, stream.id, if_match, fragment);
  });
}

Result<void> StreamService::end(const Streamer& streamer, const StreamName& stream) {
  return with_stream(streamer, stream, [&](Room& room, Timestamp now) {
    return exchange_.close(room, stream.role, stream.id, now);
  });
}

}  // namespace vtp::live
