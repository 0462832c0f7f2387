#include "rtc/ice/ice_lite_agent.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/ice.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

const IceCredentials ours{.username_fragment = "local", .password = "local-password"};
const IceCredentials renewed{.username_fragment = "newer", .password = "newer-password"};

class IceLiteAgentTest : public ::testing::Test {
 protected:
  IceOutcome send(const Check& check, const Endpoint& from, Duration at = 0s) {
    return send_bytes(bytes_of_check(check), from, at);
  }
  IceOutcome send_bytes(const Buffer& bytes, const Endpoint& from, Duration at = 0s) {
    answer_.assign(IceLiteAgent::longest_answer, 0);
    const auto result = agent_.handle(bytes, from, Instant(at), answer_);
    answer_.resize(result.answer_size);
    return result.outcome;
  }
  [[nodiscard]] StunMessage answer() const { return StunMessage::parse(answer_).value(); }

  IceLiteAgent agent_{ours};
  Buffer answer_;
};

TEST_F(IceLiteAgentTest, AnswersAndConnects) {
  EXPECT_EQ(agent_.state(), IceState::fresh);
  EXPECT_EQ(agent_.selected(), std::nullopt);
  EXPECT_EQ(agent_.deadline(), never);
  EXPECT_EQ(send(check_for(ours), endpoint(1)), IceOutcome::answered);
  EXPECT_EQ(answer().kind(), StunClass::success);
  EXPECT_EQ(answer().transaction(), (TransactionId{1, 2, 3}));
  EXPECT_TRUE(answer().has_integrity(ours.password));
  EXPECT_TRUE(answer().find(StunAttribute::fingerprint));
  EXPECT_TRUE(answer().has_acceptable_fingerprint());
  EXPECT_TRUE(answer().find(StunAttribute::xor_mapped_address));
  EXPECT_EQ(agent_.state(), IceState::connected);
  EXPECT_EQ(agent_.selected(), endpoint(1));
  EXPECT_TRUE(agent_.knows(endpoint(1)));
  EXPECT_FALSE(agent_.knows(endpoint(2)));
}

TEST_F(IceLiteAgentTest, SendsWhereThePeerChooses) {
  send(check_for(ours), endpoint(1));
  send(check_for(ours), endpoint(2));
  EXPECT_EQ(agent_.selected(), endpoint(1));
  send(check_for(ours, true), endpoint(2));
  EXPECT_EQ(agent_.state(), IceState::completed);
  EXPECT_EQ(agent_.selected(), endpoint(2));
  send(check_for(ours), endpoint(1));
  EXPECT_EQ(agent_.selected(), endpoint(2));
  const auto tcp = endpoint(2, 5000, TransportProtocol::tcp);
  send(check_for(ours, true), tcp);
  EXPECT_EQ(agent_.selected(), tcp);
}

TEST_F(IceLiteAgentTest, LeavesAPlaceThatIsGone) {
  send(check_for(ours), endpoint(1), 1s);
  send(check_for(ours), endpoint(2), 2s);
  send(check_for(ours, true), endpoint(3), 3s);
  agent_.lose(endpoint(4));
  EXPECT_EQ(agent_.selected(), endpoint(3));
  agent_.lose(endpoint(1));
  EXPECT_EQ(agent_.state(), IceState::completed);
  agent_.lose(endpoint(3));
  EXPECT_EQ(agent_.state(), IceState::connected);
  EXPECT_EQ(agent_.selected(), endpoint(2));
  agent_.lose(endpoint(2));
  EXPECT_EQ(agent_.state(), IceState::disconnected);
  EXPECT_EQ(agent_.selected(), std::nullopt);
}

TEST_F(IceLiteAgentTest, NumberedNominationsOnlyGoForward) {
  auto check = check_for(ours);
  check.nomination = 5;
  send(check, endpoint(1));
  EXPECT_EQ(agent_.state(), IceState::completed);
  check.nomination = 6;
  send(check, endpoint(2));
  check.nomination = 5;
  check.nominates = true;
  send(check, endpoint(1));
  EXPECT_EQ(agent_.selected(), endpoint(2));
}

