#include "classroom/signalling.h"

#include <gtest/gtest.h>

#include "support/classroom/classroom_api.h"

namespace vtp::classroom {
namespace {

using namespace std::chrono_literals;
using vtp::testing::ApiAnswer;

class SignallingTest : public vtp::testing::ClassroomApi {
 public:
  SignallingTest() { enroll(course, student); }

  std::string join_payload(DeviceId device) {
    return R"({"room_id":")" + id_in(room) + R"(","device_id":")" + device.text() + R"("})";
  }
  std::string outcome(const ApiAnswer& answer) {
    return answer.at("/ok") == "true" ? "ok" : answer.at("/error/code");
  }

  const std::string course = add_course(teacher, "PHY");
  const std::string room = add_room(teacher, R"("course_id":")" + id_in(course) + R"(")");
};
VTP_ON_BOTH_ENGINES(SignallingTest);

TEST_P(SignallingTest, JoinsAndTellsTheOthers) {
  const auto theo = enter(teacher, room);
  connections.heard(theo);
  const auto sara = connect(student);
  const auto joined = emit(sara, "join-room", join_payload(DeviceId::make()));
  EXPECT_EQ(outcome(joined), "ok") << joined.body;
  EXPECT_EQ(joined.at("/data/room_role"), "participant");
  EXPECT_EQ(joined.each("/data/participants", "/full_name"), "Theo, Sara");
  EXPECT_EQ(connections.heard(theo), "participant-joined");
  EXPECT_EQ(connections.heard(sara), "") << "the acknowledgement says it all";
}

TEST_P(SignallingTest, AnswersByEventsWhereNoAcknowledgementIsWanted) {
  const auto sara = connect(student);
  signalling().handle(sara, "join-room", join_payload(DeviceId::make()), {});
  settle(sara);
  EXPECT_EQ(connections.heard(sara), "joined-room");
  signalling().handle(sara, "chat-message", "{}", {});
  settle(sara);
  EXPECT_EQ(connections.heard(sara), "error");
  const auto error = connections.last(sara, "error");
  EXPECT_EQ(error.at("/code"), "MISSING_FIELDS");
  EXPECT_EQ(error.at("/event"), "chat-message");
  EXPECT_EQ(error.at("/details/0/field"), "text");
}

TEST_P(SignallingTest, RefusesBadPayloadsAndUnknownEvents) {
  const auto sara = enter(student, room);
  EXPECT_EQ(outcome(emit(sara, "no-such-event", "{}")), "UNKNOWN_EVENT");
  for (const auto* bad : {"", "[]", "5", "null", "\"text\"", "{", R"({"a":1,"a":2})", "{}x"})
    EXPECT_EQ(outcome(emit(sara, "get-participants", bad)), "INVALID_PAYLOAD") << bad;
  EXPECT_EQ(outcome(emit(sara, "get-participants", R"("{}")")), "ok") << "a string that holds the object";
  EXPECT_EQ(outcome(emit(sara, "chat-message", R"({"text":5})")), "VALIDATION_FAILED");
  EXPECT_EQ(outcome(emit(sara, "hand-raise", R"({"raised":"yes"})")), "VALIDATION_FAILED");
}

TEST_P(SignallingTest, DoesNothingForThoseWhoAreNotInTheRoom) {
  const auto sara = connect(student);
  for (const auto* event :
       {"chat-message", "hand-raise", "leave-room", "sync-room", "end-class", "webrtc-offer"})
    EXPECT_EQ(outcome(emit(sara, event,
                           R"({"room_id":")" + id_in(room) + R"(","text":"x","raised":true,"to":")" +
                               ParticipantId::make().text() + R"(","sdp":"x"})")),
              "NOT_IN_ROOM")
        << event;
  const auto stan = connect(stranger);
  EXPECT_EQ(outcome(emit(stan, "join-room", join_payload(DeviceId::make()))), "ROOM_NOT_FOUND");
  EXPECT_EQ(outcome(emit(stan, "join-room",
                         R"({"room_id":"nonsense!","device_id":")" + DeviceId::make().text() + R"("})")),
            "ROOM_NOT_FOUND");
  EXPECT_EQ(outcome(emit(stan, "join-room", "{}")), "MISSING_FIELDS");
  enter(teacher, room);
  EXPECT_EQ(connections.heard(stan) + connections.heard(sara), "");
}

TEST_P(SignallingTest, NamesTheTrueSenderOfRelayedMessages) {
  const auto theo = enter(teacher, room);
  const auto sara = connect(student);
  const auto joined = emit(sara, "join-room", join_payload(DeviceId::make()));
  const auto theos_id = joined.at("/data/participants/0/participant_id");
  const auto saras_id = joined.at("/data/participant_id");
  const auto sent =
      emit(sara, "webrtc-offer",
           R"({"to":")" + theos_id + R"(","from":")" + theos_id + R"(","sdp":"v=0\r\n","data":{"n":1}})");
  EXPECT_EQ(sent.at("/data/delivered"), "true") << sent.body;
  const auto offer = connections.last(theo, "webrtc-offer");
  EXPECT_EQ(offer.at("/from"), saras_id);
  EXPECT_EQ(offer.at("/sdp"), "v=0\r\n");
  EXPECT_EQ(offer.at("/type"), "offer");
  EXPECT_EQ(offer.at("/data/n"), "1");
  EXPECT_EQ(outcome(emit(sara, "ice-candidate", R"({"to":")" + theos_id + R"(","candidate":null})")), "ok");
  EXPECT_EQ(connections.last(theo, "ice-candidate").at("/candidate"), "null");
}

TEST_P(SignallingTest, ActsInTheOnlyRoomOrInTheOneThatIsNamed) {
  const auto second = add_room(teacher);
  const auto theo = enter(teacher, room);
  EXPECT_EQ(outcome(emit(theo, "get-room-info", "{}")), "ok");
  emit(theo, "join-room",
       R"({"room_id":")" + id_in(second) + R"(","device_id":")" + DeviceId::make().text() + R"("})");
  EXPECT_EQ(outcome(emit(theo, "get-room-info", "{}")), "NOT_IN_ROOM") << "which one?";
  const auto code = get(teacher, second).at("/join_code");
  EXPECT_EQ(emit(theo, "get-room-info", R"({"room_id":")" + code + R"("})").at("/data/room_id"),
            id_in(second));
}

TEST_P(SignallingTest, TakesOrdersFromModeratorsOnly) {
  const auto theo = enter(teacher, room);
  const auto sara = connect(student);
  const auto joined = emit(sara, "join-room", join_payload(DeviceId::make()));
  const auto target = R"("participant_id":")" + joined.at("/data/participants/0/participant_id") + R"(")";
  const std::vector<std::pair<std::string, std::string>> orders{
      {"end-class", "{}"},
      {"mute-all", "{}"},
      {"set-role", "{" + target + R"(,"room_role":"cohost"})"},
      {"remove-participant", "{" + target + "}"},
      {"mute-participant", "{" + target + "}"},
      {"stop-video", "{" + target + "}"},
      {"stop-screen", "{" + target + "}"},
      {"set-permissions", R"({"all":true,"permissions":{"mic":false}})"},
      {"update-settings", R"({"settings":{"chat":false}})"},
      {"lock-room", R"({"locked":true})"},
      {"class-break", R"({"active":true})"},
      {"admit-participant", R"({"all":true})"},
      {"deny-participant", R"({"all":true})"},
      {"hand-lower", R"({"all":true})"},
      {"poll-create", R"({"question":"q","options":["a","b"]})"},
      {"set-media-mode", R"({"mode":"sfu"})"},
  };
  connections.heard(theo);
  for (const auto& [event, payload] : orders)
    EXPECT_EQ(outcome(emit(sara, event, payload)), "INSUFFICIENT_PERMISSIONS") << event;
  EXPECT_EQ(connections.heard(theo), "") << "nothing has changed";
}

TEST_P(SignallingTest, KeepsThePlaceOfALostConnectionForTheGracePeriod) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  connections.heard(theo);
  signalling().lost(sara, clock.now());
  settle(sara);
  EXPECT_EQ(connections.last(theo, "participant-updated").at("/participant/presence"), "reconnecting");
  pass(30s);
  signalling().recovered(sara);
  settle(sara);
  EXPECT_EQ(connections.last(theo, "participant-updated").at("/participant/presence"), "connected");
  signalling().lost(sara, clock.now());
  settle(sara);
  pass(59s);
  EXPECT_EQ(connections.last(theo, "participant-left").event, "");
  pass(1s);
  EXPECT_EQ(connections.last(theo, "participant-left").at("/reason"), "timeout");
}

