#include "sfu/server/room_table.h"

#include <utility>

namespace vtp::sfu {

std::size_t RoomTable::size() const {
  const std::scoped_lock lock(mutex_);
  return rooms_.size();
}

bool RoomTable::contains(RoomId room) const {
  const std::scoped_lock lock(mutex_);
  return rooms_.contains(room);
}

void RoomTable::add(RoomId room, std::size_t home, MediaListener& listener) {
  const std::scoped_lock lock(mutex_);
  rooms_.emplace(room, OpenRoom{.places = {home, viewers_each_}, .listener = &listener});
}

void RoomTable::remove(RoomId room) {
  const std::scoped_lock lock(mutex_);
  rooms_.erase(room);
}

void RoomTable::clear() {
  const std::scoped_lock lock(mutex_);
  rooms_.clear();
}

const RoomPlaces* RoomTable::find(RoomId room) const {
  const auto found = rooms_.find(room);
  return found == rooms_.end() ? nullptr : &found->second.places;
}

std::optional<std::size_t> RoomTable::home_of(RoomId room) const {
  const std::scoped_lock lock(mutex_);
  const auto* const places = find(room);
  return places == nullptr ? std::nullopt : std::optional(places->home());
}

std::vector<std::size_t> RoomTable::threads_of(RoomId room) const {
  const std::scoped_lock lock(mutex_);
  const auto* const places = find(room);
  return places == nullptr ? std::vector<std::size_t>{} : places->threads();
}

std::optional<std::size_t> RoomTable::viewing_place(RoomId room, ParticipantId participant) const {
  const std::scoped_lock lock(mutex_);
  const auto* const places = find(room);
  return places == nullptr ? std::nullopt : std::optional(places->of(participant));
}

std::vector<std::size_t> RoomTable::threads_of(RoomId room, ParticipantId participant) const {
  const std::scoped_lock lock(mutex_);
  const auto* const places = find(room);
  if (places == nullptr) return {};
  const auto viewing = places->of(participant);
  if (viewing == places->home()) return {viewing};
  return {viewing, places->home()};
}

std::optional<RoomTable::Placed> RoomTable::place(RoomId room, ParticipantId participant,
                                                  std::span<const std::size_t> loads) {
  const std::scoped_lock lock(mutex_);
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return std::nullopt;
  auto& places = found->second.places;
  const auto before = places.threads().size();
  const auto at = places.place(participant, loads);
  return Placed{.home = places.home(),
                .at = at,
                .is_new = places.threads().size() > before,
                .listener = found->second.listener};
}

void RoomTable::remove(RoomId room, ParticipantId participant) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = rooms_.find(room); found != rooms_.end()) found->second.places.remove(participant);
}

std::size_t RoomTable::home_for_another(std::span<const std::size_t> loads) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::size_t> homes(loads.size());
  for (const auto& [id, room] : rooms_) ++homes[room.places.home()];
  std::size_t best = 0;
  for (std::size_t i = 1; i < loads.size(); ++i)
    if (std::pair(loads[i], homes[i]) < std::pair(loads[best], homes[best])) best = i;
  return best;
}

}  // namespace vtp::sfu
