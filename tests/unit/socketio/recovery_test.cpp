// A client that comes back after its transport was lost.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "json/scan.h"
#include "support/socketio/hub_world.h"

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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
