#include "rtc/endpoint.h"

#include <unordered_set>

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

TEST(Endpoint, AddressesOfVersionFourAreMapped) {
  const auto address = IpAddress::from_v4({192, 0, 2, 1});
  EXPECT_TRUE(address.is_v4());
  EXPECT_EQ(copy_of(address.shortest()), from_hex("C0000201"));
  EXPECT_EQ(copy_of(address.bytes), from_hex("00000000 00000000 0000FFFF C0000201"));
  IpAddress v6 = address;
  v6.bytes[0] = 0x20;
  EXPECT_FALSE(v6.is_v4());
  EXPECT_EQ(v6.shortest().size(), 16U);
}

TEST(Endpoint, EveryPartTellsThemApart) {
  const Endpoint first{
      .protocol = TransportProtocol::udp, .port = 1, .address = IpAddress::from_v4({1, 2, 3, 4})};
  auto other_port = first;
  other_port.port = 2;
  auto other_protocol = first;
  other_protocol.protocol = TransportProtocol::tcp;
  auto other_address = first;
  other_address.address.bytes[15] = 5;
  const std::unordered_set<Endpoint> all{first, other_port, other_protocol, other_address, first};
  EXPECT_EQ(all.size(), 4U);
}

}  // namespace
}  // namespace vtp::rtc
