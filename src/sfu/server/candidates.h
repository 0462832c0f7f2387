// Which of our addresses browsers are told.
#pragma once

#include <vector>

#include "rtc/endpoint.h"
#include "sfu/parameters/transport_parameters.h"

namespace vtp::sfu {

/// `announced` as they are, where an operator says so; otherwise where we listen, and for "all addresses"
/// those of the machine's `interfaces`. Loopback stands for itself, for the case that there is nothing else,
/// and behind the others where `with_loopback` says that browsers are on this machine.
std::vector<rtc::IpAddress> reachable_addresses(const std::vector<rtc::IpAddress>& announced,
                                                const std::vector<rtc::IpAddress>& listen,
                                                const std::vector<rtc::IpAddress>& interfaces,
                                                bool with_loopback);

/// First UDP, then TCP, each in the order of the addresses (RFC 8445 section 5.1.2).
std::vector<IceCandidate> candidates_of(const std::vector<rtc::IpAddress>& addresses, std::uint16_t port);

/// Those of TCP alone.
std::vector<IceCandidate> only_tcp(std::vector<IceCandidate> candidates);

}  // namespace vtp::sfu
