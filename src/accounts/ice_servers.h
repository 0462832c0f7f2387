// The servers by which browsers find a way to each other (STUN, RFC 8489; TURN, RFC 8656), with credentials
// that expire by themselves: coturn's shared-secret scheme, in which the name is the expiry and the password
// its HMAC.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.h"
#include "base/time.h"
#include "json/shape.h"

namespace vtp::accounts {

/// As WebRTC's RTCIceServer takes it.
struct IceServer {
  std::vector<std::string> urls;
  json::Omittable<std::string> username;
  json::Omittable<std::string> credential;
};

/// A name and a password that a TURN server with the same secret accepts until they expire.
struct TurnCredential {
  std::string username;  // "<seconds since 1970>:<label>"
  std::string password;  // base64 of HMAC-SHA-1 of the name
};
TurnCredential turn_credential(std::string_view secret, std::string_view label, Timestamp expires_at);

/// What the configuration names. Without TURN people behind strict firewalls cannot be reached.
struct IceServers {
  std::vector<std::string> stun_urls;  // "stun:stun.example.org:3478"
  std::vector<std::string> turn_urls;  // "turn:turn.example.org:3478?transport=udp"
  std::string turn_secret;
  std::chrono::seconds turn_life{12 * 3600};

  /// For one user, who gets TURN credentials of their own.
  [[nodiscard]] std::vector<IceServer> for_user(UserId user, Timestamp now) const;
};

}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::IceServer> {
  using T = vtp::accounts::IceServer;
  static constexpr std::string_view name = "IceServer";
  static constexpr std::array fields{field<&T::urls>("urls"), field<&T::username>("username"),
                                     field<&T::credential>("credential")};
};
