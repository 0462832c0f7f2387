#include "app/socket_connections.h"

#include "support/app/socket_world.h"

namespace vtp::app {
namespace {

using vtp::testing::SocketPeer;

class SocketConnectionsTest : public vtp::testing::SocketWorld {
 protected:
  /// A new socket, and the number by which the classroom knows it.
  std::pair<std::unique_ptr<SocketPeer>, classroom::ConnectionId> connect() {
    auto peer = enter(student_);
    const auto id = ask_loop([&] {
      auto all = registry_.all();
      return *std::ranges::max_element(all);
    });
    return {std::move(peer), id};
  }
  static std::shared_ptr<const std::string> payload(std::string_view text) {
    return std::make_shared<const std::string>(text);
  }

  vtp::testing::Person student_ = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(SocketConnectionsTest);

TEST_P(SocketConnectionsTest, CarriesEventsToThoseWhoAreMeant) {
  auto [first, one] = connect();
  auto [second, two] = connect();
  auto [third, three] = connect();
  const auto gone = classroom::ConnectionId(99);
  connections_.send(std::array{one, three, gone}, "hand-updated", payload(R"({"n":1})"), false);
  connections_.send(std::array{one, two, three}, "pulse", payload(R"({"n":2})"), true);
  // What may be recovered has a number behind it.
  EXPECT_TRUE(first->receive().starts_with(R"(42["hand-updated",{"n":1},")"));
  EXPECT_EQ(first->receive(), R"(42["pulse",{"n":2}])");
  EXPECT_EQ(second->receive(), R"(42["pulse",{"n":2}])");
  EXPECT_TRUE(third->receive().starts_with(R"(42["hand-updated",{"n":1},")"));
  EXPECT_EQ(third->receive(), R"(42["pulse",{"n":2}])");
  on_loop([] {});
  EXPECT_EQ(realtime_metrics_.events_sent.value(), 5U);
}

TEST_P(SocketConnectionsTest, KeepsTheOrderOfOneThread) {
  auto [peer, id] = connect();
  for (int i = 0; i < 100; ++i)
    connections_.send(std::array{id}, "n", payload("{\"n\":" + std::to_string(i) + "}"), true);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(peer->receive(), R"(42["n",{"n":)" + std::to_string(i) + "}]");
}

TEST_P(SocketConnectionsTest, EndsAConnectionBehindWhatWasSent) {
  auto [peer, id] = connect();
  connections_.send(std::array{id}, "class-ended", payload("{}"), true);
  connections_.disconnect(id);
  connections_.disconnect(id);
  connections_.disconnect(classroom::ConnectionId(99));
  EXPECT_EQ(peer->receive(), R"(42["class-ended",{}])");
  EXPECT_EQ(peer->receive(), "41");
  EXPECT_TRUE(peer->is_closed());
  EXPECT_EQ(happened().back(), "disconnect server namespace disconnect");
}

}  // namespace
}  // namespace vtp::app
