#include "sfu/server/room_places.h"

#include <algorithm>
#include <optional>

namespace vtp::sfu {

std::vector<std::size_t> RoomPlaces::threads() const {
  std::vector<std::size_t> threads;
  for (const auto& part : parts_) threads.push_back(part.thread);
  return threads;
}

bool RoomPlaces::is_on(std::size_t thread) const {
  return std::ranges::find(parts_, thread, &Part::thread) != parts_.end();
}

std::size_t RoomPlaces::of(ParticipantId participant) const {
  const auto found = viewers_.find(participant);
  return found == viewers_.end() ? home() : found->second;
}

RoomPlaces::Part& RoomPlaces::part_for_another(std::span<const std::size_t> loads) {
  const auto with_room =
      std::ranges::find_if(parts_, [&](const Part& part) { return part.viewers < viewers_each_; });
  if (with_room != parts_.end()) return *with_room;
  std::optional<std::size_t> least_busy;
  for (std::size_t thread = 0; thread < loads.size(); ++thread)
    if (!is_on(thread) && (!least_busy || loads[thread] < loads[*least_busy])) least_busy = thread;
  return least_busy ? add(*least_busy) : *std::ranges::min_element(parts_, {}, &Part::viewers);
}

std::size_t RoomPlaces::place(ParticipantId participant, std::span<const std::size_t> loads) {
  if (const auto found = viewers_.find(participant); found != viewers_.end()) return found->second;
  auto& part = part_for_another(loads);
  ++part.viewers;
  viewers_.emplace(participant, part.thread);
  return part.thread;
}

void RoomPlaces::remove(ParticipantId participant) {
  const auto found = viewers_.find(participant);
  if (found == viewers_.end()) return;
  --std::ranges::find(parts_, found->second, &Part::thread)->viewers;
  viewers_.erase(found);
}

}  // namespace vtp::sfu