TEST_P(SignallingTest, GivesTheSameTabItsPlaceBackByANewConnection) {
  const auto device = DeviceId::make();
  const auto first = connect(student);
  const auto before = emit(first, "join-room", join_payload(device));
  const auto second = connect(student);
  const auto after = emit(second, "join-room", join_payload(device));
  EXPECT_EQ(after.at("/data/resumed"), "true");
  EXPECT_EQ(after.at("/data/participant_id"), before.at("/data/participant_id"));
  EXPECT_EQ(connections.heard(first), "session-replaced");
  EXPECT_TRUE(connections.is_disconnected(first));
  signalling().closed(first, false);
  EXPECT_EQ(outcome(emit(second, "get-participants", "{}")), "ok")
      << "the end of the old one is nothing to the new one";
}

TEST_P(SignallingTest, LetsAClientThatClosesLeaveAtOnce) {
  const auto theo = enter(teacher, room);
  const auto sara = enter(student, room);
  signalling().closed(sara, true);
  EXPECT_EQ(connections.wait_for(theo, "participant-left").at("/reason"), "leave");
}

TEST_P(SignallingTest, StopsFloods) {
  const auto sara = enter(student, room);
  std::string outcomes;
  for (int i = 0; i < 6; ++i) outcomes += outcome(emit(sara, "chat-message", R"({"text":"x"})")) + " ";
  EXPECT_EQ(outcomes, "ok ok ok ok ok RATE_LIMITED ");
  const auto refused = emit(sara, "chat-message", R"({"text":"x"})");
  EXPECT_EQ(refused.at("/error/retry_after_ms"), "1000");
  EXPECT_FALSE(connections.is_disconnected(sara));
  for (int i = 0; i < 8; ++i) emit(sara, "chat-message", R"({"text":"x"})");
  EXPECT_TRUE(connections.is_disconnected(sara));
}