TEST_F(IceLiteAgentTest, RefusesWhoDoesNotKnowThePassword) {
  auto check = check_for(ours, true);
  check.password = "guessed";
  EXPECT_EQ(send(check, endpoint(1)), IceOutcome::unauthenticated);
  EXPECT_EQ(answer().error_code(), 401);
  check = check_for(renewed);
  EXPECT_EQ(send(check, endpoint(1)), IceOutcome::unauthenticated);
  EXPECT_EQ(agent_.state(), IceState::fresh);
  EXPECT_FALSE(agent_.knows(endpoint(1)));
}

TEST_F(IceLiteAgentTest, RefusesChecksWithoutTheirParts) {
  Buffer out(100);
  StunWriter unsigned_check(out, StunMethod::binding, StunClass::request, {});
  unsigned_check.attribute(StunAttribute::username, "local:peer");
  EXPECT_EQ(send_bytes(copy_of(unsigned_check.finish().value()), endpoint(1)), IceOutcome::malformed);
  EXPECT_EQ(answer().error_code(), 400);
  StunWriter unnamed(out, StunMethod::binding, StunClass::request, {});
  unnamed.integrity(ours.password);
  EXPECT_EQ(send_bytes(copy_of(unnamed.finish().value()), endpoint(1)), IceOutcome::malformed);
}

TEST_F(IceLiteAgentTest, TellsWhatItDoesNotUnderstand) {
  Buffer out(100);
  StunWriter writer(out, StunMethod::binding, StunClass::request, {});
  writer.attribute(StunAttribute::username, "local:peer");
  writer.attribute(static_cast<StunAttribute>(0x7777), Bytes());
  writer.attribute(static_cast<StunAttribute>(0x8777), Bytes());  // may be passed over
  writer.integrity(ours.password);
  EXPECT_EQ(send_bytes(copy_of(writer.finish().value()), endpoint(1)), IceOutcome::unknown_attributes);
  EXPECT_EQ(answer().error_code(), 420);
  EXPECT_EQ(copy_of(answer().find(StunAttribute::unknown_attributes).value()), from_hex("7777"));
  EXPECT_TRUE(answer().has_integrity(ours.password));
}

TEST_F(IceLiteAgentTest, StaysControlled) {
  auto check = check_for(ours, true);
  check.is_controlled = true;
  EXPECT_EQ(send(check, endpoint(1)), IceOutcome::role_conflict);
  EXPECT_EQ(answer().error_code(), 487);
  EXPECT_EQ(agent_.state(), IceState::fresh);
}

TEST_F(IceLiteAgentTest, IgnoresWhatAsksNothing) {
  Buffer out(100);
  const StunWriter indication(out, StunMethod::binding, StunClass::indication, {});
  EXPECT_EQ(send_bytes(copy_of(indication.finish().value()), endpoint(1)), IceOutcome::ignored);
  EXPECT_EQ(send_bytes(from_text("noise"), endpoint(1)), IceOutcome::ignored);
  auto broken = bytes_of_check(check_for(ours));
  broken.back() ^= 1;  // of the fingerprint
  EXPECT_EQ(send_bytes(broken, endpoint(1)), IceOutcome::ignored);
  EXPECT_TRUE(answer_.empty());
}

TEST_F(IceLiteAgentTest, ConsentEndsWhenChecksDo) {
  send(check_for(ours, true), endpoint(1), 1s);
  EXPECT_EQ(agent_.deadline(), Instant(31s));
  send(check_for(ours), endpoint(1), 3s);
  EXPECT_EQ(agent_.deadline(), Instant(33s));
  agent_.on_time(Instant(33s - 1us));
  EXPECT_EQ(agent_.state(), IceState::completed);
  agent_.on_time(Instant(33s));
  EXPECT_EQ(agent_.state(), IceState::disconnected);
  EXPECT_EQ(agent_.selected(), std::nullopt);
  EXPECT_FALSE(agent_.knows(endpoint(1)));
  EXPECT_EQ(agent_.deadline(), never);
  send(check_for(ours), endpoint(2), 40s);
  EXPECT_EQ(agent_.state(), IceState::connected);
  EXPECT_EQ(agent_.selected(), endpoint(2));
}

TEST_F(IceLiteAgentTest, AnotherPathTakesThePlaceOfASilentOne) {
  send(check_for(ours, true), endpoint(1), 1s);
  send(check_for(ours), endpoint(2), 20s);
  send(check_for(ours), endpoint(3), 21s);
  agent_.on_time(Instant(31s));
  EXPECT_EQ(agent_.state(), IceState::connected);
  EXPECT_EQ(agent_.selected(), endpoint(3));
  EXPECT_FALSE(agent_.knows(endpoint(1)));
  EXPECT_TRUE(agent_.knows(endpoint(2)));
}

