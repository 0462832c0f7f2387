// Who may publish into a room and watch it without the page of the class (rows E66 and E67), and as whom they
// are in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "classroom/room_service.h"
#include "live/sdp_exchange.h"
#include "live/stream_key_store.h"

namespace vtp::live {

/// By what a request may act on streams: the stream key in it, or the caller's own credential.
struct Streamer {
  Identity identity;  // of a key: of its maker
  std::optional<StreamKey> key;
};

/// An exchange that was begun.
struct StreamOpened {
  RoomId room;
  Opened opened;
  std::vector<accounts::IceServer> ice_servers;
};

/// A resource of a room, as an address names it.
struct StreamName {
  std::string_view room;
  StreamRole role = StreamRole::publisher;
  ResourceId id;
};

class StreamService {
 public:
  StreamService(db::Database& database, classroom::RoomService& rooms, classroom::RoomHub& hub,
                SdpExchange& exchange, const Clock& clock)
      : database_(database), rooms_(rooms), hub_(hub), exchange_(exchange), clock_(clock) {}

  /// Whoever sends the request: INVALID_TOKEN for what is neither an access token nor a key, MISSING_TOKEN.
  Result<Streamer> streamer_of(const http::Request& request);

  /// By a key of the room, or its host. What SdpExchange refuses; ROOM_NOT_FOUND, ROOM_CLOSED,
  /// INSUFFICIENT_PERMISSIONS; INVALID_TOKEN for keys of other rooms, and of people who host it no more.
  Result<StreamOpened> publish(const Streamer& streamer, std::string_view room, std::string_view offer);
  /// By whoever may join the class.
  Result<StreamOpened> play(const Identity& viewer, std::string_view room, std::string_view offer);

  /// By whoever has begun the stream; of publishers, hosts have them all. STREAM_NOT_FOUND for others.
  Result<Patched> patch(const Streamer& streamer, const StreamName& stream,
                        std::optional<std::string_view> if_match, std::string_view fragment);
  Result<void> end(const Streamer& streamer, const StreamName& stream);

 private:
  Result<classroom::SeenRoom> find_room(const Streamer& streamer, std::string_view name);
  Result<classroom::SeenRoom> find_hosted(const Streamer& streamer, std::string_view name);
  Result<void> confirm_key(const StreamKey& key, RoomId room, ResourceId stream);
  Result<StreamOpened> opened(const Identity& whose, RoomId room, Result<Opened> opened);
  template <class Act>
  auto with_stream(const Streamer& streamer, const StreamName& stream, Act act);

  db::Database& database_;
  classroom::RoomService& rooms_;
  classroom::RoomHub& hub_;
  SdpExchange& exchange_;
  const Clock& clock_;
};

}  // namespace vtp::live
