#include "sfu/server/transport_table.h"

#include <gtest/gtest.h>

#include "support/sfu/transport_world.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Buffer;
using rtc::endpoint;

const Buffer some_media = rtc::from_hex("8060 0001 00000001 00000001");

/// Two transports that know nobody yet.
class TransportTableTest : public ::testing::Test {
 protected:
  TransportTableTest() {
    second_.transport.restart_ice(second_credentials_, now_);
    table_.add(first_.transport);
    table_.add(second_.transport);
  }

  static Buffer check(const SecureTransport& transport) {
    const auto ice = transport.ice_parameters();
    return rtc::bytes_of_check(
        rtc::check_for({.username_fragment = ice.username_fragment, .password = ice.password}));
  }
  /// As the port does it.
  SecureTransport* take(Buffer datagram, const rtc::Endpoint& from) {
    auto* const transport = table_.find(datagram, from, now_);
    if (transport == nullptr) return nullptr;
    transport->on_datagram(datagram, from, now_);
    table_.note(*transport, from);
    return transport;
  }
  SecureTransport* owner_of(const rtc::Endpoint& from) { return table_.find(some_media, from, now_); }

  rtc::Instant now_{1s};
  const rtc::IceCredentials second_credentials_{.username_fragment = "second", .password = "second password"};
  TransportWorld first_;
  TransportWorld second_;
  TransportTable table_;
};

TEST_F(TransportTableTest, FindsByNameAndThenByPlace) {
  EXPECT_EQ(owner_of(endpoint(1)), nullptr);
  EXPECT_EQ(take(check(first_.transport), endpoint(1)), &first_.transport);
  EXPECT_EQ(take(check(second_.transport), endpoint(2)), &second_.transport);
  EXPECT_EQ(owner_of(endpoint(1)), &first_.transport);
  EXPECT_EQ(owner_of(endpoint(2)), &second_.transport);
  EXPECT_EQ(owner_of(endpoint(3)), nullptr);
}

TEST_F(TransportTableTest, KeepsNoPlaceOfWhoDoesNotKnowThePassword) {
  const auto forged =
      rtc::bytes_of_check(rtc::check_for({.username_fragment = "second", .password = "guessed"}));
  EXPECT_EQ(take(forged, endpoint(1)), &second_.transport);
  EXPECT_EQ(owner_of(endpoint(1)), nullptr);
}

TEST_F(TransportTableTest, APlaceIsNotTakenFromAnother) {
  take(check(first_.transport), endpoint(1));
  EXPECT_EQ(take(check(second_.transport), endpoint(1)), &first_.transport);
  EXPECT_EQ(owner_of(endpoint(1)), &first_.transport);
  first_.transport.lose(endpoint(1), now_);
  EXPECT_EQ(take(check(second_.transport), endpoint(1)), &second_.transport);
  EXPECT_EQ(owner_of(endpoint(1)), &second_.transport);
}

TEST_F(TransportTableTest, ForgetsWhatIsGone) {
  take(check(first_.transport), endpoint(1));
  take(check(first_.transport), endpoint(2));
  EXPECT_EQ(table_.forget(endpoint(1)), &first_.transport);
  EXPECT_EQ(table_.forget(endpoint(1)), nullptr);
  EXPECT_EQ(owner_of(endpoint(1)), nullptr);
  table_.remove(first_.transport);
  EXPECT_EQ(owner_of(endpoint(2)), nullptr);
  EXPECT_EQ(take(check(first_.transport), endpoint(3)), nullptr);
  table_.remove(first_.transport);
}

TEST_F(TransportTableTest, KnowsOldNamesAndNewOnes) {
  const auto old_check = check(second_.transport);
  second_.transport.restart_ice({.username_fragment = "renewed", .password = "another"}, now_);
  table_.add_name(second_.transport);
  EXPECT_EQ(take(old_check, endpoint(1)), &second_.transport);
  EXPECT_EQ(take(check(second_.transport), endpoint(2)), &second_.transport);
  now_ += 31s;
  EXPECT_EQ(take(old_check, endpoint(3)), nullptr);
  for (int i = 0; i < 10; ++i) {
    second_.transport.restart_ice({.username_fragment = "again" + std::to_string(i), .password = "x"}, now_);
    table_.add_name(second_.transport);
    EXPECT_EQ(take(check(second_.transport), endpoint(4)), &second_.transport);
  }
}

TEST_F(TransportTableTest, OneThatMovesOnAndOnKeepsFewPlaces) {
  for (std::uint8_t i = 1; i < 100; ++i) {
    EXPECT_EQ(take(check(first_.transport), endpoint(i)), &first_.transport);
    now_ += 10ms;
  }
  int kept = 0;
  for (std::uint8_t i = 1; i < 100; ++i) kept += owner_of(endpoint(i)) != nullptr ? 1 : 0;
  EXPECT_LE(kept, 16);
  EXPECT_EQ(owner_of(endpoint(99)), &first_.transport);
}

}  // namespace
}  // namespace vtp::sfu
