// The side of ICE that checks, as tests play it.
#pragma once

#include <optional>
#include <string>

#include "rtc/ice/ice_lite_agent.h"
#include "support/rtc/bytes.h"

namespace vtp::rtc {

inline Endpoint endpoint(std::uint8_t host, std::uint16_t port = 5000,
                         TransportProtocol protocol = TransportProtocol::udp) {
  return {.protocol = protocol, .port = port, .address = IpAddress::from_v4({192, 0, 2, host})};
}

struct Check {
  std::string username;
  std::string password;
  bool nominates = false;
  bool is_controlled = false;
  std::optional<std::uint32_t> nomination = {};
};

/// A check for an agent with these credentials.
inline Check check_for(const IceCredentials& credentials, bool nominates = false) {
  return {.username = credentials.username_fragment + ":peer",
          .password = credentials.password,
          .nominates = nominates};
}

inline Buffer bytes_of_check(const Check& check) {
  Buffer out(300);
  StunWriter writer(out, StunMethod::binding, StunClass::request, {1, 2, 3});
  writer.attribute(StunAttribute::username, check.username);
  writer.number(StunAttribute::priority, 1);
  writer.attribute(check.is_controlled ? StunAttribute::ice_controlled : StunAttribute::ice_controlling,
                   from_hex("0102030405060708"));
  if (check.nominates) writer.attribute(StunAttribute::use_candidate, Bytes());
  if (check.nomination) writer.number(StunAttribute::nomination, *check.nomination);
  writer.integrity(check.password);
  writer.fingerprint();
  return copy_of(writer.finish().value());
}

}  // namespace vtp::rtc
