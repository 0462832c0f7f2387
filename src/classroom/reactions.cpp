#include "classroom/reactions.h"

#include <set>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/rights.h"

namespace vtp::classroom {

Result<void> react(Room& room, const Participant& participant, Reaction reaction, Timestamp now) {
  VTP_CHECK(check_may(room, participant, &Permissions::reactions));
  send(room, ReactionShown{.participant_id = participant.id, .reaction = reaction, .at = now},
       everyone(room));
  return {};
}

Result<void> pulse(Room& room, const Participant& participant, Timestamp now) {
  constexpr std::chrono::minutes window{2};
  constexpr std::size_t max_kept = 10'000;
  VTP_CHECK(check_may(room, participant, &Permissions::reactions));
  auto& pulses = room.lost_pulses;
  pulses.emplace_back(now, participant.person->user);
  while (pulses.size() > max_kept || now - pulses.front().first > window) pulses.pop_front();
  std::set<UserId> people;
  for (const auto& [at, user] : pulses) people.insert(user);
  send(
      room,
      Pulse{.lost_last_2_min = static_cast<int>(people.size()), .participants = room.roster.admitted_count()},
      staff(room));
  return {};
}

}  // namespace vtp::classroom
