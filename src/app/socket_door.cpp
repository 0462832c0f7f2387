#include "app/socket_door.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/try.h"
#include "json/scan.h"
#include "json/writer.h"

namespace vtp::app {
namespace {

constexpr http::Rate connects_of_address{.per_minute = 600, .burst = 600};  // a whole school may share one
constexpr http::Rate connects_of_user{.per_minute = 30, .burst = 30};
constexpr std::size_t max_sockets_of_user = 10;

constexpr std::string_view bearer = "Bearer ";

/// The codes that clients know how to take; whatever else is wrong will pass.
constexpr std::array told{ErrorCode::missing_token, ErrorCode::invalid_token, ErrorCode::token_expired,
                          ErrorCode::account_disabled, ErrorCode::rate_limited};

std::string token_in(std::string_view auth) {
  const auto members = json::object_members(auth);
  if (!members) return {};
  for (const auto& [name, value] : *members)
    if (name == "token" && value.starts_with('"')) return json::unquote(value);
  return {};
}

/// The access token, from the first place that holds one. A cookie counts only if the page that sent it is
/// known to be one of ours.
Result<std::string> token_of(const socketio::ConnectAttempt& attempt) {
  if (auto token = token_in(attempt.auth()); !token.empty()) return token;
  const auto& handshake = attempt.handshake();
  if (handshake.authorization.starts_with(bearer)) return handshake.authorization.substr(bearer.size());
  if (!handshake.authorization.empty()) return fail(ErrorCode::invalid_token, "The credential is not valid");
  if (!handshake.origin.empty())
    if (auto cookie = handshake.cookie("vtp_access"); !cookie.empty()) return cookie;
  return fail(ErrorCode::missing_token, "Sign in to connect");
}

std::optional<UserId> previous_user(const socketio::ConnectAttempt& attempt) {
  if (attempt.previous() == nullptr) return std::nullopt;
  return client_of(*attempt.previous()).user();
}

}  // namespace

void SocketDoor::knock(socketio::ConnectAttempt attempt) {
  if (parts_.limits_rates)
    if (const auto admitted =
            parts_.limiter.admit("sockets of address:" + attempt.handshake().address, connects_of_address);
        !admitted)
      return refuse(attempt, admitted.error());
  auto token = token_of(attempt);
  if (!token) return refuse(attempt, token.error());
  const auto previous = previous_user(attempt);
  const auto held = std::make_shared<socketio::ConnectAttempt>(std::move(attempt));
  const bool taken = parts_.pool.try_submit([this, held, previous, token = *std::move(token)] {
    parts_.server.run([this, held, previous, credential = parts_.authenticator.check(token)]() mutable {
      decide(*held, std::move(credential), previous);
    });
  });
  if (!taken) refuse_for_now(*held);
}

void SocketDoor::refuse_for_now(socketio::ConnectAttempt& attempt) {
  refuse(attempt, {.code = ErrorCode::not_ready,
                   .message = "The server is busy; try again",
                   .details = {},
                   .retry_after = std::chrono::seconds(1)});
}

void SocketDoor::decide(socketio::ConnectAttempt& attempt, Result<accounts::Credential> credential,
                        std::optional<UserId> previous) {
  if (!credential) return refuse(attempt, credential.error());
  const bool comes_back = previous == credential->identity.user;
  if (const auto admitted = check_limits(credential->identity.user, comes_back); !admitted)
    return refuse(attempt, admitted.error());
  // We are on the loop: the namespace tells of the socket before these return.
  entering_ = &*credential;
  if (comes_back)
    attempt.accept();
  else
    attempt.accept_as_new();
  entering_ = nullptr;
}

Result<void> SocketDoor::check_limits(UserId user, bool comes_back) {
  if (parts_.limits_rates)
    VTP_CHECK(parts_.limiter.admit("sockets of user:" + user.text(), connects_of_user));
  if (!comes_back && parts_.registry.connected_count(user) >= max_sockets_of_user)
    return fail(ErrorCode::rate_limited, "You are connected with too many pages already");
  return {};
}

void SocketDoor::refuse(socketio::ConnectAttempt& attempt, const Error& error) {
  const bool is_told = std::ranges::find(told, error.code) != told.end();
  const auto code = is_told ? error.code : ErrorCode::not_ready;
  parts_.metrics.refused(code);
  json::Writer data;
  data.begin_object();
  data.key("code");
  data.value(wire_name(code));
  if (error.retry_after) {
    data.key("retry_after_ms");
    data.value(std::int64_t{std::chrono::milliseconds(*error.retry_after).count()});
  }
  data.end_object();
  attempt.refuse(error.message, data.take(), true);
}

}  // namespace vtp::app
