// Where packets come from and go to.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "rtc/bytes.h"

namespace vtp::rtc {

enum class TransportProtocol : std::uint8_t { udp, tcp };

/// An address of IPv6; those of IPv4 are mapped into it (RFC 4291 section 2.5.5.2), so that equal addresses
/// are equal bytes however the socket tells them.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  static constexpr IpAddress from_v4(std::array<std::uint8_t, 4> v4) {
    IpAddress address;
    address.bytes[10] = address.bytes[11] = 0xFF;
    std::ranges::copy(v4, address.bytes.begin() + 12);
    return address;
  }

  [[nodiscard]] constexpr bool is_v4() const {
    const auto is_zero = [](std::uint8_t byte) { return byte == 0; };
    return std::all_of(bytes.begin(), bytes.begin() + 10, is_zero) && bytes[10] == 0xFF && bytes[11] == 0xFF;
  }
  /// Four bytes or sixteen.
  [[nodiscard]] constexpr Bytes shortest() const { return Bytes(bytes).subspan(is_v4() ? 12 : 0); }

  auto operator<=>(const IpAddress&) const = default;
};

struct Endpoint {
  TransportProtocol protocol = TransportProtocol::udp;
  std::uint16_t port = 0;
  IpAddress address;
  /// Which of our own addresses it speaks to, as whoever owns the sockets numbers them: the same peer at two
  /// of ours is two paths. 0: it does not matter.
  std::uint8_t local = 0;

  auto operator<=>(const Endpoint&) const = default;
};

}  // namespace vtp::rtc

template <>
struct std::hash<vtp::rtc::Endpoint> {
  std::size_t operator()(const vtp::rtc::Endpoint& endpoint) const noexcept {
    const auto* const bytes = reinterpret_cast<const char*>(endpoint.address.bytes.data());
    const auto address = std::hash<std::string_view>{}({bytes, endpoint.address.bytes.size()});
    const auto place =
        static_cast<std::size_t>(endpoint.port) << 1U | static_cast<std::size_t>(endpoint.protocol);
    return address ^ place * 0x9E3779B97F4A7C15ULL;  // spreads neighbouring ports over the whole word
  }
};
