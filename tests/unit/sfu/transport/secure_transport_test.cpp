#include "sfu/transport/secure_transport.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/srtp.h"
#include "support/sfu/transport_world.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Buffer;
using rtc::DtlsState;
using rtc::IceState;

/// The smallest compound: an empty report of a receiver.
const Buffer some_rtcp = rtc::from_hex("80c90001 00000007");

TEST(SecureTransport, ConnectsAndCarriesPacketsBothWays) {
  TransportWorld world;
  EXPECT_FALSE(world.transport.is_open());
  world.run_for(1s);
  ASSERT_TRUE(world.is_connected());
  EXPECT_EQ(world.transport.end(), std::nullopt);
  EXPECT_EQ(world.received.states.back(),
            std::pair(IceState::completed, std::optional(DtlsState::connected)));

  world.inject(world.sealed_rtp(1, 10), world.client_at);
  ASSERT_EQ(world.received.rtp.size(), 1U);
  EXPECT_EQ(world.received.rtp[0], rtc::rtp_with(1, 10, Buffer(100, 7)));
  Buffer compound(100);
  compound.resize(world.client.seal_rtcp(some_rtcp, compound).value());
  world.inject(compound, world.client_at);
  EXPECT_EQ(world.received.rtcp, std::vector<Buffer>{some_rtcp});

  const auto packet = rtc::rtp_with(2, 20, Buffer(1000, 9));
  EXPECT_TRUE(world.transport.send_rtp(packet));
  EXPECT_TRUE(world.transport.send_rtcp(some_rtcp));
  world.run_for(100ms);
  EXPECT_EQ(world.client_rtp, std::vector<Buffer>{packet});
  EXPECT_EQ(world.client_rtcp, std::vector<Buffer>{some_rtcp});
}

TEST(SecureTransport, TakesTheRoleThatThePeerDoesNot) {
  for (const auto role : {DtlsRoleOffer::client, DtlsRoleOffer::server, DtlsRoleOffer::automatic}) {
    TransportWorld world({.client_role = role});
    world.run_for(1s);
    EXPECT_TRUE(world.is_connected());
  }
}

TEST(SecureTransport, KeepsAHandshakeThatIsFasterThanSignalling) {
  TransportWorld world({.connects_by_itself = false});
  world.run_for(30ms);  // one flight, and no second one
  EXPECT_TRUE(world.client.has_path());
  EXPECT_EQ(world.received.states.back(), std::pair(IceState::completed, std::optional<DtlsState>()));
  ASSERT_TRUE(world.transport.connect(world.client_parameters(), world.now));
  world.run_for(15ms);
  EXPECT_TRUE(world.client.is_connected());
  EXPECT_EQ(world.drops(DropReason::handshake_busy), 0U);
}

TEST(SecureTransport, ConnectsOnce) {
  TransportWorld world;
  const auto parameters = world.client_parameters();
  EXPECT_TRUE(world.transport.connect(parameters, world.now));
  auto other = parameters;
  other.role = DtlsRoleOffer::server;
  EXPECT_EQ(world.transport.connect(other, world.now).error().code, ErrorCode::transport_already_connected);
}

TEST(SecureTransport, WantsAFingerprintThatItCanUse) {
  TransportWorld world({.connects_by_itself = false});
  const auto refused = [&](std::vector<DtlsFingerprint> fingerprints) {
    const auto result = world.transport.connect(
        {.role = DtlsRoleOffer::client, .fingerprints = std::move(fingerprints)}, world.now);
    return !result && result.error().code == ErrorCode::invalid_dtls_parameters;
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({{"sha-1", "00:01"}}));
  EXPECT_TRUE(refused({{"sha-256", "00:01"}}));
  EXPECT_TRUE(refused(std::vector<DtlsFingerprint>(17, world.client_parameters().fingerprints[0])));
  auto mixed = world.client_parameters();
  mixed.fingerprints.insert(mixed.fingerprints.begin(), {"md5", "00"});
  EXPECT_TRUE(world.transport.connect(mixed, world.now));
}

TEST(SecureTransport, RefusesAnotherCertificateThanPromised) {
  TransportWorld world({.expected_of_client = rtc::sha_256_of(rtc::server_context())});
  world.run_for(1s);
  EXPECT_FALSE(world.is_connected());
  EXPECT_FALSE(world.transport.is_open());
  EXPECT_EQ(world.transport.end(), TransportCloseReason::dtls_failed);
  EXPECT_EQ(world.received.states.back().second, DtlsState::failed);
  EXPECT_FALSE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
}

