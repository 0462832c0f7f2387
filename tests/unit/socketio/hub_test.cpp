#include "socketio/hub.h"

#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "json/scan.h"
#include "support/socketio/engine_world.h"

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto websocket = "EIO=4&transport=websocket";

std::string member(std::string_view object, std::string_view name) {
  for (const auto members = json::object_members(object).value(); const auto& [key, value] : members)
    if (key == name) return json::unquote(value);
  return {};
}

/// Notes what happens, and does what a test tells it to.
class Application final : public NamespaceHandler {
 public:
  void on_attempt(ConnectAttempt attempt) override {
    if (decide) return decide(std::move(attempt));
    attempt.accept();
  }
  void on_connect(Socket& socket) override {
    last = &socket;
    said.push_back("connect");
  }
  void on_event(Socket& socket, Event event) override {
    if (event.name == "throw") throw std::runtime_error("asked to");
    said.push_back(event.name);
    if (act) act(socket, event);
  }
  void on_suspend(Socket&, DisconnectReason reason) override {
    said.push_back("suspend " + std::string(to_text(reason)));
  }
  void on_resume(Socket& socket) override {
    last = &socket;
    said.push_back("resume");
  }
  void on_disconnect(Socket&, DisconnectReason reason) override {
    said.push_back("disconnect " + std::string(to_text(reason)));
  }

  std::function<void(ConnectAttempt)> decide;
  std::function<void(Socket&, Event&)> act;
  Socket* last = nullptr;
  std::vector<std::string> said;
};

class HubTest : public testing::Test {
 protected:
  void start(Options options) {
    options_ = std::move(options);
    world_ = std::make_unique<EngineWorld>(options_, [this](EngineSession& session, Handshake handshake) {
      return hub_->open(session, std::move(handshake));
    });
    hub_ = std::make_unique<Hub>(options_, *world_);
    hub_->serve(world_->engine());
    main_ = &hub_->add_namespace("/", application_);
    hub_->add_namespace("/other", other_);
  }
  void SetUp() override { start({}); }
  ~HubTest() override {
    world_->engine().close_all(DisconnectReason::server_shutting_down);
    world_->pass(seconds(0));
    hub_.reset();
  }

  /// A client that has opened a session, and no more.
  TestWebSocket* open() {
    auto* socket = world_->websocket(websocket);
    socket->receive();
    return socket;
  }
  /// One that is in the main namespace, too; `answer` is what it was told.
  TestWebSocket* enter(std::string_view auth = {}, std::string* answer = nullptr) {
    auto* socket = open();
    socket->send("40" + std::string(auth));
    const auto told = socket->receive();
    if (answer) *answer = told.substr(2);
    return socket;
  }

  Options options_;
  Application application_;
  Application other_;
  std::unique_ptr<EngineWorld> world_;
  std::unique_ptr<Hub> hub_;
  Namespace* main_ = nullptr;
};

TEST_F(HubTest, ClientsEnterNamespaces) {
  auto* client = open();
  client->send("40");
  const auto sid = member(client->receive().substr(2), "sid");
  EXPECT_EQ(sid, application_.last->id().view());
  client->send("40/other,{\"token\":\"1\"}");
  EXPECT_TRUE(client->receive().starts_with("40/other,{\"sid\":\""));
  client->send("40/none");
  EXPECT_EQ(client->receive(), "44/none,{\"message\":\"Invalid namespace\"}");
  EXPECT_EQ(main_->size(), 1U);
  client->cut();
  EXPECT_EQ(application_.said, (std::vector<std::string>{"connect", "disconnect transport close"}));
  EXPECT_EQ(other_.said, application_.said);
  EXPECT_EQ(main_->size(), 0U);
}

TEST_F(HubTest, TheApplicationDecidesWhoEnters) {
  application_.decide = [](ConnectAttempt attempt) {
    if (attempt.auth() == R"({"token":"good"})") return attempt.accept();
    attempt.refuse("Who are you?", R"({"code":"INVALID_TOKEN"})", attempt.auth() == "{}");
  };
  auto* client = open();
  client->send(R"(40{"token":"bad"})");
  EXPECT_EQ(client->receive(), R"(44{"message":"Who are you?","data":{"code":"INVALID_TOKEN"}})");
  client->send(R"(40{"token":"good"})");
  EXPECT_TRUE(client->receive().starts_with("40{"));
  auto* closed = open();
  closed->send("40");
  EXPECT_TRUE(closed->receive().starts_with("44{"));
  EXPECT_EQ(closed->receive(), "close 1000");
}

