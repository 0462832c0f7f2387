#include "sfu/server/candidates.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "sfu/server/socket_address.h"

namespace vtp::sfu {
namespace {

using Addresses = std::vector<rtc::IpAddress>;

Addresses ips(const std::vector<std::string_view>& texts) {
  Addresses addresses;
  for (const auto text : texts) addresses.push_back(parse_ip_address(text).value());
  return addresses;
}

const Addresses interfaces = ips({"10.0.0.5", "2001:db8::5"});

TEST(ReachableAddresses, AreThoseThatAnOperatorAnnounces) {
  EXPECT_EQ(reachable_addresses(ips({"203.0.113.9"}), {}, interfaces, true), ips({"203.0.113.9"}));
}

TEST(ReachableAddresses, AreThoseOfTheInterfacesForAllAddresses) {
  EXPECT_EQ(reachable_addresses({}, {}, interfaces, false), interfaces);
  EXPECT_EQ(reachable_addresses({}, ips({"::"}), interfaces, false), interfaces);
  EXPECT_EQ(reachable_addresses({}, ips({"0.0.0.0"}), interfaces, false), ips({"10.0.0.5"}));
}

TEST(ReachableAddresses, AreThoseWhereWeListen) {
  EXPECT_EQ(reachable_addresses({}, ips({"10.0.0.7", "127.0.0.1"}), interfaces, false),
            ips({"10.0.0.7", "127.0.0.1"}));
  EXPECT_EQ(reachable_addresses({}, ips({"10.0.0.5", "::"}), interfaces, false), interfaces);
}

TEST(ReachableAddresses, HaveLoopbackWhenAskedOrWhenThereIsNothingElse) {
  EXPECT_EQ(reachable_addresses({}, {}, interfaces, true), ips({"10.0.0.5", "2001:db8::5", "127.0.0.1"}));
  EXPECT_EQ(reachable_addresses({}, {}, {}, false), ips({"127.0.0.1"}));
}

TEST(Candidates, AreOfBothProtocolsWithUdpFirst) {
  const auto candidates = candidates_of(interfaces, 7882);
  ASSERT_EQ(candidates.size(), 4U);
  EXPECT_EQ(candidates[0].address, "10.0.0.5");
  EXPECT_EQ(candidates[0].protocol, CandidateProtocol::udp);
  EXPECT_EQ(candidates[0].priority, 2'130'706'431U);  // as RFC 8445 computes it for the best host candidate
  EXPECT_EQ(candidates[1].address, "2001:db8::5");
  EXPECT_EQ(candidates[2].protocol, CandidateProtocol::tcp);
  EXPECT_TRUE(std::ranges::is_sorted(candidates, std::ranges::greater(), &IceCandidate::priority));
  for (const auto& candidate : candidates) {
    EXPECT_EQ(candidate.port, 7882);
    EXPECT_EQ(std::ranges::count(candidates, candidate.foundation, &IceCandidate::foundation), 1);
  }
}

TEST(Candidates, CanBeOfTcpAlone) {
  const auto candidates = only_tcp(candidates_of(interfaces, 7882));
  ASSERT_EQ(candidates.size(), 2U);
  EXPECT_EQ(candidates[0].protocol, CandidateProtocol::tcp);
}

}  // namespace
}  // namespace vtp::sfu
