#include "classroom/room.h"

namespace vtp::classroom {

Room::Room(StoredRoom stored, const RoomPolicy& the_policy, MediaParts parts)
    : facts(std::move(stored)), policy(the_policy), sfu(parts) {
  if (facts.media_policy == MediaPolicy::sfu) media.mode = MediaMode::sfu, media.relay_until = {};
}

}  // namespace vtp::classroom
