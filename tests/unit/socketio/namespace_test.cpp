#include "socketio/namespace.h"

#include <array>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/socketio/hub_world.h"

namespace vtp::socketio {
namespace {

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

}  // namespace
}  // namespace vtp::socketio
