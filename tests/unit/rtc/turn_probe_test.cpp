#include "rtc/turn_probe.h"

#include <gtest/gtest.h>

namespace vtp::rtc {
namespace {

/// A TURN server that knows one password (RFC 8656 section 7.2).
class Server {
 public:
  std::string password = "right";
  int allocations = 0;

  std::string answer(const std::string& bytes) {
    const auto request = parse_stun(bytes).value();
    StunMessage message{
        .method = request.method, .kind = StunClass::error, .transaction = request.transaction};
    const auto username = request.find(StunAttribute::username);
    const bool is_allowed = username && has_integrity(bytes, long_term_key(*username, "realm", password)) &&
                            request.find(StunAttribute::nonce) == "nonce";
    if (!is_allowed) {
      message.attributes = {{StunAttribute::error_code, std::string("\0\0\4\1", 4)},
                            {StunAttribute::realm, "realm"},
                            {StunAttribute::nonce, "nonce"}};
      return write_stun(message);
    }
    message.kind = StunClass::success;
    const bool is_end = request.find(StunAttribute::lifetime) == std::string_view("\0\0\0\0", 4);
    allocations += is_end ? -1 : 1;
    return write_stun(message, long_term_key(*username, "realm", password));
  }
};

TEST(TurnProbe, GetsAnAddressAndGivesItBack) {
  Server server;
  TurnProbe probe("sara", "right", {});
  probe.on_answer(server.answer(probe.next()));
  EXPECT_EQ(probe.verdict(), TurnVerdict::pending) << "the challenge";
  probe.on_answer(server.answer(probe.next()));
  EXPECT_EQ(probe.verdict(), TurnVerdict::works);
  EXPECT_EQ(server.allocations, 1);
  server.answer(probe.next());
  EXPECT_EQ(server.allocations, 0);
}

TEST(TurnProbe, LearnsThatTheSecretIsAnotherOne) {
  Server server;
  TurnProbe probe("sara", "wrong", {});
  probe.on_answer(server.answer(probe.next()));
  probe.on_answer(server.answer(probe.next()));
  EXPECT_EQ(probe.verdict(), TurnVerdict::refused);
}

TEST(TurnProbe, TakesNoAnswersThatAreNotItsOwn) {
  Server server;
  TurnProbe probe("sara", "right", {'a'});
  TurnProbe other("sara", "right", {'b'});
  probe.on_answer("noise");
  probe.on_answer(server.answer(other.next()));
  EXPECT_EQ(probe.verdict(), TurnVerdict::pending);
  StunMessage full{.method = StunMethod::allocate, .kind = StunClass::error, .transaction = {'a'}};
  full.attributes.emplace_back(StunAttribute::error_code, std::string("\0\0\5\10", 4));  // 508
  probe.on_answer(write_stun(full));
  EXPECT_EQ(probe.verdict(), TurnVerdict::unusable);
}

}  // namespace
}  // namespace vtp::rtc
