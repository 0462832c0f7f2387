#include "app/socket_registry.h"

#include <algorithm>

#include "support/socketio/hub_world.h"

namespace vtp::app {
namespace {

accounts::Credential credential_of(UserId user) {
  accounts::Credential credential;
  credential.identity.user = user;
  return credential;
}

class SocketRegistryTest : public socketio::HubTest {
 protected:
  void SetUp() override { start({.recovery = socketio::Recovery{}}); }

  socketio::Socket& enter_socket(socketio::TestWebSocket** client = nullptr) {
    auto* entered = enter();
    if (client) *client = entered;
    return *application_.last;
  }

  SocketRegistry registry_;
};

TEST_F(SocketRegistryTest, FindsSocketsByNumberAndByUser) {
  const auto sara = UserId::make();
  const auto omar = UserId::make();
  auto& first = enter_socket();
  auto& second = enter_socket();
  auto& third = enter_socket();
  const auto one = registry_.add(first, credential_of(sara)).id;
  const auto two = registry_.add(second, credential_of(omar)).id;
  const auto three = registry_.add(third, credential_of(sara)).id;

  EXPECT_EQ(registry_.find(two), &second);
  EXPECT_EQ(client_of(second).user(), omar);
  EXPECT_EQ(registry_.of(sara), (std::vector{&first, &third}));
  auto all = registry_.all();
  std::ranges::sort(all);
  EXPECT_EQ(all, (std::vector{one, two, three}));

  registry_.remove(first);
  EXPECT_EQ(registry_.find(one), nullptr);
  EXPECT_EQ(registry_.of(sara), std::vector{&third});
  registry_.remove(third);
  EXPECT_TRUE(registry_.of(sara).empty());
  EXPECT_EQ(registry_.all(), std::vector{two});
}

TEST_F(SocketRegistryTest, NeverGivesANumberTwice) {
  auto& socket = enter_socket();
  const auto first = registry_.add(socket, credential_of(UserId::make())).id;
  registry_.remove(socket);
  EXPECT_NE(registry_.add(socket, credential_of(UserId::make())).id, first);
}

TEST_F(SocketRegistryTest, CountsWhoIsConnectedButKnowsWhoMayComeBack) {
  const auto sara = UserId::make();
  socketio::TestWebSocket* client = nullptr;
  auto& lost = enter_socket(&client);
  registry_.add(lost, credential_of(sara));
  registry_.add(enter_socket(), credential_of(sara));
  EXPECT_EQ(registry_.connected_count(sara), 2U);
  client->cut();
  EXPECT_EQ(registry_.connected_count(sara), 1U);
  EXPECT_EQ(registry_.of(sara).size(), 2U);
  EXPECT_EQ(registry_.connected_count(UserId::make()), 0U);
}

}  // namespace
}  // namespace vtp::app
