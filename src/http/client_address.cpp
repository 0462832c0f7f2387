#include "http/client_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <ranges>

#include "base/text.h"

namespace vtp::http {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

/// All entries of all X-Forwarded-For fields, from the client to the nearest proxy.
std::vector<std::string_view> forwarded_for(const Headers& headers) {
  std::vector<std::string_view> entries;
  for (const auto& [name, value] : headers)
    if (equals_ignoring_case(name, "X-Forwarded-For"))
      for (auto entry : split(value, ',')) entries.push_back(trim(entry));
  return entries;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  IpAddress address;
  const std::string terminated(text);
  if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes_.data()) == 1) return address;
  std::ranges::copy(v4_prefix, address.bytes_.begin());
  if (::inet_pton(AF_INET, terminated.c_str(), address.bytes_.data() + v4_prefix.size()) == 1) return address;
  return std::nullopt;
}

bool IpAddress::is_v4() const {
  return std::ranges::equal(v4_prefix, bytes_ | std::views::take(v4_prefix.size()));
}

std::string IpAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  const auto* from = is_v4() ? bytes_.data() + v4_prefix.size() : bytes_.data();
  ::inet_ntop(is_v4() ? AF_INET : AF_INET6, from, buffer.data(), buffer.size());
  return buffer.data();
}

bool IpAddress::is_within(const IpAddress& network, unsigned prefix_bits) const {
  for (unsigned bit = 0; bit < prefix_bits; ++bit) {
    const auto mask = 0x80U >> (bit % 8);
    if (((bytes_[bit / 8] ^ network.bytes_[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
  TrustedProxies proxies;
  for (const auto& text : networks) {
    const auto parts = split(text, '/');
    const auto address = IpAddress::parse(parts.front());
    unsigned bits = address && address->is_v4() ? 32 : 128;
    const unsigned most = bits;
    bool valid = address && parts.size() <= 2;
    if (valid && parts.size() == 2) {
      const auto* end = parts[1].data() + parts[1].size();
      const auto [stop, error] = std::from_chars(parts[1].data(), end, bits);
      valid = error == std::errc{} && stop == end && bits <= most;
    }
    if (!valid) return fail(ErrorCode::validation_failed, "'" + text + "' is not an address or a network");
    proxies.networks_.push_back({*address, address->is_v4() ? bits + 96 : bits});
  }
  return proxies;
}

bool TrustedProxies::trust(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const Network& network) {
    return address.is_within(network.address, network.prefix_bits);
  });
}

Client TrustedProxies::client_of(std::string_view peer, bool is_tls, const Headers& headers) const {
  auto address = IpAddress::parse(peer);
  if (!address) return {.address = std::string(peer), .is_secure = is_tls};
  Client client{.address = address->text(), .is_secure = is_tls};
  if (!trust(*address)) return client;
  if (const auto protocol = headers.get("X-Forwarded-Proto"); !protocol.empty())
    client.is_secure = equals_ignoring_case(trim(split(protocol, ',').back()), "https");
  for (auto entry : forwarded_for(headers) | std::views::reverse) {
    address = IpAddress::parse(entry);
    if (!address) break;  // what stands left of it was written by whoever wrote this
    client.address = address->text();
    if (!trust(*address)) break;
  }
  return client;
}

}  // namespace vtp::http