TEST_F(HubTest, ADecisionMayTakeItsTime) {
  std::vector<ConnectAttempt> attempts;
  application_.decide = [&](ConnectAttempt attempt) { attempts.push_back(std::move(attempt)); };
  auto* patient = open();
  patient->send("40");
  EXPECT_EQ(patient->receive(), "");
  auto* gone = open();
  gone->send("40");
  gone->cut();
  auto* forgotten = open();
  forgotten->send("40");
  ASSERT_EQ(attempts.size(), 3U);
  attempts[0].accept();
  attempts[1].accept();
  attempts.clear();
  EXPECT_TRUE(patient->receive().starts_with("40{"));
  EXPECT_TRUE(forgotten->receive().starts_with("44{"));
  EXPECT_EQ(application_.said, std::vector<std::string>{"connect"});
}

TEST_F(HubTest, WhoBreaksTheOrderIsClosed) {
  for (const auto* text : {"42[\"a\"]", "43[]", "4abc", "42{}", "451-[\"a\"]x", "44{}", "4"}) {
    auto* client = open();
    client->send(text);
    EXPECT_EQ(client->receive(), "close 1008") << text;
  }
  for (const auto* text : {"40", "42abc[\"a\"]", "42[\"disconnect\"]"}) {
    auto* client = enter();
    client->send(text);
    EXPECT_EQ(client->receive(), "close 1008") << text;
  }
  auto* client = enter();
  client->send_binary("nothing announced it");
  EXPECT_EQ(client->receive(), "close 1008");
  client = enter();
  client->send(R"(451-["a",{"_placeholder":true,"num":0}])");
  client->send("42[\"not an attachment\"]");
  EXPECT_EQ(client->receive(), "close 1008");
  EXPECT_EQ(main_->size(), 0U);
}

TEST_F(HubTest, WhoEntersNothingIsClosed) {
  auto* idle = open();
  auto* left = enter();
  left->send("41");
  world_->pass(seconds(20));
  left->send("40");
  left->receive();
  left->send("41");
  world_->pass(milliseconds(24'999));
  idle->send("3");
  left->send("3");
  EXPECT_FALSE(idle->receive().starts_with("close"));
  world_->pass(milliseconds(1));
  std::string heard;
  for (auto text = idle->receive(); !text.empty(); text = idle->receive()) heard += text + " ";
  EXPECT_TRUE(heard.contains("close 1000")) << heard;
  EXPECT_EQ(world_->engine().session_count(), 1U);
}

TEST_F(HubTest, EventsAndAcksGoBothWays) {
  auto* client = enter();
  application_.act = [](Socket& socket, Event& event) {
    EXPECT_EQ(event.arguments.values, (std::vector<std::string>{"1", "{\"a\":[2]}"}));
    socket.emit("back", event.arguments);
    event.ack->send(std::move(event.arguments));
  };
  client->send(R"(427["message",1,{"a":[2]}])");
  EXPECT_EQ(client->receive(), R"(42["back",1,{"a":[2]}])");
  EXPECT_EQ(client->receive(), R"(437[1,{"a":[2]}])");
  std::vector<AckResult> answers;
  const auto ask = [&] {
    application_.last->emit_with_ack("ask", Arguments("1"), seconds(5),
                                     [&](AckResult result) { answers.push_back(std::move(result)); });
  };
  world_->run(ask);
  EXPECT_EQ(client->receive(), R"(420["ask",1])");
  client->send("430[\"yes\"]");
  client->send("430[\"again\"]");
  client->send("4399[\"never asked\"]");
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0]->values, std::vector<std::string>{"\"yes\""});
  world_->run(ask);
  world_->pass(milliseconds(4999));
  EXPECT_EQ(answers.size(), 1U);
  world_->pass(milliseconds(1));
  EXPECT_EQ(answers[1].error(), AckFailure::timed_out);
  client->receive();
  client->send("431[\"too late\"]");
  world_->run(ask);
  client->cut();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[2].error(), AckFailure::disconnected);
}

TEST_F(HubTest, AttachmentsArriveWithTheirEvent) {
  auto* client = enter();
  application_.act = [](Socket&, Event& event) { event.ack->send(std::move(event.arguments)); };
  client->send(R"(452-9["file",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}])");
  client->send_binary("one");
  EXPECT_EQ(client->receive(), "");
  client->send_binary("two");
  EXPECT_EQ(client->receive(), R"(462-9[{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}])");
  EXPECT_EQ(client->receive(), "binary one");
  EXPECT_EQ(client->receive(), "binary two");
}

