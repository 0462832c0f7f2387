// Which media threads a room is on, and on which of them each participant receives.
#pragma once

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/identity.h"

namespace vtp::sfu {

/// Threads are known by their numbers.
class RoomPlaces {
 public:
  /// `viewers_each`: participants who receive on one thread, before another one is taken.
  RoomPlaces(std::size_t home, std::size_t viewers_each) : viewers_each_(viewers_each) { add(home); }

  /// Where those are who send.
  [[nodiscard]] std::size_t home() const { return parts_.front().thread; }
  /// All of them, home first.
  [[nodiscard]] std::vector<std::size_t> threads() const;
  [[nodiscard]] bool is_on(std::size_t thread) const;
  /// Where the participant receives, or would.
  [[nodiscard]] std::size_t of(ParticipantId participant) const;

  /// Where a participant is to receive: where they do already, else on the first thread that has not enough,
  /// else on the least busy thread that has nothing of the room. Where there is none, the room is spread
  /// evenly. `loads` are those of all threads.
  std::size_t place(ParticipantId participant, std::span<const std::size_t> loads);
  void remove(ParticipantId participant);

 private:
  struct Part {
    std::size_t thread = 0;
    std::size_t viewers = 0;
  };

  Part& add(std::size_t thread) { return parts_.emplace_back(Part{.thread = thread}); }
  Part& part_for_another(std::span<const std::size_t> loads);

  std::size_t viewers_each_;
  std::vector<Part> parts_;
  std::unordered_map<ParticipantId, std::size_t> viewers_;
};

}  // namespace vtp::sfu
