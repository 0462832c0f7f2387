// Asking the class and counting its answers (realtime.md section 6.4).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

struct NewPoll {
  std::string question;
  std::vector<std::string> options;
  PollKind kind = PollKind::single;
  std::vector<int> correct;  // of a quiz
  bool anonymous = false;
  ShowResults show_results = ShowResults::closed;
  std::optional<std::chrono::seconds> duration;
};
/// By hosts and co-hosts.
Result<PollAnswer> open_poll(Room& room, const Participant& by, const NewPoll& wanted, Timestamp now);

/// Replaces an earlier vote of the same person; returns the choices in order. POLL_NOT_FOUND, POLL_CLOSED.
Result<std::vector<int>> vote(Room& room, const Participant& by, PollId poll, std::vector<int> choices,
                              Timestamp now);

/// By hosts and co-hosts; closing a closed poll changes nothing.
Result<PollAnswer> close_poll(Room& room, const Participant& by, PollId poll, Timestamp now);

/// The poll has run its time, or the class ends.
void finish_poll(Room& room, LivePoll& poll, Timestamp now);

/// Tells the counts to those who may see them, if votes have come since.
void tell_counts(Room& room, LivePoll& poll, Timestamp now);

/// Those that take votes, as the participant sees them.
std::vector<PollAnswer> open_polls(Room& room, const Participant& viewer);

}  // namespace vtp::classroom
