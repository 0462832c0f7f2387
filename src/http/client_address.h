// Who a client is behind proxies that we trust (api.md section 1.6).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "http/headers.h"

namespace vtp::http {

/// An IPv6 address, or an IPv4 one mapped into IPv6, so that both compare alike.
class IpAddress {
 public:
  static std::optional<IpAddress> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is_within(const IpAddress& network, unsigned prefix_bits) const;
  [[nodiscard]] bool is_v4() const;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

struct Client {
  std::string address;
  bool is_secure = false;
};

class TrustedProxies {
 public:
  /// Addresses and networks, e.g. "10.0.0.0/8", "::1". Fails with VALIDATION_FAILED for anything else.
  static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

  /// The peer itself, or, if that is a trusted proxy, the right-most address in X-Forwarded-For that is none,
  /// and what X-Forwarded-Proto says.
  [[nodiscard]] Client client_of(std::string_view peer, bool is_tls, const Headers& headers) const;

 private:
  struct Network {
    IpAddress address;
    unsigned prefix_bits;
  };
  [[nodiscard]] bool trust(const IpAddress& address) const;

  std::vector<Network> networks_;
};

}  // namespace vtp::http
