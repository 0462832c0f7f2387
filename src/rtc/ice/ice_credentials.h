// The names and passwords by which ICE knows its own (RFC 8445 section 5.3).
#pragma once

#include <string>

namespace vtp::rtc {

struct IceCredentials {
  std::string username_fragment;
  std::string password;

  bool operator==(const IceCredentials&) const = default;
};

/// Random ones: 96 bits of name, by which a port tells its transports apart, and 144 of password.
IceCredentials make_ice_credentials();

}  // namespace vtp::rtc
