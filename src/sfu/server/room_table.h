// The rooms that are open, and on which media threads they are. Any thread may ask.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "sfu/media_events.h"
#include "sfu/server/room_places.h"

namespace vtp::sfu {

class RoomTable {
 public:
  /// See RoomPlaces.
  explicit RoomTable(std::size_t viewers_each) : viewers_each_(viewers_each) {}

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool contains(RoomId room) const;
  void add(RoomId room, std::size_t home, MediaListener& listener);
  void remove(RoomId room);
  void clear();

  // Of a room that is not open: nullopt, or none.
  [[nodiscard]] std::optional<std::size_t> home_of(RoomId room) const;
  /// All of its threads, home first.
  [[nodiscard]] std::vector<std::size_t> threads_of(RoomId room) const;
  /// Where the participant receives.
  [[nodiscard]] std::optional<std::size_t> viewing_place(RoomId room, ParticipantId participant) const;
  /// Where the participant may have something: where they receive, then home.
  [[nodiscard]] std::vector<std::size_t> threads_of(RoomId room, ParticipantId participant) const;

  struct Placed {
    std::size_t home = 0;
    std::size_t at = 0;
    bool is_new = false;  // the thread had nothing of the room before
    MediaListener* listener = nullptr;
  };
  /// Says where a participant is to receive. `loads` are those of all threads.
  std::optional<Placed> place(RoomId room, ParticipantId participant, std::span<const std::size_t> loads);
  void remove(RoomId room, ParticipantId participant);

  /// The thread for another room: the one with the least load, among equals the one with the fewest homes.
  [[nodiscard]] std::size_t home_for_another(std::span<const std::size_t> loads) const;

 private:
  struct OpenRoom {
    RoomPlaces places;
    MediaListener* listener = nullptr;
  };
  [[nodiscard]] const RoomPlaces* find(RoomId room) const;

  const std::size_t viewers_each_;
  mutable std::mutex mutex_;
  std::unordered_map<RoomId, OpenRoom> rooms_;
};

}  // namespace vtp::sfu
