#include "rtc/dtls/dtls_session.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/dtls.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

constexpr Instant start(1s);

/// A client and a server that expect each other.
struct Pair {
  DtlsSession server{server_context(), DtlsRole::server, sha_256_of(client_context()), start};
  DtlsSession client{client_context(), DtlsRole::client, sha_256_of(server_context()), start};

  [[nodiscard]] bool is_connected() const {
    return client.state() == DtlsState::connected && server.state() == DtlsState::connected;
  }
  [[nodiscard]] bool has_the_same_keys() const {
    const auto& ours = server.srtp_keys();
    const auto& theirs = client.srtp_keys();
    return ours && theirs && ours->profile == theirs->profile && ours->sealing.key == theirs->opening.key &&
           ours->sealing.salt == theirs->opening.salt && ours->opening.key == theirs->sealing.key &&
           ours->opening.salt == theirs->sealing.salt;
  }
};

TEST(DtlsSession, BothSidesGetTheSameKeys) {
  Pair pair;
  DtlsNetwork network(pair.client, pair.server);
  network.run();
  EXPECT_TRUE(pair.is_connected());
  EXPECT_TRUE(pair.has_the_same_keys());
  EXPECT_EQ(pair.server.srtp_keys()->profile, SrtpProfile::aes_128_gcm);
  EXPECT_NE(pair.server.srtp_keys()->sealing.key, pair.server.srtp_keys()->opening.key);
  EXPECT_EQ(network.now, start) << "nothing had to be sent again";
  EXPECT_EQ(pair.server.deadline(), never);
}