TEST_F(HubTest, AttachmentsAreLimitedTogether) {
  start({.max_payload = 1000});
  auto* client = enter();
  client->send(R"(452-["file",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}])");
  client->send_binary(std::string(900, 'a'));
  client->send_binary(std::string(101, 'a'));
  EXPECT_EQ(client->receive(), "close 1008");
}

TEST_F(HubTest, BroadcastsReachRoomsOnceAndInOrder) {
  std::map<std::string, TestWebSocket*> clients;
  std::map<std::string, Token> ids;
  for (const auto* name : {"a", "b", "c", "d"}) {
    clients[name] = enter();
    ids.emplace(name, application_.last->id());
    world_->run([&] {
      if (*name != 'd') application_.last->join("red");
      if (*name == 'a' || *name == 'd') application_.last->join("blue");
    });
  }
  EXPECT_EQ(main_->members("red").size(), 3U);
  main_->to("red").to("blue").except(ids.at("b")).emit("first", Arguments("1"));
  main_->to("red").except("blue").emit("second", Arguments("2"));
  main_->to(ids.at("d")).emit("third", {});
  main_->to_all().emit("fourth", {});
  main_->to("nobody").emit("fifth", {});
  world_->run([] {});
  const auto heard = [&](const char* name) {
    std::string all;
    for (auto text = clients[name]->receive(); !text.empty(); text = clients[name]->receive()) all += text;
    return all;
  };
  EXPECT_EQ(heard("a"), R"(42["first",1]42["fourth"])");
  EXPECT_EQ(heard("b"), R"(42["second",2]42["fourth"])");
  EXPECT_EQ(heard("c"), R"(42["first",1]42["second",2]42["fourth"])");
  EXPECT_EQ(heard("d"), R"(42["first",1]42["third"]42["fourth"])");
  clients["a"]->cut();
  EXPECT_EQ(main_->members("red").size(), 2U);
  EXPECT_EQ(main_->members("blue").size(), 1U);
}

TEST_F(HubTest, ChosenSocketsGetOneMessage) {
  std::array<TestWebSocket*, 3> clients{};
  std::vector<Socket*> sockets;
  for (auto*& client : clients) {
    client = enter();
    sockets.push_back(application_.last);
  }
  world_->run([&] {
    main_->emit(std::array{sockets[0], sockets[2]}, "chosen", Arguments("1"));
    main_->emit({}, "nobody", {});
  });
  EXPECT_EQ(clients[0]->receive(), R"(42["chosen",1])");
  EXPECT_EQ(clients[1]->receive(), "");
  EXPECT_EQ(clients[2]->receive(), R"(42["chosen",1])");
  EXPECT_EQ(clients[2]->receive(), "");
}

TEST_F(HubTest, RoomsAreLeft) {
  auto* client = enter();
  world_->run([&] {
    application_.last->join("red");
    application_.last->join("red");
    EXPECT_EQ(main_->members("red").size(), 1U);
    EXPECT_TRUE(application_.last->is_in("red"));
    application_.last->leave("red");
    application_.last->leave("blue");
  });
  EXPECT_TRUE(main_->members("red").empty());
  main_->to("red").emit("a", {});
  world_->run([] {});
  EXPECT_EQ(client->receive(), "");
}

TEST_F(HubTest, EitherSideMayDisconnect) {
  auto* client = enter();
  client->send("40/other");
  client->receive();
  client->send("41/other,");
  EXPECT_EQ(other_.said.back(), "disconnect client namespace disconnect");
  world_->run([&] { application_.last->disconnect(); });
  EXPECT_EQ(client->receive(), "41");
  EXPECT_EQ(application_.said.back(), "disconnect server namespace disconnect");
  client->send("40/other");
  EXPECT_TRUE(client->receive().starts_with("40/other,"));
  client = enter();
  world_->run([&] { application_.last->disconnect(true); });
  EXPECT_EQ(client->receive(), "41");
  EXPECT_EQ(client->receive(), "close 1000");
}