TEST(SecureTransport, AClientRefusesUsLikewise) {
  TransportWorld world({.expected_of_server = rtc::sha_256_of(rtc::client_context())});
  world.run_for(2s);
  EXPECT_EQ(world.client.dtls_failure(), rtc::DtlsFailure::wrong_fingerprint);
  EXPECT_FALSE(world.transport.is_open());
}

TEST(SecureTransport, GivesUpWhenNobodyConnects) {
  TransportWorld world;
  world.client.fall_silent();
  world.tap = [](Buffer& datagram) { datagram.clear(); };
  world.run_for(29s);
  EXPECT_EQ(world.transport.end(), std::nullopt);
  world.run_for(2s);
  EXPECT_EQ(world.transport.end(), TransportCloseReason::not_connected);
  EXPECT_EQ(world.transport.deadline(), rtc::never);
}

TEST(SecureTransport, SendsNothingWithoutConsent) {
  TransportWorld world;
  world.run_for(1s);
  world.client.fall_silent();
  world.run_for(29s);
  EXPECT_TRUE(world.transport.is_open());
  world.run_for(3s);
  EXPECT_FALSE(world.transport.is_open());
  EXPECT_EQ(world.received.states.back().first, IceState::disconnected);
  const auto sent = world.sent_to.size();
  EXPECT_FALSE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
  EXPECT_EQ(world.drops(DropReason::no_consent), 1U);
  EXPECT_EQ(world.sent_to.size(), sent);
  world.inject(world.sealed_rtp(1, 1), world.client_at);
  EXPECT_EQ(world.drops(DropReason::unknown_source), 1U);
  EXPECT_EQ(world.transport.end(), std::nullopt);  // the browser may come back

  world.client_at = rtc::endpoint(9);
  world.client.restart({.username_fragment = "server", .password = "password of server"}, world.now);
  world.run_for(1s);
  EXPECT_TRUE(world.transport.is_open());
  EXPECT_TRUE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
  EXPECT_EQ(world.sent_to.back(), rtc::endpoint(9));
}

TEST(SecureTransport, GoesOnWhereARestartedClientIs) {
  TransportWorld world;
  world.run_for(1s);
  const rtc::IceCredentials newer{.username_fragment = "newer", .password = "another password"};
  world.transport.restart_ice(newer, world.now);
  EXPECT_EQ(world.transport.ice_parameters().username_fragment, "newer");
  EXPECT_TRUE(world.transport.answers_to("server", world.now));
  EXPECT_TRUE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
  EXPECT_EQ(world.sent_to.back(), rtc::endpoint(1));

  world.client_at = rtc::endpoint(2, 6000, rtc::TransportProtocol::tcp);
  world.client.restart(newer, world.now);
  world.run_for(1s);
  EXPECT_TRUE(world.transport.send_rtp(rtc::rtp_with(1, 2, Buffer(10))));
  EXPECT_EQ(world.sent_to.back(), world.client_at);
  world.run_for(1s);
  EXPECT_EQ(world.client_rtp.size(), 1U);  // with the keys that they had
}

TEST(SecureTransport, LeavesAConnectionThatIsClosed) {
  TransportWorld world;
  world.run_for(1s);
  world.transport.lose(rtc::endpoint(7), world.now);
  EXPECT_TRUE(world.transport.is_open());
  world.transport.lose(world.client_at, world.now);
  EXPECT_FALSE(world.transport.is_open());
  EXPECT_EQ(world.received.states.back().first, IceState::disconnected);
}

TEST(SecureTransport, NoticesThatThePeerGoes) {
  TransportWorld world;
  world.run_for(1s);
  world.client.close();
  world.run_for(1s);
  EXPECT_EQ(world.transport.end(), TransportCloseReason::dtls_closed);
  EXPECT_FALSE(world.transport.is_open());
}

TEST(SecureTransport, SaysGoodbye) {
  TransportWorld world;
  world.run_for(1s);
  world.transport.close();
  EXPECT_FALSE(world.transport.is_open());
  EXPECT_EQ(world.transport.deadline(), rtc::never);
  world.run_for(1s);
  EXPECT_EQ(world.client.dtls_state(), DtlsState::closed);
  EXPECT_FALSE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
}

// What strangers and broken networks send.

