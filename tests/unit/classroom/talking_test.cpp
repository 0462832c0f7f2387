// Hands, chat, reactions.
#include <gtest/gtest.h>

#include "classroom/chatting.h"
#include "classroom/hands.h"
#include "classroom/reactions.h"
#include "support/classroom/room_stage.h"

namespace vtp::classroom {
namespace {

using courses::CourseRole;
using vtp::testing::RoomStage;
using namespace std::chrono_literals;

class Talking : public ::testing::Test, public RoomStage {
 public:
  Participant& theo = enter(host());
  Participant& tara = enter(somebody("Tara", CourseRole::ta));
  Participant& sara = enter(somebody("Sara"));
  Participant& sam = enter(somebody("Sam"));

  ChatMessageAnswer say(Participant& who, const std::string& text, std::optional<std::string> to = {}) {
    return post_message(room, who, {.text = text, .to = std::move(to), .reply_to = {}}, now).value();
  }
  ChatMessage kept_message(MessageId id) { return *room.chat.find(id); }
  void forget_all() {
    for (const auto* one : {&theo, &tara, &sara, &sam}) heard(*one);
  }
};

TEST_F(Talking, QueuesHandsInTheOrderOfTheirRaising) {
  EXPECT_EQ(raise_hand(room, sam, true, now).value(), 1);
  pass(1s);
  EXPECT_EQ(raise_hand(room, sara, true, now).value(), 2);
  pass(1s);
  EXPECT_EQ(raise_hand(room, sam, true, now).value(), 1) << "again is not anew";
  EXPECT_EQ(hand_queue(room), (std::vector{sam.id, sara.id}));
  EXPECT_EQ(raise_hand(room, sam, false, now).value(), std::nullopt);
  EXPECT_EQ(hand_queue(room), std::vector{sara.id});
  EXPECT_EQ(last(theo, "hand-updated").at("/raised"), "false");
}

TEST_F(Talking, LeavesLoweringHandsOfOthersToModerators) {
  raise_hand(room, sam, true, now).value();
  raise_hand(room, sara, true, now).value();
  EXPECT_EQ(lower_hand(room, sara, sam.id).error().code, ErrorCode::insufficient_permissions);
  EXPECT_EQ(lower_hand(room, tara, sam.id).value(), 1);
  EXPECT_EQ(lower_hand(room, tara, sam.id).value(), 0);
  EXPECT_EQ(lower_all_hands(room, theo).value(), 1);
  EXPECT_EQ(lower_hand(room, theo, ParticipantId::make()).error().code, ErrorCode::participant_not_found);
}

TEST_F(Talking, RaisesNoHandsWhereTheyAreSwitchedOff) {
  room.facts.settings.hands = false;
  EXPECT_EQ(raise_hand(room, sara, true, now).error().code, ErrorCode::feature_disabled);
  EXPECT_TRUE(raise_hand(room, tara, true, now));
}

TEST_F(Talking, SendsMessagesToEveryoneInOneOrder) {
  forget_all();
  say(sara, "hello");
  for (auto* one : {&theo, &tara, &sara, &sam}) {
    EXPECT_EQ(heard(*one), "chat-message");
    EXPECT_EQ(last(*one, "chat-message").at("/seq"), std::to_string(room.effects.seq()));
  }
  EXPECT_EQ(last(sam, "chat-message").at("/message/full_name"), "Sara");
}

TEST_F(Talking, KeepsPrivateMessagesBetweenTheSides) {
  forget_all();
  say(sara, "psst", sam.id.text());
  EXPECT_EQ(heard(theo) + heard(tara), "");
  EXPECT_EQ(heard(sara), "chat-message");
  EXPECT_EQ(heard(sam), "chat-message");
  EXPECT_EQ(last(sam, "chat-message").at("/seq"), "absent");
  say(sara, "help", "hosts");
  EXPECT_EQ(heard(sam), "");
  EXPECT_EQ(heard(theo), "chat-message");
  EXPECT_EQ(heard(tara), "chat-message");
  EXPECT_EQ(heard(sara), "chat-message");
  EXPECT_EQ(room.chat.last_visible(sam.person->user, false, 50).size(), 1U);
  EXPECT_EQ(room.chat.last_visible(theo.person->user, true, 50).size(), 1U);
}

TEST_F(Talking, TakesPrivateMessagesOnlyWhereTheyAreAllowed) {
  room.facts.settings.private_chat = false;
  const NewMessage to_sam{.text = "x", .to = sam.id.text(), .reply_to = {}};
  EXPECT_EQ(post_message(room, sara, to_sam, now).error().code, ErrorCode::feature_disabled);
  EXPECT_TRUE(post_message(room, tara, to_sam, now));
  EXPECT_TRUE(post_message(room, sara, {.text = "x", .to = "hosts", .reply_to = {}}, now));
  EXPECT_EQ(post_message(room, sara, {.text = "x", .to = "all", .reply_to = {}}, now).error().code,
            ErrorCode::validation_failed);
  EXPECT_EQ(post_message(room, theo, {.text = "x", .to = ParticipantId::make().text(), .reply_to = {}}, now)
                .error()
                .code,
            ErrorCode::participant_not_found);
  room.facts.settings.chat = false;
  EXPECT_EQ(post_message(room, sara, {.text = "x", .to = {}, .reply_to = {}}, now).error().code,
            ErrorCode::feature_disabled);
}

TEST_F(Talking, LetsPeopleCorrectTheirOwnWordsForAQuarterOfAnHour) {
  const auto message = say(sara, "helo");
  EXPECT_EQ(edit_message(room, sam, kept_message(message.id), "bad", now).error().code,
            ErrorCode::insufficient_permissions);
  EXPECT_EQ(edit_message(room, theo, kept_message(message.id), "bad", now).error().code,
            ErrorCode::insufficient_permissions)
      << "nobody puts words into the mouth of another";
  EXPECT_EQ(edit_message(room, sara, kept_message(message.id), "hello", now).value().text, "hello");
  EXPECT_EQ(last(sam, "chat-updated").at("/message/text"), "hello");
  pass(15min + 1s);
  EXPECT_EQ(edit_message(room, sara, kept_message(message.id), "x", now).error().code,
            ErrorCode::insufficient_permissions);
  EXPECT_EQ(delete_message(room, sara, kept_message(message.id), now).error().code,
            ErrorCode::insufficient_permissions);
  EXPECT_TRUE(delete_message(room, tara, kept_message(message.id), now));
  EXPECT_EQ(last(sam, "chat-deleted").at("/message_id"), message.id.text());
  EXPECT_EQ(delete_message(room, tara, kept_message(message.id), now).error().code,
            ErrorCode::message_not_found);
  EXPECT_TRUE(room.chat.last_visible(sam.person->user, false, 50).empty());
}

TEST_F(Talking, DoesNotTellOfMessagesThatOneCannotSee) {
  const auto message = say(sara, "psst", sam.id.text());
  EXPECT_EQ(delete_message(room, theo, kept_message(message.id), now).error().code,
            ErrorCode::message_not_found);
}

TEST_F(Talking, ForgetsOldMessagesInMemory) {
  const auto first = say(sara, "0");
  for (std::size_t i = 0; i < ChatLog::max_messages; ++i) say(sara, "x");
  EXPECT_EQ(room.chat.find(first.id), nullptr);
  EXPECT_EQ(room.chat.last_visible(sam.person->user, false, 50).size(), 50U);
}

TEST_F(Talking, ShowsReactionsToEveryoneAndCountsTheLostWithoutNames) {
  forget_all();
  EXPECT_TRUE(react(room, sara, Reaction::clap, now));
  EXPECT_EQ(last(sara, "reaction").at("/reaction"), "clap");
  EXPECT_TRUE(pulse(room, sara, now));
  EXPECT_TRUE(pulse(room, sara, now));
  pass(1min);
  EXPECT_TRUE(pulse(room, sam, now));
  EXPECT_EQ(last(theo, "pulse").at("/lost_last_2_min"), "2");
  EXPECT_EQ(heard(sam), "reaction");
  pass(90s);
  EXPECT_TRUE(pulse(room, sam, now));
  EXPECT_EQ(last(tara, "pulse").at("/lost_last_2_min"), "1");
}

}  // namespace
}  // namespace vtp::classroom