TEST(DtlsSession, TheServersOrderOfProfilesCounts) {
  // As browsers offer them.
  const DtlsContext browser(
      std::array{SrtpProfile::aes_128_cm_sha1_80, SrtpProfile::aes_256_gcm, SrtpProfile::aes_128_gcm});
  DtlsSession server(server_context(), DtlsRole::server, sha_256_of(browser), start);
  DtlsSession client(browser, DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(client, server).run();
  ASSERT_EQ(server.state(), DtlsState::connected);
  EXPECT_EQ(server.srtp_keys()->profile, SrtpProfile::aes_128_gcm);
  const DtlsContext old(std::array{SrtpProfile::aes_128_cm_sha1_80});
  DtlsSession other(server_context(), DtlsRole::server, sha_256_of(old), start);
  DtlsSession simple(old, DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(simple, other).run();
  ASSERT_EQ(other.state(), DtlsState::connected);
  EXPECT_EQ(other.srtp_keys()->profile, SrtpProfile::aes_128_cm_sha1_80);
}

TEST(DtlsSession, RefusesWhomNobodyPromised) {
  DtlsSession server(server_context(), DtlsRole::server, sha_256_of(server_context()), start);
  DtlsSession client(client_context(), DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(client, server).run();
  EXPECT_EQ(server.state(), DtlsState::failed);
  EXPECT_EQ(server.failure(), DtlsFailure::wrong_fingerprint);
  EXPECT_FALSE(server.srtp_keys());
  EXPECT_EQ(client.state(), DtlsState::failed) << "it is told";

  DtlsSession careful(client_context(), DtlsRole::client, sha_256_of(client_context()), start);
  DtlsSession other(server_context(), DtlsRole::server, sha_256_of(client_context()), start);
  DtlsNetwork(careful, other).run();
  EXPECT_EQ(careful.failure(), DtlsFailure::wrong_fingerprint);
  EXPECT_EQ(other.state(), DtlsState::failed);
}

TEST(DtlsSession, AnyOfSeveralFingerprintsWillDo) {
  auto expected = sha_256_of(server_context());
  expected.push_back(client_context().fingerprint(FingerprintAlgorithm::sha_512));
  DtlsSession server(server_context(), DtlsRole::server, expected, start);
  DtlsSession client(client_context(), DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(client, server).run();
  EXPECT_EQ(server.state(), DtlsState::connected);
  DtlsSession trusting(server_context(), DtlsRole::server, {}, start);
  DtlsSession peer(client_context(), DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(peer, trusting).run();
  EXPECT_EQ(trusting.failure(), DtlsFailure::wrong_fingerprint);
}

// Chromium's first message, with its keys against quantum computers, is longer than a datagram. Here names of
// protocols that nobody speaks make it so.
TEST(DtlsSession, TheFirstMessageMayComeInSeveralDatagrams) {
  const DtlsContext talkative;
  Buffer names;
  for (int i = 0; i < 13; ++i) names.push_back(99), names.insert(names.end(), 99, 'x');
  ASSERT_EQ(SSL_CTX_set_alpn_protos(talkative.native(), names.data(), static_cast<unsigned>(names.size())),
            0);
  for (const bool is_reversed : {false, true}) {
    DtlsSession server(server_context(), DtlsRole::server, sha_256_of(talkative), start);
    DtlsSession client(talkative, DtlsRole::client, sha_256_of(server_context()), start);
    std::vector<Buffer> hello;
    while (const auto datagram = client.next_datagram()) hello.push_back(copy_of(*datagram));
    ASSERT_EQ(hello.size(), 2U);
    EXPECT_LE(hello[0].size(), 1200U);
    if (is_reversed) std::ranges::reverse(hello);
    for (const auto& fragment : hello) {
      EXPECT_FALSE(server.next_datagram());
      server.handle(fragment, start);
    }
    DtlsNetwork network(client, server);
    network.run();
    EXPECT_EQ(server.state(), DtlsState::connected);
    EXPECT_EQ(network.now, start);
  }
}

TEST(DtlsSession, SendsItsFlightAgainInEverLongerSteps) {
  Pair pair;
  ASSERT_TRUE(pair.client.next_datagram());
  Duration expected = 50ms;
  auto now = start;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(pair.client.deadline(), now + expected);
    now = pair.client.deadline();
    pair.client.on_time(now - 1us);
    EXPECT_FALSE(pair.client.next_datagram());
    pair.client.on_time(now);
    EXPECT_TRUE(pair.client.next_datagram());
    expected = std::min<Duration>(2 * expected, 2s);
  }
}

TEST(DtlsSession, GivesUpWhenNobodyAnswers) {
  Pair pair;
  DtlsNetwork network(pair.client, pair.server, [](const Buffer&) { return std::vector<Buffer>(); });
  network.run();
  EXPECT_EQ(pair.client.failure(), DtlsFailure::timeout);
  EXPECT_EQ(pair.server.failure(), DtlsFailure::timeout);
  EXPECT_EQ(network.now, start + 30s);
  EXPECT_LT(network.datagrams, 30U);
}

TEST(DtlsSession, EveryFlightMayBeLostOnce) {
  for (std::size_t lost = 0; lost < 8; ++lost) {
    Pair pair;
    std::size_t seen = 0;
    DtlsNetwork network(pair.client, pair.server, [&](const Buffer& datagram) {
      return seen++ == lost ? std::vector<Buffer>() : std::vector<Buffer>{datagram};
    });
    network.run();
    EXPECT_TRUE(pair.is_connected()) << lost;
    EXPECT_TRUE(pair.has_the_same_keys()) << lost;
    EXPECT_LE(network.now, start + 1s) << lost;
  }
}

TEST(DtlsSession, SaysGoodbye) {
  Pair pair;
  DtlsNetwork network(pair.client, pair.server);
  network.run();
  pair.client.close();
  EXPECT_EQ(pair.client.state(), DtlsState::closed);
  network.run();
  EXPECT_EQ(pair.server.state(), DtlsState::closed);
}

TEST(DtlsSession, NoiseDoesNotDisturb) {
  Pair pair;
  pair.server.handle(from_text("\x16noise"), start);
  pair.server.handle({}, start);
  pair.server.handle(Buffer(1500, 0x17), start);
  DtlsNetwork network(pair.client, pair.server);
  network.run();
  ASSERT_TRUE(pair.is_connected());
  pair.server.handle(Buffer(100, 0x16), network.now);
  pair.client.handle(Buffer(2000, 0x17), network.now);
  EXPECT_TRUE(pair.is_connected());
}

TEST(DtlsSession, APeerThatSpeaksNoSrtpIsOfNoUse) {
  const DtlsContext plain(std::span<const SrtpProfile>{});
  DtlsSession server(server_context(), DtlsRole::server, sha_256_of(plain), start);
  DtlsSession client(plain, DtlsRole::client, sha_256_of(server_context()), start);
  DtlsNetwork(client, server).run();
  EXPECT_EQ(server.failure(), DtlsFailure::no_srtp);
}

RC_GTEST_PROP(DtlsSession, ConnectsOverANetworkThatLosesAndDoubles, ()) {
  // What becomes of the first datagrams: lost, delivered, doubled. The network is good afterwards.
  auto fates = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
  std::size_t seen = 0;
  Pair pair;
  DtlsNetwork network(pair.client, pair.server, [&](const Buffer& datagram) {
    const int fate = seen < fates.size() ? fates[seen] : 1;
    ++seen;
    return std::vector<Buffer>(fate == 3 ? 0 : static_cast<std::size_t>(fate), datagram);
  });
  network.run();
  RC_CLASSIFY(!pair.is_connected(), "gave up");
  RC_ASSERT(!pair.is_connected() || pair.has_the_same_keys());
  RC_ASSERT(pair.is_connected() || fates.size() > 20);
}

RC_GTEST_PROP(DtlsSession, CorruptionNeverLeadsToKeysThatDiffer, ()) {
  auto fates = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>());
  std::size_t seen = 0;
  Pair pair;
  DtlsNetwork network(pair.client, pair.server, [&](const Buffer& datagram) {
    const auto fate = seen < fates.size() ? fates[seen] : 0;
    ++seen;
    auto changed = datagram;
    if (fate % 3 == 1) changed[fate / 3 % changed.size()] ^= static_cast<std::uint8_t>(1U << (fate >> 29U));
    return std::vector<Buffer>{changed};
  });
  network.run();
  RC_CLASSIFY(pair.is_connected(), "connected");
  for (const auto* const side : {&pair.client, &pair.server}) {
    RC_ASSERT(side->state() != DtlsState::connecting);
    RC_ASSERT((side->state() == DtlsState::failed) == (side->failure() != DtlsFailure::none));
  }
  RC_ASSERT(!pair.is_connected() || pair.has_the_same_keys());
}

}  // namespace
}  // namespace vtp::rtc
