#include "socketio/client.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/socketio/hub_world.h"

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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

}  // namespace
}  // namespace vtp::socketio
