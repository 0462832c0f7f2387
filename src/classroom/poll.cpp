#include "classroom/poll.h"

namespace vtp::classroom {
namespace {

bool shows_results(const Poll& poll, const PollViewer& viewer) {
  if (viewer.is_staff || poll.show_results == ShowResults::live) return true;
  return poll.show_results == ShowResults::closed && poll.state == PollState::closed;
}

/// The right answers of a quiz come with the end of it.
bool shows_correct(const Poll& poll, const PollViewer& viewer) {
  if (poll.kind != PollKind::quiz) return false;
  return viewer.is_staff || (poll.state == PollState::closed && poll.show_results != ShowResults::never);
}

}  // namespace

std::vector<int> Poll::counts() const {
  std::vector<int> counts(options.size());
  for (const auto& [user, choices] : votes)
    for (const int choice : choices) ++counts.at(static_cast<std::size_t>(choice));
  return counts;
}

PollAnswer describe(const Poll& poll, const PollViewer& viewer) {
  PollAnswer answer;
  answer.poll_id = poll.id;
  answer.question = poll.question;
  answer.kind = poll.kind;
  for (const auto& option : poll.options) answer.options.push_back({.text = option, .votes = {}});
  answer.state = poll.state;
  answer.anonymous = poll.anonymous;
  answer.show_results = poll.show_results;
  if (shows_results(poll, viewer)) {
    answer.counts = poll.counts();
    answer.voters = static_cast<int>(poll.votes.size());
    for (std::size_t i = 0; i < answer.options.size(); ++i) answer.options[i].votes = (*answer.counts)[i];
  }
  if (shows_correct(poll, viewer)) answer.correct = poll.correct;
  if (viewer.user)
    if (const auto vote = poll.votes.find(*viewer.user); vote != poll.votes.end())
      answer.my_choices = vote->second;
  answer.created_at = poll.created_at;
  answer.closes_at = poll.closes_at;
  answer.closed_at = poll.closed_at;
  return answer;
}

}  // namespace vtp::classroom
