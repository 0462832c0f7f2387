// Making and revoking the keys by which encoders publish into a room, by its hosts.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "classroom/room_hub.h"
#include "classroom/room_service.h"
#include "live/stream_key_store.h"

namespace vtp::live {

class StreamKeyService {
 public:
  /// Of one room, so that a list of them stays one.
  static constexpr std::size_t most_keys = 20;

  StreamKeyService(db::Database& database, classroom::RoomService& rooms, classroom::RoomHub& hub,
                   const Clock& clock)
      : database_(database), rooms_(rooms), hub_(hub), clock_(clock) {}

  /// `origin`: where the WHIP address begins. ROOM_CLOSED, CONFLICT if the room has as many as it can have.
  Result<MadeStreamKey> make(const http::Request& request, std::string_view room, const NewStreamKey& wanted,
                             std::string_view origin);
  Result<StreamKeyList> list(const Identity& caller, std::string_view room, std::string_view origin);
  /// Whoever publishes with the key is put out. STREAM_KEY_NOT_FOUND.
  Result<void> revoke(const http::Request& request, std::string_view room, StreamKeyId id);

 private:
  Result<classroom::StoredRoom> find_hosted(const Identity& caller, std::string_view room);
  std::vector<classroom::DeviceId> devices_in(RoomId room);

  db::Database& database_;
  classroom::RoomService& rooms_;
  classroom::RoomHub& hub_;
  const Clock& clock_;
};

/// As which the key's encoder is in the room.
classroom::DeviceId device_of(StreamKeyId key);

}  // namespace vtp::live