TEST_F(HubTest, VolatileEventsAreDroppedBeforeTheRestIs) {
  start({.volatile_pause_bytes = 1000});
  auto* client = enter();
  client->channel.appetite = 0;
  world_->run([&] { application_.last->emit("big", Arguments().text(std::string(2000, 'a'))); });
  world_->run([&] { application_.last->emit("lost", {}, {.is_volatile = true}); });
  world_->run([&] { application_.last->emit("kept", {}); });
  client->channel.appetite = 1'000'000;
  client->read(1'000'000);
  EXPECT_TRUE(client->receive().starts_with("42[\"big\""));
  EXPECT_EQ(client->receive(), "42[\"kept\"]");
  world_->run([&] { application_.last->emit("sent", {}, {.is_volatile = true}); });
  EXPECT_EQ(client->receive(), "42[\"sent\"]");
}

TEST_F(HubTest, WhatAHandlerThrowsHurtsNobody) {
  auto* client = enter();
  client->send("42[\"throw\"]");
  client->send("42[\"next\"]");
  EXPECT_EQ(application_.said.back(), "next");
  EXPECT_EQ(world_->reported, std::vector<std::string>{"asked to"});
}

TEST_F(HubTest, AnAckForAGoneSocketIsDropped) {
  auto* client = enter();
  std::optional<Ack> ack;
  application_.act = [&](Socket&, Event& event) { ack = std::move(event.ack); };
  client->send("421[\"a\"]");
  client->cut();
  world_->run([&] { ack->send(Arguments("1")); });
  EXPECT_TRUE(world_->reported.empty());
}

class RecoveryTest : public HubTest {
 protected:
  void SetUp() override { start({.recovery = Recovery{.window = seconds(60), .max_events = 5}}); }

  /// Enters, joins a room, and sees one event.
  void begin() {
    std::string answer;
    client_ = enter("", &answer);
    sid_ = member(answer, "sid");
    pid_ = member(answer, "pid");
    world_->run([&] { application_.last->join("room"); });
    main_->to("room").emit("one", Arguments("1"));
    world_->run([] {});
    const auto event = client_->receive();
    offset_ = json::unquote(json::array_elements(std::string_view(event).substr(2)).value().back());
  }
  std::string comes_back() const { return R"({"pid":")" + pid_ + R"(","offset":")" + offset_ + R"("})"; }

  TestWebSocket* client_ = nullptr;
  std::string sid_;
  std::string pid_;
  std::string offset_;
};

