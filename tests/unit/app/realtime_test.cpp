// Browsers in a class: sockets, rooms and accounts put together as in the program.
#include "app/realtime.h"

#include "classroom/classroom.h"
#include "classroom/room_routes.h"
#include "support/app/socket_world.h"
#include "support/http/websocket_client.h"
#include "support/sfu/fake_engine.h"

namespace vtp::app {
namespace {

using vtp::testing::Person;
using vtp::testing::SocketPeer;

class RealtimeTest : public vtp::testing::AccountsApi {
 protected:
  RealtimeTest() {
    http_.options.endpoints = {&realtime_.endpoint()};
    http_.start();
    EXPECT_TRUE(classroom_.start());
  }
  ~RealtimeTest() override {
    realtime_.shut_down();
    http_.stop();
    classroom_.stop();
  }
  void add_routes(http::RouteTable& routes) override {
    AccountsApi::add_routes(routes);
    classroom::add_room_routes(routes, classroom_.rooms(), classroom_.archive());
  }

  void start() { realtime_.start(signalling_); }

  std::string make_room() {
    const auto answer = post("/signalling/room/create", R"({"room_name":"Optics"})", teacher);
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return answer.at("/room_id");
  }
  std::unique_ptr<SocketPeer> connect(const Person& who, std::string* welcome = nullptr) {
    auto peer = std::make_unique<SocketPeer>(http_.address());
    const auto answer = peer->enter(R"({"token":")" + who.token + "\"}");
    EXPECT_TRUE(answer.starts_with("40{")) << answer;
    if (welcome) *welcome = answer;
    return peer;
  }
  static std::string ask(SocketPeer& peer, std::string_view event, std::string_view argument) {
    peer.send(R"(427[")" + std::string(event) + "\"," + std::string(argument) + "]");
    return peer.wait_for("437[");
  }
  static void join(SocketPeer& peer, const std::string& room) {
    const auto answer =
        ask(peer, "join-room",
            R"({"room_id":")" + room + R"(","device_id":")" + Id<struct DeviceTag>::make().text() + "\"}");
    EXPECT_TRUE(answer.starts_with(R"(437[{"ok":true)")) << answer;
  }

  Person teacher = make_user(Role::teacher, "Tariq");
  Person student = make_user(Role::student, "Sara");
  Metrics metrics_;
  NullSink sink_;
  Log log_{sink_, clock};
  Realtime realtime_{{.accounts = accounts(), .clock = clock, .log = log_, .metrics = metrics_}, [] {
                       socketio::Options options;
                       options.recovery.emplace();
                       return options;
                     }()};
  vtp::testing::FakeEngine engine_;
  classroom::Classroom classroom_{{.database = database(),
                                   .clock = clock,
                                   .policy = {},
                                   .engine = engine_,
                                   .on_trouble = [](std::string_view what) { ADD_FAILURE() << what; }}};
  classroom::Signalling& signalling_ = classroom_.connect(realtime_.connections());
  http::TestServer http_;
};
VTP_ON_BOTH_ENGINES(RealtimeTest);

TEST_P(RealtimeTest, AsksClientsToComeBackUntilTheRoomsAreThere) {
  SocketPeer early(http_.address());
  const auto answer = early.enter(R"({"token":")" + student.token + "\"}");
  EXPECT_TRUE(answer.contains("\"NOT_READY\"")) << answer;
  start();
  connect(student);
}

TEST_P(RealtimeTest, CarriesAClass) {
  start();
  const auto room = make_room();
  auto host = connect(teacher);
  join(*host, room);
  auto guest = connect(student);
  join(*guest, room);
  EXPECT_TRUE(host->wait_for(R"(42["participant-joined")").contains("\"Sara\""));
  EXPECT_TRUE(ask(*guest, "chat-message", R"({"text":"Good morning"})").contains("\"ok\":true"));
  EXPECT_TRUE(host->wait_for(R"(42["chat-message")").contains("\"Good morning\""));
  guest->send("41");
  EXPECT_TRUE(host->wait_for(R"(42["participant-left")").contains("\"reason\":\"leave\""));
  const auto text = metrics_.text();
  EXPECT_TRUE(text.contains("vtp_realtime_events_received_total 3")) << text;
}

TEST_P(RealtimeTest, TakesOneObjectAndNothingElse) {
  start();
  auto peer = connect(student);
  for (const auto* arguments : {"5", "null", "{},{}", "[]"})
    EXPECT_TRUE(ask(*peer, "get-participants", arguments).contains("\"INVALID_PAYLOAD\"")) << arguments;
  EXPECT_TRUE(ask(*peer, "no-such-event", "{}").contains("\"UNKNOWN_EVENT\""));
  peer->send(R"(42["no-such-event",{}])");
  EXPECT_TRUE(peer->receive().starts_with(R"(42["error",)"));
}

TEST_P(RealtimeTest, KeepsAPlaceForWhoeverIsLost) {
  start();
  const auto room = make_room();
  auto host = connect(teacher);
  join(*host, room);
  std::string welcome;
  auto guest = connect(student, &welcome);
  join(*guest, room);
  guest->cut();
  EXPECT_TRUE(host->wait_for(R"(42["participant-updated")").contains("\"reconnecting\""));
  ask(*host, "chat-message", R"({"text":"Are you there?"})");
  const auto at = welcome.find("\"pid\":\"") + 7;
  const auto pid = welcome.substr(at, welcome.find('"', at) - at);
  SocketPeer again(http_.address());
  const auto answer = again.enter(R"({"token":")" + student.token + R"(","pid":")" + pid + "\"}");
  EXPECT_TRUE(answer.contains(pid)) << answer;
  EXPECT_TRUE(again.wait_for(R"(42["chat-message")").contains("\"Are you there?\""));
  EXPECT_TRUE(host->wait_for(R"(42["participant-updated")").contains("\"connected\""));
}

TEST_P(RealtimeTest, EndsSocketsAsSoonAsTheirSessionIsRevokedHere) {
  start();
  auto peer = connect(student);
  EXPECT_EQ(post("/auth/logout", "{}", student).outcome(), "204");
  EXPECT_TRUE(peer->wait_for(R"(42["auth-revoked")").contains("\"INVALID_TOKEN\""));
  EXPECT_TRUE(peer->is_closed());
}

TEST_P(RealtimeTest, SendsEverybodyAwayWhenItShutsDown) {
  start();
  auto peer = connect(student);
  realtime_.shut_down();
  EXPECT_TRUE(peer->receive().starts_with(R"(42["server-draining",{"reconnect_after_ms":2000})"));
  EXPECT_TRUE(peer->is_closed());
  http::RawClient late(http_.address());
  late.send(http::websocket_request("/socket.io/?EIO=4&transport=websocket"));
  EXPECT_EQ(late.receive()->status, 403);
}

}  // namespace
}  // namespace vtp::app
