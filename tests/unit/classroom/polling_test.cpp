#include "classroom/polling.h"

#include <gtest/gtest.h>

#include "classroom/closing.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;
using vtp::testing::RoomStage;
using namespace std::chrono_literals;

class Polling : public ::testing::Test, public RoomStage {
 public:
  Participant& theo = enter(host());
  Participant& sara = enter(somebody("Sara"));
  Participant& sam = enter(somebody("Sam"));

  NewPoll question() {
    NewPoll poll;
    poll.question = "2 + 2";
    poll.options = {"3", "4", "5"};
    return poll;
  }
  PollId ask(const NewPoll& poll) { return open_poll(room, theo, poll, now).value().poll_id; }
  ErrorCode vote_error(Participant& who, PollId poll, std::vector<int> choices) {
    return vote(room, who, poll, std::move(choices), now).error().code;
  }
};

TEST_F(Polling, IsForHostsToBegin) {
  EXPECT_EQ(open_poll(room, sara, question(), now).error().code, ErrorCode::insufficient_permissions);
  const auto poll = ask(question());
  EXPECT_EQ(last(sara, "poll-opened").at("/poll/poll_id"), poll.text());
  EXPECT_EQ(close_poll(room, sara, poll, now).error().code, ErrorCode::insufficient_permissions);
}

TEST_F(Polling, CountsOneVoteOfAPersonTheLastOne) {
  const auto poll = ask(question());
  EXPECT_EQ(vote(room, sara, poll, {0}, now).value(), std::vector{0});
  auto& phone = enter({.user = sara.person->user,
                       .full_name = "Sara",
                       .email = "Sara@example.org",
                       .account_role = Role::student,
                       .course_role = CourseRole::student});
  EXPECT_TRUE(vote(room, phone, poll, {1}, now));
  EXPECT_TRUE(vote(room, sam, poll, {1}, now));
  const auto closed = close_poll(room, theo, poll, now).value();
  EXPECT_EQ(closed.counts, (std::vector{0, 2, 0}));
  EXPECT_EQ(closed.voters, 2);
}

TEST_F(Polling, TakesOnlyChoicesThatThereAre) {
  const auto single = ask(question());
  EXPECT_EQ(vote_error(sara, single, {3}), ErrorCode::validation_failed);
  EXPECT_EQ(vote_error(sara, single, {-1}), ErrorCode::validation_failed);
  EXPECT_EQ(vote_error(sara, single, {}), ErrorCode::validation_failed);
  EXPECT_EQ(vote_error(sara, single, {0, 1}), ErrorCode::validation_failed);
  auto many = question();
  many.kind = PollKind::multiple;
  const auto multiple = ask(many);
  EXPECT_EQ(vote(room, sara, multiple, {2, 0}, now).value(), (std::vector{0, 2}));
  EXPECT_EQ(vote_error(sara, multiple, {1, 1}), ErrorCode::validation_failed);
  EXPECT_EQ(vote_error(sara, PollId::make(), {0}), ErrorCode::poll_not_found);
  close_poll(room, theo, single, now).value();
  EXPECT_EQ(vote_error(sara, single, {0}), ErrorCode::poll_closed);
  auto& vera = enter(somebody("Vera", CourseRole::viewer));
  EXPECT_EQ(vote_error(vera, multiple, {0}), ErrorCode::insufficient_permissions);
}

TEST_F(Polling, ShowsCountsToThoseWhoMaySeeThem) {
  const auto poll = ask(question());
  vote(room, sara, poll, {1}, now).value();
  EXPECT_EQ(last(theo, "poll-updated").at("/counts"), "[0,1,0]");
  EXPECT_EQ(last(sam, "poll-updated").name, "");
  close_poll(room, theo, poll, now).value();
  EXPECT_EQ(last(sam, "poll-closed").at("/poll/counts"), "[0,1,0]");
  EXPECT_EQ(last(sam, "poll-closed").at("/poll/options/1/votes"), "1");

  auto open = question();
  open.show_results = ShowResults::live;
  vote(room, sara, ask(open), {2}, now).value();
  EXPECT_EQ(last(sam, "poll-updated").at("/counts"), "[0,0,1]");

  auto secret = question();
  secret.show_results = ShowResults::never;
  const auto never = ask(secret);
  vote(room, sara, never, {0}, now).value();
  close_poll(room, theo, never, now).value();
  EXPECT_EQ(last(sam, "poll-closed").at("/poll/counts"), "null");
  EXPECT_EQ(last(theo, "poll-closed").at("/poll/counts"), "[1,0,0]");
  EXPECT_EQ(last(theo, "poll-closed").at("/seq"), last(sam, "poll-closed").at("/seq"));
}

TEST_F(Polling, RevealsTheRightAnswerOfAQuizAtItsEnd) {
  auto quiz = question();
  quiz.kind = PollKind::quiz;
  EXPECT_EQ(open_poll(room, theo, quiz, now).error().code, ErrorCode::missing_fields);
  quiz.correct = {1};
  const auto poll = ask(quiz);
  EXPECT_EQ(last(sara, "poll-opened").at("/poll/correct"), "null");
  EXPECT_EQ(last(theo, "poll-opened").at("/poll/correct"), "[1]");
  close_poll(room, theo, poll, now).value();
  EXPECT_EQ(last(sara, "poll-closed").at("/poll/correct"), "[1]");
}

TEST_F(Polling, TellsManyVotesAtOnce) {
  const auto poll = ask(question());
  heard(theo);
  vote(room, sara, poll, {0}, now).value();
  vote(room, sam, poll, {0}, now).value();
  vote(room, sara, poll, {1}, now).value();
  EXPECT_EQ(heard(theo), "poll-updated");
  pass(500ms);
  EXPECT_EQ(heard(theo), "poll-updated");
  EXPECT_EQ(last(theo, "poll-updated").at("/counts"), "[1,1,0]");
  pass(10s);
  EXPECT_EQ(heard(theo), "");
}

TEST_F(Polling, EndsByItselfOrWithTheClass) {
  auto short_one = question();
  short_one.duration = 30s;
  ask(short_one);
  pass(30s);
  EXPECT_EQ(last(sara, "poll-closed").at("/poll/state"), "closed");
  const auto other = ask(question());
  const auto connection = sara.connection;
  close_room(room, CloseReason::host, {}, now);
  EXPECT_EQ(last(connection, "poll-closed").at("/poll/poll_id"), other.text());
}

}  // namespace
}  // namespace vtp::classroom
