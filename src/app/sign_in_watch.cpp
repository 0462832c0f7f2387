#include "app/sign_in_watch.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "classroom/client_session.h"
#include "classroom/envelope.h"
#include "json/shape.h"

namespace vtp::app {

struct AuthRefresh {
  std::string token;
};
struct AuthExpiry {
  Timestamp expires_at;
};

}  // namespace vtp::app

template <>
struct vtp::json::Shape<vtp::app::AuthRefresh> {
  static constexpr std::string_view name = "AuthRefresh";
  static constexpr std::array fields{field<&vtp::app::AuthRefresh::token>("token", required)};
};
template <>
struct vtp::json::Shape<vtp::app::AuthExpiry> {
  static constexpr std::string_view name = "AuthExpiry";
  static constexpr std::array fields{field<&vtp::app::AuthExpiry::expires_at>("expires_at")};
};

namespace vtp::app {
namespace {

constexpr std::chrono::seconds warning_time{60};

/// Only these say that somebody is not signed in any more; a database that does not answer says nothing.
bool is_verdict(ErrorCode code) {
  return code == ErrorCode::invalid_token || code == ErrorCode::account_disabled;
}

Result<std::string> token_in(const std::string& payload) {
  VTP_TRY(const auto object, classroom::payload_object(payload));
  VTP_TRY(auto event, json::read<AuthRefresh>(object));
  return std::move(event.token);
}

}  // namespace

void SignInWatch::look_at_clock() {
  const auto now = parts_.clock.now();
  for (const auto id : parts_.registry.all()) {
    auto* socket = parts_.registry.find(id);
    if (socket == nullptr) continue;
    auto& client = client_of(*socket);
    const auto left = client.credential.expires_at - now;
    if (left <= std::chrono::seconds(0)) {
      revoke(*socket, ErrorCode::token_expired);
    } else if (left <= warning_time && !std::exchange(client.was_warned, true)) {
      socket->emit("auth-expiring", json::write(AuthExpiry{client.credential.expires_at}));
    }
  }
}

SignInWatch::Suspect SignInWatch::suspect(socketio::Socket& socket) {
  const auto& client = client_of(socket);
  return {.id = client.id, .identity = client.credential.identity};
}

void SignInWatch::recheck_all() {
  std::vector<Suspect> suspects;
  for (const auto id : parts_.registry.all()) suspects.push_back(suspect(*parts_.registry.find(id)));
  ask(std::move(suspects));
}

void SignInWatch::recheck(UserId user) {
  parts_.server.run([this, user] {
    std::vector<Suspect> suspects;
    for (auto* socket : parts_.registry.of(user)) suspects.push_back(suspect(*socket));
    ask(std::move(suspects));
  });
}

void SignInWatch::ask(std::vector<Suspect> suspects) {
  if (suspects.empty()) return;
  // If the pool is full, the next round asks again.
  static_cast<void>(parts_.pool.try_submit([this, suspects = std::move(suspects)] {
    for (const auto& suspect : suspects) {
      const auto stands = parts_.authenticator.recheck(suspect.identity);
      if (stands || !is_verdict(stands.error().code)) continue;
      parts_.server.run([this, suspect, code = stands.error().code] { convict(suspect, code); });
    }
  }));
}

/// Unless a newer token has come meanwhile.
void SignInWatch::convict(const Suspect& suspect, ErrorCode code) {
  auto* socket = parts_.registry.find(suspect.id);
  if (socket == nullptr) return;
  const auto& now = client_of(*socket).credential.identity;
  if (now.session == suspect.identity.session && now.token_version == suspect.identity.token_version)
    revoke(*socket, code);
}

void SignInWatch::revoke(socketio::Socket& socket, ErrorCode code) {
  client_of(socket).was_revoked = code != ErrorCode::token_expired;
  socket.emit("auth-revoked", fmt::format(R"({{"code":"{}"}})", wire_name(code)));
  socket.disconnect(true);
}

void SignInWatch::refresh(socketio::Socket& socket, const std::string& payload,
                          classroom::Acknowledge acknowledge) {
  auto& client = client_of(socket);
  const auto responder = std::make_shared<classroom::Responder>(parts_.connections, client.id, "auth-refresh",
                                                                "", std::move(acknowledge));
  if (const auto wait = client.refreshes.take(parts_.clock.now()))
    return responder->refuse(
        {.error = {.code = ErrorCode::rate_limited, .message = "Too many tokens"}, .retry_after = wait});
  auto token = token_in(payload);
  if (!token) return responder->refuse({.error = token.error(), .retry_after = {}});
  const bool taken = parts_.pool.try_submit([this, id = client.id, responder, token = *std::move(token)] {
    parts_.server.run([this, id, responder, credential = parts_.authenticator.check(token)]() mutable {
      const auto expires_at = renew(id, std::move(credential));
      if (expires_at)
        responder->succeed(json::write(AuthExpiry{*expires_at}));
      else
        responder->refuse({.error = expires_at.error(), .retry_after = {}});
    });
  });
  if (!taken)
    responder->refuse({.error = {.code = ErrorCode::not_ready, .message = "The server is busy; try again"},
                       .retry_after = std::chrono::seconds(1)});
}

Result<Timestamp> SignInWatch::renew(classroom::ConnectionId id, Result<accounts::Credential> credential) {
  if (!credential) return std::unexpected(std::move(credential).error());
  auto* socket = parts_.registry.find(id);
  if (socket == nullptr || client_of(*socket).user() != credential->identity.user)
    return fail(ErrorCode::invalid_token, "The token is somebody else's");
  auto& client = client_of(*socket);
  client.credential = *std::move(credential);
  client.was_warned = false;
  return client.credential.expires_at;
}

}  // namespace vtp::app