TEST(SecureTransport, CountsWhatIsNotAuthentic) {
  TransportWorld world;
  world.run_for(1s);
  auto forged = world.sealed_rtp(1, 1);
  forged.back() ^= 1U;
  world.inject(forged, world.client_at);
  EXPECT_EQ(world.drops(DropReason::not_authentic), 1U);
  const auto wrong_password = rtc::check_for({.username_fragment = "server", .password = "guessed"}, true);
  world.inject(rtc::bytes_of_check(wrong_password), rtc::endpoint(66));
  EXPECT_EQ(world.drops(DropReason::not_authentic), 2U);
  EXPECT_FALSE(world.transport.knows(rtc::endpoint(66)));
  EXPECT_EQ(world.sent_to.back(), rtc::endpoint(66));  // it is told so
  EXPECT_TRUE(world.transport.send_rtp(rtc::rtp_with(1, 1, Buffer(10))));
  EXPECT_EQ(world.sent_to.back(), world.client_at);
  EXPECT_TRUE(world.received.rtp.empty());
}

TEST(SecureTransport, CountsWhatIsReplayed) {
  TransportWorld world;
  world.run_for(1s);
  const auto packet = world.sealed_rtp(1, 1);
  world.inject(packet, world.client_at);
  world.inject(packet, world.client_at);
  EXPECT_EQ(world.received.rtp.size(), 1U);
  EXPECT_EQ(world.drops(DropReason::replayed), 1U);
}

TEST(SecureTransport, CountsWhatComesFromElsewhere) {
  TransportWorld world;
  world.run_for(1s);
  world.inject(world.sealed_rtp(1, 1), rtc::endpoint(66));
  world.inject(rtc::from_hex("16fefd0000000000000000"), rtc::endpoint(66));
  EXPECT_EQ(world.drops(DropReason::unknown_source), 2U);
  EXPECT_TRUE(world.received.rtp.empty());
}

TEST(SecureTransport, CountsWhatIsNoPacket) {
  TransportWorld world;
  world.run_for(1s);
  world.inject({}, world.client_at);
  world.inject(rtc::from_hex("ff00"), world.client_at);
  world.inject(rtc::from_hex("80"), world.client_at);
  world.inject(rtc::from_hex("8060"), world.client_at);
  world.inject(rtc::from_hex("0001"), world.client_at);
  EXPECT_EQ(world.drops(DropReason::malformed), 5U);
}

TEST(SecureTransport, CountsMediaBeforeTheKeys) {
  TransportWorld world({.connects_by_itself = false});
  world.run_for(30ms);
  world.inject(rtc::rtp_with(1, 1, Buffer(100)), world.client_at);
  EXPECT_EQ(world.drops(DropReason::no_keys), 1U);
  EXPECT_FALSE(world.transport.send_rtcp(some_rtcp));
  EXPECT_EQ(world.drops(DropReason::no_keys), 2U);
}

TEST(SecureTransport, SealsNoNumberTwice) {
  TransportWorld world;
  world.run_for(1s);
  const auto packet = rtc::rtp_with(1, 1, Buffer(10));
  EXPECT_TRUE(world.transport.send_rtp(packet));
  EXPECT_FALSE(world.transport.send_rtp(packet));
  EXPECT_FALSE(world.transport.send_rtp(Buffer(5)));
  EXPECT_FALSE(world.transport.send_rtp(rtc::rtp_with(1, 2, Buffer(3000))));
  EXPECT_EQ(world.drops(DropReason::not_sealable), 3U);
}

TEST(SecureTransport, BoundsWhatWaitsForAHandshake) {
  TransportWorld world({.connects_by_itself = false});
  world.run_for(30ms);
  for (int i = 0; i < 100; ++i) world.inject(rtc::from_hex("16fefd00000000000000000001ff"), world.client_at);
  EXPECT_GE(world.drops(DropReason::handshake_busy), 100U - Handshake::most_waiting);
  ASSERT_TRUE(world.transport.connect(world.client_parameters(), world.now));
  world.run_for(10s);
  EXPECT_TRUE(world.is_connected());
}

/// A part of the first message of a handshake, as browsers with large key shares send it. `number` is that of
/// the record; the client goes on with 1.
Buffer fragment_of(const Buffer& hello, std::size_t begin, std::size_t end, std::uint8_t number) {
  constexpr std::size_t record_header = 13;
  constexpr std::size_t message_header = 12;
  Buffer fragment(hello.begin(), hello.begin() + record_header + message_header);
  const auto body = hello.begin() + record_header + message_header;
  fragment.insert(fragment.end(), body + static_cast<std::ptrdiff_t>(begin),
                  body + static_cast<std::ptrdiff_t>(end));
  rtc::write_number<6>(fragment, 5, number);
  rtc::write_u16(fragment, 11, static_cast<std::uint16_t>(message_header + end - begin));
  rtc::write_u24(fragment, record_header + 6, static_cast<std::uint32_t>(begin));
  rtc::write_u24(fragment, record_header + 9, static_cast<std::uint32_t>(end - begin));
  return fragment;
}

