#include "classroom/hands.h"

#include <algorithm>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

void set_hand(Room& room, Participant& participant, std::optional<Timestamp> raised_at) {
  participant.hand_raised_at = raised_at;
  broadcast(room, HandUpdated{.participant_id = participant.id,
                              .raised = raised_at.has_value(),
                              .raised_at = raised_at,
                              .hands = hand_queue(room)});
}

}  // namespace

std::vector<ParticipantId> hand_queue(Room& room) {
  auto people = room.roster.admitted();
  std::erase_if(people, [](const Participant* person) { return !person->hand_raised_at; });
  std::ranges::sort(people, {},
                    [](const Participant* person) { return std::pair(*person->hand_raised_at, person->id); });
  std::vector<ParticipantId> queue;
  for (const auto* person : people) queue.push_back(person->id);
  return queue;
}

Result<std::optional<int>> raise_hand(Room& room, Participant& participant, bool raised, Timestamp now) {
  if (raised) VTP_CHECK(check_may(room, participant, &Permissions::hands));
  if (raised != participant.hand_raised_at.has_value())
    set_hand(room, participant, raised ? std::optional(now) : std::nullopt);
  if (!raised) return std::nullopt;
  const auto queue = hand_queue(room);
  return static_cast<int>(std::ranges::find(queue, participant.id) - queue.begin()) + 1;
}

Result<int> lower_hand(Room& room, const Participant& by, ParticipantId whose) {
  VTP_CHECK(check_is_staff(by));
  auto* participant = room.roster.find(whose);
  if (participant == nullptr || !participant->is_admitted()) return no_such_participant();
  if (!participant->hand_raised_at) return 0;
  set_hand(room, *participant, std::nullopt);
  return 1;
}

Result<int> lower_all_hands(Room& room, const Participant& by) {
  VTP_CHECK(check_is_staff(by));
  const auto queue = hand_queue(room);
  for (const auto id : queue) set_hand(room, *room.roster.find(id), std::nullopt);
  return static_cast<int>(queue.size());
}

}  // namespace vtp::classroom
