// Encoders that publish into a room (WHIP, RFC 9725) and players that watch it (WHEP,
// draft-ietf-wish-whep): one exchange of SDP over HTTP each, and a resource by which it goes on. Knows
// neither HTTP nor who may do it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/joining.h"
#include "classroom/room_hub.h"

namespace vtp::live {

struct Connected;  // offered_media.h

using ResourceId = Id<struct LiveResourceTag>;

enum class StreamRole : std::uint8_t { publisher, player };

/// Who comes to exchange, and becomes a participant by it. Of a device there is one exchange at a time.
struct Newcomer {
  classroom::Entrant entrant;
  classroom::DeviceId device;
  std::string display_name;  // empty: the name of the person
};

struct Opened {
  ResourceId id;
  std::string answer;  // SDP
  std::string etag;    // of the ICE session, with its quotes
};

/// What came of a PATCH.
struct Patched {
  std::string fragment;  // empty: there is nothing to say (204)
  std::string etag;
};

/// Thread-safe; whoever gives a room holds it. A resource lives as long as its participant and transport are
/// in the room, which may end without anybody asking (classroom/media_news.h, presence.h): that is looked at
/// when it is needed.
class SdpExchange {
 public:
  static constexpr std::size_t most_resources = 4096;

  /// The newcomer joins and sends what they offer. UNUSABLE_OFFER; PUBLISHER_EXISTS if the device is there
  /// and its connection not lost; what `join` and the engine refuse; NOT_READY if there are too many. Refused
  /// newcomers are not in the room.
  Result<Opened> publish(classroom::Room& room, const Newcomer& who, std::string_view offer, Timestamp now);
  /// The newcomer joins and receives the programme. Refused as `publish`; NOTHING_TO_PLAY, to be tried again
  /// (draft-ietf-wish-whep section 4.2), while nobody sends what the player could show.
  Result<Opened> play(classroom::Room& room, const Newcomer& who, std::string_view offer, Timestamp now);

  /// Who is behind the resource; nullptr if there is none of that role in this room.
  [[nodiscard]] classroom::Participant* find(classroom::Room& room, StreamRole role, ResourceId id);
  /// Candidates of the other side (`if_match`: its ETag), or a restart of ICE ("*"). STREAM_NOT_FOUND,
  /// PRECONDITION_REQUIRED, PRECONDITION_FAILED, INVALID_INPUT for the fragment.
  Result<Patched> patch(classroom::Room& room, StreamRole role, ResourceId id,
                        std::optional<std::string_view> if_match, std::string_view fragment);
  /// The participant leaves. STREAM_NOT_FOUND.
  Result<void> close(classroom::Room& room, StreamRole role, ResourceId id, Timestamp now);

  /// Forgets what has ended by itself; to be called now and then, without holding a room.
  void tidy(classroom::RoomHub& hub);
  [[nodiscard]] std::size_t count(StreamRole role) const;

 private:
  struct Entry {
    StreamRole role = StreamRole::publisher;
    RoomId room;
    ParticipantId participant;
    std::string ufrag;  // of the other side
    sfu::TransportId transport{};
    std::vector<sfu::IceCandidate> candidates{};
    std::string etag{};
  };

  static bool is_there(classroom::Room& room, const Entry& entry);
  std::optional<Entry> look_up(classroom::Room& room, StreamRole role, ResourceId id);
  [[nodiscard]] Result<void> check_capacity() const;
  /// Of the entry, what the exchange has led to is not there yet.
  Opened keep(Entry entry, Connected connected);
  Result<Patched> restart(classroom::Room& room, const Entry& entry, ResourceId id, std::string ufrag);

  mutable std::mutex mutex_;
  std::map<ResourceId, Entry> entries_;
};

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::StreamRole> {
  static constexpr std::array<std::string_view, 2> names{"publisher", "player"};
};
