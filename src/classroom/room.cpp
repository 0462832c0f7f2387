#include "classroom/room.h"

namespace vtp::classroom {

Room::Room(StoredRoom stored, const RoomPolicy& the_policy) : facts(std::move(stored)), policy(the_policy) {
  if (facts.media_policy == MediaPolicy::sfu)
    media = {.mode = MediaMode::sfu, .relay_until = {}, .unconfirmed = {}};
}

}  // namespace vtp::classroom
