#include "app/sign_in_watch.h"

#include <future>

#include "json/scan.h"
#include "support/app/socket_world.h"

namespace vtp::app {
namespace {

using namespace std::chrono_literals;
using vtp::testing::Person;
using vtp::testing::SocketPeer;

class SignInWatchTest : public vtp::testing::SocketWorld {
 protected:
  SignInWatchTest() {
    on_heard = [this](socketio::Socket& socket, socketio::Event& event) {
      auto acknowledge = classroom::Acknowledge();
      if (event.ack)
        acknowledge = [ack = *std::move(event.ack)](std::string answer) mutable {
          ack.send(std::move(answer));
        };
      watch_.refresh(socket, event.arguments.values.front(), std::move(acknowledge));
    };
  }

  void look_at_clock() {
    on_loop([this] { watch_.look_at_clock(); });
  }
  void recheck_all() {
    on_loop([this] { watch_.recheck_all(); });
    settle();
  }
  /// What another process writes: nobody here is told.
  void elsewhere(std::string_view sql, const auto&... values) {
    ASSERT_TRUE(database().write([&](db::Transaction& tx) { tx.query(sql, values...); }));
  }
  /// Nothing has come: what is asked for now is answered first.
  static void expect_silence(SocketPeer& peer) {
    peer.send(R"(42["auth-refresh",{}])");
    EXPECT_TRUE(peer.receive().starts_with(R"(42["error",)"));
  }
  static std::string refresh(SocketPeer& peer, std::string_view payload) {
    peer.send(R"(427["auth-refresh",)" + std::string(payload) + "]");
    return peer.receive();
  }
  static std::string refresh_with(SocketPeer& peer, const std::string& token) {
    return refresh(peer, R"({"token":")" + token + "\"}");
  }