TEST(SecureTransport, TakesAClientHelloInTwoDatagramsInAnyOrder) {
  for (const bool is_in_order : {true, false}) {
    TransportWorld world;
    std::vector<Buffer> halves;
    world.tap = [&](Buffer& datagram) {
      const bool is_hello = datagram[0] == 22 && datagram[13] == 1;
      if (!is_hello) return;
      const auto size = rtc::read_u24(datagram, 14);
      halves = {fragment_of(datagram, 0, size / 2, 0), fragment_of(datagram, size / 2, size, 40)};
      datagram.clear();
    };
    while (halves.empty()) world.run_for(5ms);
    world.tap = nullptr;
    if (!is_in_order) std::swap(halves[0], halves[1]);
    for (const auto& half : halves) world.inject(half, world.client_at);
    world.run_for(40ms);  // before it would be said again
    EXPECT_TRUE(world.is_connected());
  }
}

// The lane.

TEST(SecureTransport, WaitsForTheLane) {
  SlowLane lane(4);
  TransportWorld world({.lane = &lane});
  world.run_for(30ms);
  EXPECT_EQ(lane.waiting(), 1U);
  EXPECT_EQ(world.transport.deadline(), world.now - 30ms + 30s) << "the deadline of the session is with it";
  lane.finish_one(world.now);
  EXPECT_EQ(world.turns, 1U);
  for (int i = 0; i < 10; ++i) {
    world.run_for(20ms);
    while (lane.waiting() > 0) lane.finish_one(world.now);
  }
  EXPECT_TRUE(world.is_connected());
}

TEST(SecureTransport, TriesAgainWhenTheLaneIsFull) {
  for (const auto role : {DtlsRoleOffer::client, DtlsRoleOffer::server}) {
    SlowLane lane(0);
    TransportWorld world({.client_role = role, .lane = &lane});
    world.run_for(30ms);
    EXPECT_EQ(lane.waiting(), 0U);
    lane.set_capacity(1);
    for (int i = 0; i < 20; ++i) {
      world.run_for(25ms);
      while (lane.waiting() > 0) lane.finish_one(world.now);
    }
    EXPECT_TRUE(world.is_connected());
  }
}

TEST(SecureTransport, MayGoWhileItsHandshakeIsComputed) {
  SlowLane lane(4);
  {
    TransportWorld world({.lane = &lane});
    world.run_for(30ms);
    ASSERT_EQ(lane.waiting(), 1U);
  }
  lane.finish_one(rtc::Instant(5s));
}

RC_GTEST_PROP(SecureTransport, ConnectsThroughBadWeather, (std::uint64_t seed)) {
  TransportWorld world({.seed = seed,
                        .weather = {.loss = 0.2, .doubling = 0.2, .latency = 5ms, .jitter = 30ms},
                        .client_role = seed % 2 == 0 ? DtlsRoleOffer::client : DtlsRoleOffer::server});
  while (!world.is_connected() && world.now < rtc::Instant(30s)) world.run_for(100ms);
  RC_ASSERT(world.is_connected());
  RC_ASSERT(world.transport.end() == std::nullopt);

  for (std::uint16_t i = 0; i < 100; ++i) {
    RC_ASSERT(world.transport.send_rtp(rtc::rtp_with(1, i, Buffer(50, 3))));
    world.run_for(10ms);
  }
  world.run_for(1s);
  RC_ASSERT(world.client_rtp.size() > 30U);
  RC_ASSERT(world.client_rtp.size() <= 100U);
}

/// What breaks a flight on the way may end the handshake, which nothing protects yet, but never bends it.
RC_GTEST_PROP(SecureTransport, BrokenFlightsEndAtMostThisHandshake, (std::uint64_t seed)) {
  TransportWorld world(
      {.seed = seed,
       .weather = {.loss = 0.1, .doubling = 0.1, .corruption = 0.1, .latency = 5ms, .jitter = 30ms},
       .client_role = seed % 2 == 0 ? DtlsRoleOffer::client : DtlsRoleOffer::server});
  while (!world.is_connected() && world.transport.deadline() != rtc::never && world.now < rtc::Instant(40s))
    world.run_for(100ms);
  RC_ASSERT(world.is_connected() || world.transport.end() != std::nullopt || world.now >= rtc::Instant(31s));
  if (!world.is_connected()) return;
  for (std::uint16_t i = 0; i < 100; ++i) {
    world.transport.send_rtp(rtc::rtp_with(1, i, Buffer(50, 3)));
    world.run_for(10ms);
  }
  for (const auto& packet : world.client_rtp)
    RC_ASSERT(Buffer(packet.begin() + 12, packet.end()) == Buffer(50, 3));
}

}  // namespace
}  // namespace vtp::sfu
