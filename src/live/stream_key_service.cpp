#include "live/stream_key_service.h"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/audit.h"
#include "accounts/secrets.h"
#include "base/try.h"
#include "classroom/presence.h"
#include "classroom/rights.h"
#include "courses/course_access.h"

namespace vtp::live {
namespace {

using classroom::DeviceId;
using classroom::Room;
using classroom::StoredRoom;

std::string whip_url(std::string_view origin, RoomId room) {
  return fmt::format("{}/api/v1/rooms/{}/whip", origin, room.view());
}

void audit_key(db::Transaction& tx, const http::Request& request, std::string_view action,
               const StoredRoom& room, StreamKeyId id, Timestamp now) {
  auto entry = accounts::audit_of(request, action, "stream_key", id.view());
  entry.course_id = room.course;
  entry.after = fmt::format(R"({{"room_id":"{}"}})", room.id.view());
  accounts::write_audit(tx, entry, now);
}

void put_out(classroom::RoomHub& hub, RoomId id, DeviceId device) {
  hub.with_present(id, [&](Room& room, Timestamp now) {
    std::vector<ParticipantId> those;
    for (const auto& [participant, present] : room.roster.all())
      if (present.device == device && present.source == classroom::EntrySource::whip)
        those.push_back(participant);
    for (const auto participant : those)
      leave(room, *room.roster.find(participant), classroom::LeaveReason::removed, now);
  });
}

}  // namespace

DeviceId device_of(StreamKeyId key) {
  return DeviceId::parse(key.view()).value();
}

Result<StoredRoom> StreamKeyService::find_hosted(const Identity& caller, std::string_view room) {
  VTP_TRY(const auto seen,
          database_.read([&](db::Transaction& tx) { return classroom::find_seen_room(tx, caller, room); }));
  if (!rooms_.is_host(seen)) return courses::not_permitted("Only hosts of a room have its keys");
  return seen.room;
}

std::vector<DeviceId> StreamKeyService::devices_in(RoomId room) {
  return hub_
      .look(room,
            [](Room& live) {
              std::vector<DeviceId> devices;
              for (const auto& [id, participant] : live.roster.all())
                if (!participant.has_page() && !participant.is_lost) devices.push_back(participant.device);
              return devices;
            })
      .value_or(std::vector<DeviceId>());
}

Result<MadeStreamKey> StreamKeyService::make(const http::Request& request, std::string_view name,
                                             const NewStreamKey& wanted, std::string_view origin) {
  VTP_TRY(const auto room, find_hosted(request.caller(), name));
  if (room.state == classroom::RoomState::closed) return classroom::room_is_closed();
  const auto secret = accounts::new_secret();
  const auto now = clock_.now();
  const StreamKey key{.id = StreamKeyId::make(),
                      .room = room.id,
                      .maker = request.caller().user,
                      .name = wanted.name,
                      .created_at = now,
                      .last_used_at = {}};
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    if (stream_keys_of(tx, room.id).size() >= most_keys)
      return fail(ErrorCode::conflict, fmt::format("A room has at most {} stream keys", most_keys));
    insert_stream_key(tx, key, secret);
    audit_key(tx, request, "stream_key.create", room, key.id, now);
    return {};
  }));
  return MadeStreamKey{.key_id = key.id,
                       .name = key.name,
                       .stream_key = secret,
                       .whip_url = whip_url(origin, room.id),
                       .created_at = now};
}

Result<StreamKeyList> StreamKeyService::list(const Identity& caller, std::string_view name,
                                             std::string_view origin) {
  VTP_TRY(const auto room, find_hosted(caller, name));
  VTP_TRY(const auto keys, database_.read([&](db::Transaction& tx) { return stream_keys_of(tx, room.id); }));
  const auto publishing = devices_in(room.id);
  StreamKeyList list{.stream_keys = {}, .whip_url = whip_url(origin, room.id)};
  for (const auto& key : keys)
    list.stream_keys.push_back(
        {.key_id = key.id,
         .name = key.name,
         .created_by = key.maker,
         .created_at = key.created_at,
         .last_used_at = key.last_used_at,
         .is_publishing = std::ranges::find(publishing, device_of(key.id)) != publishing.end()});
  return list;
}

Result<void> StreamKeyService::revoke(const http::Request& request, std::string_view name, StreamKeyId id) {
  VTP_TRY(const auto room, find_hosted(request.caller(), name));
  VTP_CHECK(database_.write([&](db::Transaction& tx) -> Result<void> {
    const auto now = clock_.now();
    const auto revoked_at = revoke_stream_key(tx, room.id, id, now);
    if (!revoked_at) return fail(ErrorCode::stream_key_not_found, "The room has no such stream key");
    if (*revoked_at == now) audit_key(tx, request, "stream_key.revoke", room, id, now);
    return {};
  }));
  put_out(hub_, room.id, device_of(id));
  return {};
}

}  // namespace vtp::live
