#include "classroom/polling.h"

#include <algorithm>

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

constexpr std::size_t max_polls = 200;
constexpr std::chrono::milliseconds between_counts{500};

/// Ascending, without repetition, and within the options.
Result<std::vector<int>> checked_choices(std::vector<int> choices, std::size_t options,
                                         std::string_view field) {
  std::ranges::sort(choices);
  const bool repeats = std::ranges::adjacent_find(choices) != choices.end();
  const bool fits =
      choices.empty() || (choices.front() >= 0 && static_cast<std::size_t>(choices.back()) < options);
  if (repeats || !fits) return fail_field(std::string(field), "must be different indexes of the options");
  return choices;
}

PollViewer viewer_of(const Participant& participant) {
  return {.user = participant.person->user, .is_staff = participant.is_staff()};
}

/// Everybody gets the poll with one number, but only some its counts.
template <class Event>
void tell_poll(Room& room, const Poll& poll) {
  Event event;
  event.seq = room.effects.next_seq();
  event.poll = describe(poll, {.user = {}, .is_staff = true});
  send(room, event, staff(room));
  event.poll = describe(poll, {});
  send(room, event, all_but_staff(room));
}

Result<LivePoll*> find_poll(Room& room, PollId id) {
  const auto found = room.polls.find(id);
  if (found == room.polls.end())
    return fail(ErrorCode::poll_not_found, "There is no such poll in this class");
  return &found->second;
}

}  // namespace

Result<PollAnswer> open_poll(Room& room, const Participant& by, const NewPoll& wanted, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  if (room.polls.size() >= max_polls)
    return fail(ErrorCode::feature_disabled, "There have been as many polls in this class as it can take");
  if (wanted.kind == PollKind::quiz && wanted.correct.empty())
    return fail_field("correct", "is required for a quiz", ErrorCode::missing_fields);
  VTP_TRY(auto correct, checked_choices(wanted.correct, wanted.options.size(), "correct"));
  LivePoll live;
  auto& poll = live.poll;
  poll.id = PollId::make();
  poll.room = room.facts.id;
  poll.created_by = by.person->user;
  poll.question = wanted.question;
  poll.kind = wanted.kind;
  poll.options = wanted.options;
  if (wanted.kind == PollKind::quiz) poll.correct = std::move(correct);
  poll.anonymous = wanted.anonymous;
  poll.show_results = wanted.show_results;
  poll.created_at = now;
  if (wanted.duration) poll.closes_at = now + *wanted.duration;
  room.effects.keep(PollAsked{poll});
  tell_poll<PollOpened>(room, poll);
  auto answer = describe(poll, viewer_of(by));
  room.polls.emplace(poll.id, std::move(live));
  return answer;
}

Result<std::vector<int>> vote(Room& room, const Participant& by, PollId id, std::vector<int> choices,
                              Timestamp now) {
  if (by.person->is_receive_only() && !by.is_staff())
    return fail(ErrorCode::insufficient_permissions, "Viewers of the course watch and listen only");
  VTP_TRY(auto* live, find_poll(room, id));
  auto& poll = live->poll;
  if (poll.state == PollState::closed) return fail(ErrorCode::poll_closed, "The poll is closed");
  VTP_TRY(choices, checked_choices(std::move(choices), poll.options.size(), "choices"));
  if (choices.empty() || (poll.kind == PollKind::single && choices.size() != 1))
    return fail_field("choices",
                      poll.kind == PollKind::single ? "must be one option" : "must be one option or more");
  poll.votes[by.person->user] = choices;
  room.effects.keep(VoteCast{poll.id, by.person->user, choices, now});
  live->has_news = true;
  if (now >= live->quiet_until) tell_counts(room, *live, now);
  return choices;
}

Result<PollAnswer> close_poll(Room& room, const Participant& by, PollId id, Timestamp now) {
  VTP_CHECK(check_is_staff(by));
  VTP_TRY(auto* live, find_poll(room, id));
  finish_poll(room, *live, now);
  return describe(live->poll, viewer_of(by));
}

void finish_poll(Room& room, LivePoll& live, Timestamp now) {
  auto& poll = live.poll;
  if (poll.state == PollState::closed) return;
  poll.state = PollState::closed;
  poll.closed_at = now;
  live.has_news = false;
  room.effects.keep(PollFinished{poll.id, now});
  tell_poll<PollClosed>(room, poll);
}

void tell_counts(Room& room, LivePoll& live, Timestamp now) {
  if (!live.has_news) return;
  live.has_news = false;
  live.quiet_until = now + between_counts;
  const auto& poll = live.poll;
  const bool is_public = poll.show_results == ShowResults::live;
  send(
      room,
      PollUpdated{.poll_id = poll.id, .counts = poll.counts(), .voters = static_cast<int>(poll.votes.size())},
      is_public ? everyone(room) : staff(room));
}

std::vector<PollAnswer> open_polls(Room& room, const Participant& viewer) {
  std::vector<PollAnswer> open;
  for (const auto& [id, live] : room.polls)
    if (live.poll.state == PollState::open) open.push_back(describe(live.poll, viewer_of(viewer)));
  return open;
}

}  // namespace vtp::classroom
