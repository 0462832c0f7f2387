#include "socketio/socket.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/socketio/hub_world.h"

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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

TEST_F(HubTest, AnAckForAGoneSocketIsDropped) {
  auto* client = enter();
  std::optional<Ack> ack;
  application_.act = [&](Socket&, Event& event) { ack = std::move(event.ack); };
  client->send("421[\"a\"]");
  client->cut();
  world_->run([&] { ack->send(Arguments("1")); });
  EXPECT_TRUE(world_->reported.empty());
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

}  // namespace
}  // namespace vtp::socketio
