// Addresses as sockets and people write them.
#pragma once

#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rtc/endpoint.h"

namespace vtp::sfu {

/// For a socket of IPv6, which takes addresses of both kinds; those of IPv4 are mapped.
sockaddr_in6 to_sockaddr_v6(const rtc::IpAddress& address, std::uint16_t port);
sockaddr_in to_sockaddr_v4(const rtc::IpAddress& address, std::uint16_t port);

/// Of a peer, from a socket of either kind.
rtc::Endpoint endpoint_of(const sockaddr_in6& peer, rtc::TransportProtocol protocol);

/// Such as "192.0.2.1" or "2001:db8::1"; nullopt for anything else.
std::optional<rtc::IpAddress> parse_ip_address(std::string_view text);
std::string ip_text(const rtc::IpAddress& address);

bool is_unspecified(const rtc::IpAddress& address);
bool is_loopback(const rtc::IpAddress& address);

/// Where others can reach this machine: the addresses of its interfaces that are up, but for loopback and
/// those that mean something on one link only. Those of IPv4 first.
std::vector<rtc::IpAddress> interface_addresses();

}  // namespace vtp::sfu