TEST_F(IceLiteAgentTest, RestartsWithoutAnInterruption) {
  send(check_for(ours, true), endpoint(1), 1s);
  agent_.restart(renewed, Instant(10s));
  EXPECT_EQ(agent_.selected(), endpoint(1));
  EXPECT_EQ(send(check_for(ours, true), endpoint(2), 11s), IceOutcome::answered);
  EXPECT_EQ(agent_.selected(), endpoint(2)) << "nobody has used the new credentials yet";
  EXPECT_EQ(send(check_for(renewed, true), endpoint(3), 12s), IceOutcome::answered);
  EXPECT_TRUE(answer().has_integrity(renewed.password));
  EXPECT_EQ(agent_.selected(), endpoint(3));
  EXPECT_EQ(send(check_for(ours, true), endpoint(2), 13s), IceOutcome::answered);
  EXPECT_EQ(agent_.selected(), endpoint(3)) << "the old session chooses nothing any more";
  EXPECT_TRUE(agent_.answers_to("local", Instant(40s - 1us)));
  EXPECT_FALSE(agent_.answers_to("local", Instant(40s)));
  EXPECT_EQ(send(check_for(ours), endpoint(2), 40s), IceOutcome::unauthenticated);
}

TEST_F(IceLiteAgentTest, ARestartBeginsTheNumbersOfNominationsAnew) {
  auto check = check_for(ours);
  check.nomination = 9;
  send(check, endpoint(1));
  agent_.restart(renewed, Instant(1s));
  check = check_for(renewed);
  check.nomination = 1;
  send(check, endpoint(2), 2s);
  EXPECT_EQ(agent_.selected(), endpoint(2));
}

TEST_F(IceLiteAgentTest, RemembersAFewPathsAndTheChosenOneAlways) {
  send(check_for(ours, true), endpoint(1));
  for (std::uint8_t host = 2; host < 30; ++host) send(check_for(ours), endpoint(host), 1s * host);
  EXPECT_TRUE(agent_.knows(endpoint(1)));
  EXPECT_FALSE(agent_.knows(endpoint(2)));
  EXPECT_TRUE(agent_.knows(endpoint(29)));
  EXPECT_EQ(agent_.selected(), endpoint(1));
}

TEST(IceLiteAgent, ChangesNothingWithoutRoomForItsAnswer) {
  IceLiteAgent agent(ours);
  const auto check = bytes_of_check(check_for(ours, true));
  Buffer out(40);
  EXPECT_EQ(agent.handle(check, endpoint(1), Instant(0s), out).outcome, IceOutcome::no_room);
  EXPECT_EQ(agent.state(), IceState::fresh);
}

TEST(IceLiteAgent, NamesWhoIsAsked) {
  const auto check = bytes_of_check(check_for(ours));
  EXPECT_EQ(checked_username_fragment(StunMessage::parse(check).value()), "local");
  const auto colonless = bytes_of_check({.username = "local", .password = "x"});
  EXPECT_EQ(checked_username_fragment(StunMessage::parse(colonless).value()), std::nullopt);
}

RC_GTEST_PROP(IceLiteAgent, SelectsOnlyLivingPathsWhatevertheOrderOfEvents, ()) {
  IceLiteAgent agent(ours);
  Instant now(1s);
  const int count = *rc::gen::inRange(1, 60);
  for (int i = 0; i < count; ++i) {
    now += std::chrono::seconds(*rc::gen::inRange(0, 12));
    agent.on_time(now);
    auto check = check_for(ours, *rc::gen::arbitrary<bool>());
    if (*rc::gen::inRange(0, 4) == 0) check.password = "guessed";
    Buffer out(IceLiteAgent::longest_answer);
    const auto from = endpoint(*rc::gen::inRange<std::uint8_t>(1, 20));
    const auto result = agent.handle(bytes_of_check(check), from, now, out);
    RC_ASSERT((result.outcome == IceOutcome::answered) == (check.password == ours.password));
    if (const auto selected = agent.selected()) RC_ASSERT(agent.knows(*selected));
    RC_ASSERT(agent.deadline() > now);
  }
}

}  // namespace
}  // namespace vtp::rtc
