#include "sfu/server/socket_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>

namespace vtp::sfu {
namespace {

rtc::IpAddress from_v4(const in_addr& v4) {
  std::array<std::uint8_t, 4> bytes{};
  std::memcpy(bytes.data(), &v4, bytes.size());
  return rtc::IpAddress::from_v4(bytes);
}

rtc::IpAddress from_v6(const in6_addr& v6) {
  rtc::IpAddress address;
  std::memcpy(address.bytes.data(), &v6, address.bytes.size());
  return address;
}

bool is_link_local(const rtc::IpAddress& address) {
  const auto bytes = address.shortest();
  return address.is_v4() ? bytes[0] == 169 && bytes[1] == 254
                         : bytes[0] == 0xFE && (bytes[1] & 0xC0U) == 0x80;
}

std::optional<rtc::IpAddress> address_of(const ifaddrs& interface) {
  if (interface.ifa_addr == nullptr || (interface.ifa_flags & IFF_UP) == 0) return std::nullopt;
  if (interface.ifa_addr->sa_family == AF_INET)
    return from_v4(reinterpret_cast<const sockaddr_in*>(interface.ifa_addr)->sin_addr);
  if (interface.ifa_addr->sa_family == AF_INET6)
    return from_v6(reinterpret_cast<const sockaddr_in6*>(interface.ifa_addr)->sin6_addr);
  return std::nullopt;
}

}  // namespace

sockaddr_in6 to_sockaddr_v6(const rtc::IpAddress& address, std::uint16_t port) {
  sockaddr_in6 result{};
  result.sin6_family = AF_INET6;
  result.sin6_port = htons(port);
  std::memcpy(&result.sin6_addr, address.bytes.data(), address.bytes.size());
  return result;
}

sockaddr_in to_sockaddr_v4(const rtc::IpAddress& address, std::uint16_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(port);
  std::memcpy(&result.sin_addr, address.bytes.data() + 12, 4);
  return result;
}

rtc::Endpoint endpoint_of(const sockaddr_in6& peer, rtc::TransportProtocol protocol) {
  if (peer.sin6_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &peer, sizeof v4);
    return {.protocol = protocol, .port = ntohs(v4.sin_port), .address = from_v4(v4.sin_addr)};
  }
  return {.protocol = protocol, .port = ntohs(peer.sin6_port), .address = from_v6(peer.sin6_addr)};
}

std::optional<rtc::IpAddress> parse_ip_address(std::string_view text) {
  const std::string terminated(text);
  in_addr v4{};
  if (inet_pton(AF_INET, terminated.c_str(), &v4) == 1) return from_v4(v4);
  in6_addr v6{};
  if (inet_pton(AF_INET6, terminated.c_str(), &v6) == 1) return from_v6(v6);
  return std::nullopt;
}

std::string ip_text(const rtc::IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.is_v4() ? AF_INET : AF_INET6, address.shortest().data(), text.data(), text.size());
  return text.data();
}

bool is_unspecified(const rtc::IpAddress& address) {
  return std::ranges::all_of(address.shortest(), [](std::uint8_t byte) { return byte == 0; });
}

bool is_loopback(const rtc::IpAddress& address) {
  if (address.is_v4()) return address.shortest()[0] == 127;
  rtc::IpAddress one;
  one.bytes.back() = 1;
  return address == one;
}

std::vector<rtc::IpAddress> interface_addresses() {
  ifaddrs* found = nullptr;
  if (getifaddrs(&found) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> interfaces(found, &freeifaddrs);
  std::vector<rtc::IpAddress> addresses;
  for (const bool is_v4 : {true, false})
    for (const auto* interface = found; interface != nullptr; interface = interface->ifa_next) {
      const auto address = address_of(*interface);
      if (address && address->is_v4() == is_v4 && !is_loopback(*address) && !is_link_local(*address))
        addresses.push_back(*address);
    }
  return addresses;
}

}  // namespace vtp::sfu
