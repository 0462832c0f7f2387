#include "http/client_address.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

Headers forwarded(std::initializer_list<std::string> lists, std::string protocol = {}) {
  Headers headers;
  for (const auto& list : lists) headers.add("X-Forwarded-For", list);
  if (!protocol.empty()) headers.add("X-Forwarded-Proto", std::move(protocol));
  return headers;
}

const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1", "2001:db8::/32", "192.168.1.7"}).value();

std::string address(std::string_view peer, const Headers& headers) {
  return proxies.client_of(peer, false, headers).address;
}

TEST(ClientAddress, IsThePeerUnlessThatIsTrusted) {
  EXPECT_EQ(address("203.0.113.9", forwarded({"1.1.1.1"})), "203.0.113.9");
  EXPECT_EQ(address("::ffff:203.0.113.9", {}), "203.0.113.9");
  EXPECT_EQ(address("10.1.2.3", {}), "10.1.2.3");
}

TEST(ClientAddress, IsTheRightmostThatIsNotTrusted) {
  EXPECT_EQ(address("10.1.2.3", forwarded({"6.6.6.6, 203.0.113.9, 10.9.9.9"})), "203.0.113.9");
  EXPECT_EQ(address("::1", forwarded({"6.6.6.6", "203.0.113.9", "2001:db8::5"})), "203.0.113.9");
  EXPECT_EQ(address("192.168.1.7", forwarded({"192.168.1.8"})), "192.168.1.8");
  EXPECT_EQ(address("10.1.2.3", forwarded({"10.0.0.1,10.0.0.2"})), "10.0.0.1");
}

TEST(ClientAddress, StopsAtWhatIsNoAddress) {
  EXPECT_EQ(address("10.1.2.3", forwarded({"1.1.1.1, unknown, 10.0.0.2"})), "10.0.0.2");
  EXPECT_EQ(address("10.1.2.3", forwarded({"1.1.1.1, "})), "10.1.2.3");
}

TEST(ClientAddress, TheProtocolIsBelievedFromTrustedPeersOnly) {
  EXPECT_TRUE(proxies.client_of("10.0.0.1", false, forwarded({}, "https")).is_secure);
  EXPECT_FALSE(proxies.client_of("203.0.113.9", false, forwarded({}, "https")).is_secure);
  EXPECT_TRUE(proxies.client_of("203.0.113.9", true, {}).is_secure);
  EXPECT_FALSE(proxies.client_of("10.0.0.1", true, forwarded({}, "http")).is_secure);
}

TEST(ClientAddress, MalformedNetworksAreRefused) {
  for (const auto* text :
       {"", "10.0.0.0/33", "10.0.0/8", "::1/129", "a", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/-1"})
    EXPECT_FALSE(TrustedProxies::parse({text})) << text;
}

}  // namespace
}  // namespace vtp::http
