#include "sfu/server/socket_address.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

rtc::IpAddress ip(std::string_view text) {
  return parse_ip_address(text).value();
}

TEST(SocketAddress, ReadsAndWritesTexts) {
  for (const auto* const text : {"192.0.2.1", "0.0.0.0", "2001:db8::1", "::", "::1"})
    EXPECT_EQ(ip_text(ip(text)), text);
  EXPECT_EQ(ip("::ffff:192.0.2.1"), ip("192.0.2.1"));
  for (const auto* const text : {"", "localhost", "192.0.2", "192.0.2.256", "[::1]", "1.2.3.4:5"})
    EXPECT_EQ(parse_ip_address(text), std::nullopt);
}

TEST(SocketAddress, KnowsSpecialOnes) {
  EXPECT_TRUE(is_unspecified(ip("0.0.0.0")));
  EXPECT_TRUE(is_unspecified(ip("::")));
  EXPECT_FALSE(is_unspecified(ip("::1")));
  EXPECT_TRUE(is_loopback(ip("127.3.2.1")));
  EXPECT_TRUE(is_loopback(ip("::1")));
  EXPECT_FALSE(is_loopback(ip("128.0.0.1")));
  EXPECT_FALSE(is_loopback(ip("::")));
}

TEST(SocketAddress, IsTheSameFromSocketsOfBothKinds) {
  const rtc::Endpoint expected{
      .protocol = rtc::TransportProtocol::tcp, .port = 4711, .address = ip("192.0.2.1")};
  EXPECT_EQ(endpoint_of(to_sockaddr_v6(expected.address, 4711), rtc::TransportProtocol::tcp), expected);
  const auto v4 = to_sockaddr_v4(expected.address, 4711);
  sockaddr_in6 storage{};
  std::memcpy(&storage, &v4, sizeof v4);
  EXPECT_EQ(endpoint_of(storage, rtc::TransportProtocol::tcp), expected);
  EXPECT_EQ(endpoint_of(to_sockaddr_v6(ip("2001:db8::1"), 1), rtc::TransportProtocol::udp).address,
            ip("2001:db8::1"));
}

TEST(SocketAddress, FindsOnlyAddressesThatOthersReach) {
  const auto addresses = interface_addresses();
  EXPECT_TRUE(std::ranges::none_of(addresses, is_loopback));
  EXPECT_TRUE(std::ranges::none_of(addresses, is_unspecified));
  EXPECT_TRUE(std::ranges::is_partitioned(addresses, &rtc::IpAddress::is_v4));
}

}  // namespace
}  // namespace vtp::sfu
