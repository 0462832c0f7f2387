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
    const auto request = StunMessage::parse(bytes_of(bytes)).value();
    const auto username = request.find_text(StunAttribute::username);
    const bool is_allowed = username && request.has_integrity(long_term_key(*username, "realm", password)) &&
                            request.find_text(StunAttribute::nonce) == "nonce";
    std::array<std::uint8_t, 500> out;
    StunWriter writer(out, request.method(), is_allowed ? StunClass::success : StunClass::error,
                      request.transaction());
    if (is_allowed) {
      const bool is_end = read_u32(request.find(StunAttribute::lifetime).value(), 0) == 0;
      allocations += is_end ? -1 : 1;
      writer.integrity(long_term_key(*username, "realm", password));
    } else {
      writer.error(401, "Unauthorized");
      writer.attribute(StunAttribute::realm, "realm");
      writer.attribute(StunAttribute::nonce, "nonce");
    }
    return std::string(text_of(writer.finish().value()));
  }
};

std::string error_answer(StunMethod method, const TransactionId& transaction, int code) {
  std::array<std::uint8_t, 100> out;
  StunWriter writer(out, method, StunClass::error, transaction);
  writer.error(code, "");
  return std::string(text_of(writer.finish().value()));
}

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
  probe.on_answer(error_answer(StunMethod::allocate, {'a'}, 508));
  EXPECT_EQ(probe.verdict(), TurnVerdict::unusable);
}

}  // namespace
}  // namespace vtp::rtc
