#include "socketio/hub.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/socketio/hub_world.h"

namespace vtp::socketio {
namespace {

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

TEST_F(HubTest, WhatAHandlerThrowsHurtsNobody) {
  auto* client = enter();
  client->send("42[\"throw\"]");
  client->send("42[\"next\"]");
  EXPECT_EQ(application_.said.back(), "next");
  EXPECT_EQ(world_->reported, std::vector<std::string>{"asked to"});
}

}  // namespace
}  // namespace vtp::socketio