TEST_P(SignallingTest, BringsClassesBackAfterARestart) {
  const auto theos_device = DeviceId::make();
  const auto device = DeviceId::make();
  const auto theo = connect(teacher);
  emit(theo, "join-room", join_payload(theos_device));
  const auto sara = connect(student);
  const auto before = emit(sara, "join-room", join_payload(device));
  emit(sara, "chat-message", R"({"text":"hello"})");
  const auto poll = emit(theo, "poll-create", R"({"question":"2+2","options":["3","4"]})");
  emit(sara, "poll-vote", R"({"poll_id":")" + poll.at("/data/poll/poll_id") + R"(","choices":[1]})");
  emit(theo, "set-permissions",
       R"({"participant_id":")" + before.at("/data/participant_id") + R"(","permissions":{"mic":false}})");
  clock.advance(60s);
  restart();
  clock.advance(10s);
  EXPECT_EQ(get(teacher, room).at("/participant_count"), "2") << "both are expected back";
  const auto again = connect(student);
  const auto after = emit(again, "join-room", join_payload(device));
  EXPECT_EQ(after.at("/data/participant_id"), before.at("/data/participant_id")) << after.body;
  EXPECT_EQ(after.at("/data/resumed"), "true");
  EXPECT_EQ(after.each("/data/messages", "/text"), "hello");
  EXPECT_EQ(after.at("/data/polls/0/my_choices"), "[1]");
  EXPECT_EQ(after.at("/data/permissions/mic"), "false");
  pass(60s);
  EXPECT_EQ(get(teacher, room).at("/participant_count"), "1") << "the other one has not come";
  EXPECT_EQ(emit(again, "leave-room", "{}").at("/ok"), "true");
  ASSERT_TRUE(classroom().hub().settle());
  const auto intervals = database().read([&](db::Transaction& tx) {
    std::string text;
    for (const auto& row :
         tx.query("select p.end_reason, (p.ended_at - p.started_at) / 1000000 from presence_intervals p"
                  " where p.user_id = $1 order by p.id",
                  student.user))
      text += row.get<std::string>(0) + " " + std::to_string(row.get<std::int64_t>(1)) + ", ";
    return text;
  });
  EXPECT_EQ(*intervals, "server 60, leave 60, ");
}

TEST_P(SignallingTest, TellsEveryoneWhenTheServerStops) {
  const auto sara = enter(student, room);
  signalling().announce_draining(1500ms);
  EXPECT_EQ(connections.last(sara, "server-draining").at("/reconnect_after_ms"), "1500");
}

}  // namespace
}  // namespace vtp::classroom
