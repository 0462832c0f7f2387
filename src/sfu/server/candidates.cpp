#include "sfu/server/candidates.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/enum_names.h"
#include "sfu/server/socket_address.h"

namespace vtp::sfu {
namespace {

constexpr std::uint32_t host_preference = 126;
constexpr std::uint32_t first_of_udp = 65'535;  // local preferences, falling
constexpr std::uint32_t first_of_tcp = 32'767;
constexpr std::uint32_t component = 1;  // RTP and RTCP share it

constexpr std::uint32_t priority(std::uint32_t local_preference) {
  return host_preference << 24U | local_preference << 8U | (256 - component);
}

void add_once(std::vector<rtc::IpAddress>& addresses, const rtc::IpAddress& address) {
  if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(address);
}

}  // namespace

std::vector<rtc::IpAddress> reachable_addresses(const std::vector<rtc::IpAddress>& announced,
                                                const std::vector<rtc::IpAddress>& listen,
                                                const std::vector<rtc::IpAddress>& interfaces,
                                                bool with_loopback) {
  if (!announced.empty()) return announced;
  std::vector<rtc::IpAddress> addresses;
  bool is_everywhere = listen.empty();
  for (const auto& address : listen) {
    const bool is_all = is_unspecified(address);
    is_everywhere = is_everywhere || is_all;
    if (!is_all) add_once(addresses, address);
  }
  if (!is_everywhere) return addresses;
  const bool takes_v6 = listen.empty() || std::ranges::find(listen, rtc::IpAddress{}) != listen.end();
  for (const auto& address : interfaces)
    if (address.is_v4() || takes_v6) add_once(addresses, address);
  if (with_loopback || addresses.empty()) add_once(addresses, rtc::IpAddress::from_v4({127, 0, 0, 1}));
  return addresses;
}

std::vector<IceCandidate> candidates_of(const std::vector<rtc::IpAddress>& addresses, std::uint16_t port) {
  std::vector<IceCandidate> candidates;
  for (const auto protocol : {CandidateProtocol::udp, CandidateProtocol::tcp}) {
    auto preference = protocol == CandidateProtocol::udp ? first_of_udp : first_of_tcp;
    for (const auto& address : addresses)
      candidates.push_back({.foundation = fmt::format("{}{}", to_text(protocol), candidates.size()),
                            .priority = priority(preference--),
                            .address = ip_text(address),
                            .protocol = protocol,
                            .port = port});
  }
  return candidates;
}

std::vector<IceCandidate> only_tcp(std::vector<IceCandidate> candidates) {
  std::erase_if(candidates,
                [](const IceCandidate& candidate) { return candidate.protocol != CandidateProtocol::tcp; });
  return candidates;
}

}  // namespace vtp::sfu