  Person student = make_user(Role::student, "Sara");
  SignInWatch watch_{{.server = server_,
                      .registry = registry_,
                      .connections = connections_,
                      .authenticator = accounts().authenticator(),
                      .pool = pool_,
                      .clock = clock}};
};
VTP_ON_BOTH_ENGINES(SignInWatchTest);

TEST_P(SignInWatchTest, WarnsOnceAMinuteBeforeATokenExpiresAndThenEnds) {
  auto peer = enter(student);
  const auto expires_at =
      ask_loop([&] { return client_of(*registry_.of(student.id).front()).credential.expires_at; });
  clock.set(expires_at - 61s);
  look_at_clock();
  expect_silence(*peer);
  clock.advance(1s);
  look_at_clock();
  look_at_clock();
  const auto warning = peer->receive();
  EXPECT_TRUE(warning.starts_with(R"(42["auth-expiring",{"expires_at":")" + to_rfc3339(expires_at)))
      << warning;
  expect_silence(*peer);
  clock.set(expires_at);
  look_at_clock();
  EXPECT_TRUE(peer->receive().starts_with(R"(42["auth-revoked",{"code":"TOKEN_EXPIRED"})"));
  EXPECT_EQ(peer->receive(), "41");
  EXPECT_TRUE(peer->is_closed());
}

TEST_P(SignInWatchTest, TakesANewerTokenAndWarnsOfItsEndAgain) {
  auto peer = enter(student);
  const auto expires_at =
      ask_loop([&] { return client_of(*registry_.of(student.id).front()).credential.expires_at; });
  clock.set(expires_at - 30s);
  look_at_clock();
  EXPECT_TRUE(peer->receive().starts_with(R"(42["auth-expiring",)"));
  const auto renewed = sign_in_again(student);
  const auto answer = refresh_with(*peer, renewed.token);
  EXPECT_TRUE(answer.starts_with(R"(437[{"ok":true,"data":{"expires_at":")")) << answer;
  clock.set(expires_at);
  look_at_clock();
  expect_silence(*peer);
  clock.advance(24h);
  look_at_clock();
  EXPECT_TRUE(peer->receive().starts_with(R"(42["auth-revoked",{"code":"TOKEN_EXPIRED"})"));
}

TEST_P(SignInWatchTest, RefusesTokensThatAreNoneOrSomebodyElses) {
  auto peer = enter(student);
  const auto refused = [&](const std::string& answer, std::string_view code) {
    return answer.contains(R"("code":")" + std::string(code) + "\"");
  };
  EXPECT_TRUE(refused(refresh_with(*peer, make_user(Role::student, "Omar").token), "INVALID_TOKEN"));
  EXPECT_TRUE(refused(refresh_with(*peer, "nonsense"), "INVALID_TOKEN"));
  EXPECT_TRUE(refused(refresh(*peer, "5"), "INVALID_PAYLOAD"));
  EXPECT_TRUE(refused(refresh(*peer, "{}"), "MISSING_FIELDS"));
  EXPECT_TRUE(refused(refresh(*peer, R"({"token":5})"), "VALIDATION_FAILED"));
  const auto limited = refresh_with(*peer, "nonsense");
  EXPECT_TRUE(refused(limited, "RATE_LIMITED")) << limited;
  EXPECT_TRUE(limited.contains("\"retry_after_ms\":")) << limited;
  clock.advance(10s);
  EXPECT_TRUE(refused(refresh_with(*peer, "nonsense"), "INVALID_TOKEN"));
}

TEST_P(SignInWatchTest, FindsWhatAnotherProcessHasRevoked) {
  auto here = enter(student);
  const auto elsewhere_signed_in = sign_in_again(student);
  auto there = enter(elsewhere_signed_in);
  recheck_all();
  elsewhere("update sessions set revoked_at = $2 where id = $1", elsewhere_signed_in.session, clock.now());
  clock.advance(20s);  // older than what accounts may remember
  recheck_all();
  EXPECT_TRUE(there->receive().starts_with(R"(42["auth-revoked",{"code":"INVALID_TOKEN"})"));
  EXPECT_EQ(there->receive(), "41");
  EXPECT_TRUE(there->is_closed());
  expect_silence(*here);
}

TEST_P(SignInWatchTest, FindsWhomAnotherProcessHasDisabled) {
  auto peer = enter(student);
  elsewhere("update users set status = 'disabled' where id = $1", student.id);
  clock.advance(20s);
  recheck_all();
  EXPECT_TRUE(peer->receive().starts_with(R"(42["auth-revoked",{"code":"ACCOUNT_DISABLED"})"));
}

TEST_P(SignInWatchTest, AsksForOneUserAlone) {
  const auto omar = make_user(Role::student, "Omar");
  auto mine = enter(student);
  auto his = enter(omar);
  elsewhere("update users set status = 'disabled'");
  clock.advance(20s);
  watch_.recheck(omar.id);
  on_loop([] {});
  settle();
  EXPECT_TRUE(his->receive().starts_with(R"(42["auth-revoked",{"code":"ACCOUNT_DISABLED"})"));
  expect_silence(*mine);
}

TEST_P(SignInWatchTest, DoesNotEndASocketThatHasANewerTokenByNow) {
  auto peer = enter(student);
  const auto renewed = sign_in_again(student);
  std::promise<void> go_on;
  // Both threads of the pool are held: the answer about the old session comes after the new token.
  elsewhere("update sessions set revoked_at = $2 where id = $1", student.session, clock.now());
  clock.advance(20s);
  const auto held = go_on.get_future().share();
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(pool_.try_submit([held] { held.wait(); }));
  on_loop([this] { watch_.recheck_all(); });
  on_loop([&] {
    auto& client = client_of(*registry_.of(student.id).front());
    client.credential = accounts().authenticator().check(renewed.token).value();
  });
  go_on.set_value();
  settle();
  expect_silence(*peer);
}

TEST_P(SignInWatchTest, KeepsEverybodyWhileTheDatabaseDoesNotAnswer) {
  auto peer = enter(student);
  elsewhere("alter table sessions rename to sessions_away");
  clock.advance(20s);
  recheck_all();
  elsewhere("alter table sessions_away rename to sessions");
  expect_silence(*peer);
}

}  // namespace
}  // namespace vtp::app
