// Over real sockets, with a clock that the test turns: what a minute allows is not a matter of the machine's
// speed.
#include "app/socket_door.h"

#include <latch>

#include "json/scan.h"
#include "support/app/socket_world.h"

namespace vtp::app {
namespace {

using namespace std::chrono_literals;
using vtp::testing::Person;
using vtp::testing::SocketPeer;

class SocketDoorTest : public vtp::testing::SocketWorld {
 protected:
  /// Leaves, and waits until the server knows.
  static void leave(SocketPeer& peer) {
    peer.send("41");
    peer.send("40");
    EXPECT_TRUE(peer.wait_for("44{").starts_with("44{"));
  }

  Person student = make_user(Role::student, "Sara");
};
VTP_ON_BOTH_ENGINES(SocketDoorTest);

TEST_P(SocketDoorTest, LetsInWhoShowsAToken) {
  EXPECT_EQ(knock(auth(student.token)), "in");
  EXPECT_EQ(knock("", "Authorization: Bearer " + student.token + "\r\n"), "in");
  const auto cookie = "Cookie: a=b; vtp_access=" + student.token + "\r\n";
  EXPECT_EQ(knock("", cookie + "Origin: http://h\r\n"), "in");
  EXPECT_EQ(knock("", cookie), "MISSING_TOKEN") << "no page of ours that says so";
}

TEST_P(SocketDoorTest, TakesTheFirstPlaceThatHoldsAToken) {
  const auto good = "Authorization: Bearer " + student.token + "\r\n";
  EXPECT_EQ(knock(auth("nonsense"), good), "INVALID_TOKEN");
  EXPECT_EQ(knock(auth(""), good), "in");
  EXPECT_EQ(knock(R"({"token":5})", good), "in");
  EXPECT_EQ(knock("", "Authorization: Basic abc\r\n"), "INVALID_TOKEN");
}

TEST_P(SocketDoorTest, SaysWhyNot) {
  EXPECT_EQ(knock(""), "MISSING_TOKEN");
  EXPECT_EQ(knock("{}"), "MISSING_TOKEN");
  EXPECT_EQ(knock(auth("nonsense")), "INVALID_TOKEN");
  const auto admin = make_user(Role::admin, "Ada");
  const auto gone = sign_in_again(student);
  EXPECT_EQ(post("/auth/logout", "{}", gone).outcome(), "204");
  EXPECT_EQ(knock(auth(gone.token)), "INVALID_TOKEN");
  post(student.path("/disable"), "{}", admin);
  EXPECT_EQ(knock(auth(student.token)), "ACCOUNT_DISABLED");
  clock.advance(24h);
  EXPECT_EQ(knock(auth(admin.token)), "TOKEN_EXPIRED");
  EXPECT_NE(metrics_text().find(R"(vtp_realtime_refused_total{code="MISSING_TOKEN"} 2)"), std::string::npos);
}

TEST_P(SocketDoorTest, RefusesForNowUntilItIsOpen) {
  is_open = false;
  SocketPeer peer(http_.address());
  const auto answer = peer.enter(auth(student.token));
  EXPECT_NE(answer.find(R"("data":{"code":"NOT_READY","retry_after_ms":1000})"), std::string::npos) << answer;
}

TEST_P(SocketDoorTest, LeavesAUserTenSockets) {
  std::vector<std::unique_ptr<SocketPeer>> peers;
  for (int i = 0; i < 10; ++i) peers.push_back(enter(student));
  EXPECT_EQ(knock(auth(student.token)), "RATE_LIMITED");
  EXPECT_EQ(knock(auth(make_user(Role::student, "Omar").token)), "in");
  leave(*peers.front());
  EXPECT_EQ(knock(auth(student.token)), "in");
}

TEST_P(SocketDoorTest, LetsAUserConnectThirtyTimesAMinute) {
  for (int i = 0; i < 30; ++i) leave(*enter(student));
  SocketPeer late(http_.address());
  const auto answer = late.enter(auth(student.token));
  EXPECT_NE(answer.find(R"("data":{"code":"RATE_LIMITED","retry_after_ms":2000})"), std::string::npos)
      << answer;
  EXPECT_EQ(knock(auth(make_user(Role::student, "Omar").token)), "in");
  clock.advance(2s);
  EXPECT_EQ(knock(auth(student.token)), "in");
  EXPECT_EQ(knock(auth(student.token)), "RATE_LIMITED");
}

TEST_P(SocketDoorTest, LetsAnAddressConnectSixHundredTimesAMinute) {
  // Who shows nothing counts like everybody else.
  for (int i = 0; i < 600; ++i) ASSERT_EQ(knock(""), "MISSING_TOKEN") << i;
  EXPECT_EQ(knock(""), "RATE_LIMITED");
  EXPECT_EQ(knock(auth(student.token)), "RATE_LIMITED");
  clock.advance(1s);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(knock(""), "MISSING_TOKEN");
  EXPECT_EQ(knock(""), "RATE_LIMITED");
}

TEST_P(SocketDoorTest, GivesASocketBackToItsOwnUserOnly) {
  const auto pid_of = [](const std::string& answer) {
    const auto at = answer.find("\"pid\":\"") + 7;
    return answer.substr(at, answer.find('"', at) - at);
  };
  const auto returning = [](const std::string& token, const std::string& pid) {
    return R"({"token":")" + token + R"(","pid":")" + pid + "\"}";
  };
  SocketPeer first(http_.address());
  const auto pid = pid_of(first.enter(auth(student.token)));
  first.cut();
  SocketPeer again(http_.address());
  EXPECT_EQ(pid_of(again.enter(returning(student.token, pid))), pid);
  EXPECT_EQ(happened().back(), "resume");

  const auto other = make_user(Role::student, "Omar");
  SocketPeer thief(http_.address());
  EXPECT_NE(pid_of(thief.enter(returning(other.token, pid))), pid);
  EXPECT_EQ(happened().back(), "connect");
}

/// One whose only thread is busy, with room for one more task.
class BusySocketDoorTest : public vtp::testing::SocketWorld {
 protected:
  BusySocketDoorTest() : SocketWorld({.name = "door", .threads = 1, .queue = 1}) {}
};
VTP_ON_BOTH_ENGINES(BusySocketDoorTest);

TEST_P(BusySocketDoorTest, RefusesForNowWhatItCannotLookUp) {
  const auto student = make_user(Role::student, "Sara");
  std::latch started(1);
  std::latch finish(1);
  ASSERT_TRUE(pool_.try_submit([&] {
    started.count_down();
    finish.wait();
  }));
  started.wait();
  std::latch next_done(1);
  ASSERT_TRUE(pool_.try_submit([&] { next_done.count_down(); }));
  EXPECT_EQ(knock(auth(student.token)), "NOT_READY");
  finish.count_down();
  next_done.wait();
  EXPECT_EQ(knock(auth(student.token)), "in");
}

}  // namespace
}  // namespace vtp::app
