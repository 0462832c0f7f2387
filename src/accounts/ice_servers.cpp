#include "accounts/ice_servers.h"

#include <fmt/format.h>

#include "accounts/secrets.h"

namespace vtp::accounts {

TurnCredential turn_credential(std::string_view secret, std::string_view label, Timestamp expires_at) {
  const auto expiry = std::chrono::floor<std::chrono::seconds>(expires_at).time_since_epoch().count();
  TurnCredential credential{.username = fmt::format("{}:{}", expiry, label), .password = {}};
  credential.password = base64_encode(hmac_sha1(secret, credential.username));
  return credential;
}

std::vector<IceServer> IceServers::for_user(UserId user, Timestamp now) const {
  std::vector<IceServer> servers;
  if (!stun_urls.empty()) servers.push_back({.urls = stun_urls, .username = {}, .credential = {}});
  if (!turn_urls.empty()) {
    auto credential = turn_credential(turn_secret, user.view(), now + turn_life);
    servers.push_back({.urls = turn_urls,
                       .username = std::move(credential.username),
                       .credential = std::move(credential.password)});
  }
  return servers;
}

}  // namespace vtp::accounts