TEST_F(RecoveryTest, GivesBackTheSocketAndWhatItMissed) {
  begin();
  client_->cut();
  EXPECT_EQ(application_.said.back(), "suspend transport close");
  main_->to("room").emit("two", Arguments("2"));
  main_->to("room").emit("lost", {}, {.is_volatile = true});
  main_->to("room").emit("three", {});
  world_->pass(milliseconds(59'999));
  std::string answer;
  auto* client = enter(comes_back(), &answer);
  EXPECT_EQ(member(answer, "sid"), sid_);
  EXPECT_EQ(member(answer, "pid"), pid_);
  EXPECT_TRUE(client->receive().starts_with(R"(42["two",2,")"));
  EXPECT_TRUE(client->receive().starts_with(R"(42["three",")"));
  EXPECT_EQ(client->receive(), "");
  main_->to("room").emit("four", {});
  world_->run([] {});
  EXPECT_TRUE(client->receive().starts_with(R"(42["four",")"));
  EXPECT_EQ(application_.said, (std::vector<std::string>{"connect", "suspend transport close", "resume"}));
}

TEST_F(RecoveryTest, KnowsHowLongItsClientHasBeenSilent) {
  begin();
  world_->pass(milliseconds(1500));
  EXPECT_EQ(application_.last->silence(), milliseconds(1500));
  client_->send("42[\"next\"]");
  EXPECT_EQ(application_.last->silence(), milliseconds(0));
  world_->pass(milliseconds(200));
  client_->cut();
  world_->pass(milliseconds(300));
  EXPECT_EQ(application_.last->silence(), milliseconds(500)) << "suspended";
}

TEST_F(RecoveryTest, EndsWithItsWindow) {
  begin();
  client_->cut();
  world_->pass(seconds(60));
  EXPECT_EQ(application_.said.back(), "disconnect transport close");
  EXPECT_EQ(main_->size(), 0U);
  EXPECT_TRUE(main_->members("room").empty());
  std::string answer;
  enter(comes_back(), &answer);
  EXPECT_NE(member(answer, "sid"), sid_);
}

TEST_F(RecoveryTest, CountsFromTheLastSignOfLife) {
  begin();
  world_->pass(seconds(45));  // a ping unanswered
  EXPECT_EQ(application_.said.back(), "suspend ping timeout");
  world_->pass(milliseconds(14'999));
  EXPECT_EQ(application_.said.back(), "suspend ping timeout");
  world_->pass(milliseconds(1));
  EXPECT_EQ(application_.said.back(), "disconnect ping timeout");
}

TEST_F(RecoveryTest, IsRefusedIfTooMuchWasMissed) {
  begin();
  client_->cut();
  for (int i = 0; i < 6; ++i) main_->to("room").emit("more", {});
  std::string answer;
  enter(comes_back(), &answer);
  EXPECT_NE(member(answer, "sid"), sid_);
  EXPECT_EQ(application_.said.back(), "connect");
}

TEST_F(RecoveryTest, TakesOverFromATransportThatOnlySeemsAlive) {
  begin();
  std::string answer;
  enter(comes_back(), &answer);
  EXPECT_EQ(member(answer, "sid"), sid_);
  EXPECT_EQ(client_->receive(), "close 1000");
  EXPECT_EQ(application_.said, (std::vector<std::string>{"connect", "suspend transport close", "resume"}));
}

TEST_F(RecoveryTest, IsTheApplicationsToAllow) {
  begin();
  client_->cut();
  bool had_previous = false;
  application_.decide = [&](ConnectAttempt attempt) {
    had_previous = attempt.previous() == application_.last;
    attempt.accept_as_new();
  };
  std::string answer;
  enter(comes_back(), &answer);
  EXPECT_TRUE(had_previous);
  EXPECT_NE(member(answer, "sid"), sid_);
  EXPECT_EQ(main_->size(), 2U);
}

TEST_F(RecoveryTest, WhoLeavesIsGoneAtOnce) {
  begin();
  client_->send("41");
  EXPECT_EQ(application_.said.back(), "disconnect client namespace disconnect");
  EXPECT_EQ(main_->size(), 0U);
}

TEST_F(RecoveryTest, TheSecretIsNotTheId) {
  begin();
  client_->cut();
  std::string answer;
  enter(R"({"pid":")" + sid_ + R"(","offset":")" + offset_ + R"("})", &answer);
  EXPECT_NE(member(answer, "sid"), sid_);
}

/// Rooms and recovery under any order of events: the hub's own books agree, and a client that always comes
/// back in time sees every event of its room once, in order.
RC_GTEST_PROP(HubProperty, NobodyMissesAnything, (const std::vector<std::uint8_t>& steps)) {
  Options options{.recovery = Recovery{.max_events = 1000}};
  Application application;
  std::unique_ptr<Hub> hub;
  EngineWorld world(options, [&](EngineSession& session, Handshake handshake) {
    return hub->open(session, std::move(handshake));
  });
  hub = std::make_unique<Hub>(options, world);
  hub->serve(world.engine());
  auto& space = hub->add_namespace("/", application);
  auto* client = world.websocket(websocket);
  client->receive();
  client->send("40");
  const auto pid = member(client->receive().substr(2), "pid");
  world.run([&] { application.last->join("room"); });
  std::string offset;
  int sent = 0;
  int seen = 0;
  const auto read = [&] {
    for (auto text = client->receive(); !text.empty(); text = client->receive()) {
      if (!text.starts_with("42[")) continue;
      const auto arguments = text.substr(2);
      const auto elements = json::array_elements(arguments).value();
      RC_ASSERT(elements[1] == std::to_string(++seen));
      offset = json::unquote(elements[2]);
    }
  };
  for (const auto step : steps) {
    switch (step % 4) {
      case 0:
      case 1:
        space.to("room").emit("n", Arguments(std::to_string(++sent)));
        if (step > 100) world.run([] {});
        break;
      case 2:
        read();
        break;
      default:
        world.run([] {});
        if (step > 128) client->cut();
        client = world.websocket(websocket);
        client->receive();
        client->send(R"(40{"pid":")" + pid + (offset.empty() ? "\"}" : R"(","offset":")" + offset + "\"}"));
    }
  }
  world.run([] {});
  read();
  RC_ASSERT(seen == sent);
  RC_ASSERT(space.size() == 1U);
  RC_ASSERT(space.members("room").size() == 1U);
  world.engine().close_all(DisconnectReason::server_shutting_down);
  world.run([] {});
  RC_ASSERT(space.size() == 0U);
  hub.reset();
}

}  // namespace
}  // namespace vtp::socketio
