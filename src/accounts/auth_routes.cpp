#include "accounts/auth_routes.h"

#include "accounts/auth_cookies.h"
#include "base/try.h"

namespace vtp::accounts {
namespace {

using enum ErrorCode;
using http::Access;
using http::Lane;
using http::Method;
using http::Reply;
using http::Request;
using json::Nothing;

/// Does the caller keep its tokens in cookies, so that the body should not show the refresh token?
bool keeps_cookies(const Request& request) {
  return request.identity && request.identity->by_cookie;
}

json::Omittable<std::string> shown(const TokenPair& tokens, bool in_cookies) {
  return in_cookies ? json::Omittable<std::string>() : json::Omittable<std::string>(tokens.refresh_token);
}

Result<Reply<SignedIn>> sign_in(AuthService& auth, const Request& request, const SignIn& body) {
  const bool is_web = body.client == ClientKind::web;
  if (is_web) VTP_CHECK(check_requested_with(request));
  VTP_TRY(auto welcome, auth.sign_in(body, request));
  Reply<SignedIn> reply(SignedIn{.access_token = welcome.tokens.access_token,
                                 .refresh_token = shown(welcome.tokens, is_web),
                                 .expires_in = welcome.tokens.expires_in,
                                 .refresh_expires_in = welcome.tokens.refresh_expires_in,
                                 .user = std::move(welcome.user)});
  if (is_web) set_cookies(reply.headers, welcome.tokens, request);
  return reply;
}

Result<Reply<Refreshed>> refresh(SessionService& sessions, const Request& request, const Refresh& body) {
  const bool by_cookie = body.refresh_token.empty() && !refresh_cookie(request).empty();
  if (by_cookie) VTP_CHECK(check_requested_with(request));
  const auto token = by_cookie ? refresh_cookie(request) : std::string_view(body.refresh_token);
  if (token.empty()) return fail_field("refresh_token", "is required", missing_fields);
  VTP_TRY(auto tokens, sessions.refresh(token, request));
  Reply<Refreshed> reply(Refreshed{.access_token = tokens.access_token,
                                   .refresh_token = shown(tokens, by_cookie),
                                   .expires_in = tokens.expires_in,
                                   .refresh_expires_in = tokens.refresh_expires_in});
  if (by_cookie) set_cookies(reply.headers, tokens, request);
  return reply;
}

Result<Reply<PasswordChanged>> change_password(AuthService& auth, const Request& request,
                                               const PasswordChange& body) {
  VTP_TRY(auto tokens, auth.change_password(request.caller(), body, request));
  Reply<PasswordChanged> reply(PasswordChanged{.message = "The password has been changed",
                                               .access_token = tokens.access_token,
                                               .refresh_token = shown(tokens, keeps_cookies(request)),
                                               .expires_in = tokens.expires_in});
  if (keeps_cookies(request)) set_cookies(reply.headers, tokens, request);
  return reply;
}

std::unexpected<Error> nobody_signed_in(const Request& request) {
  if (request.headers.has("Authorization"))
    return fail(invalid_token, "The access token is not valid any more");
  return fail(missing_token, "Nobody is signed in here");
}

/// Works with an expired access token if the refresh token is given, in the body or by cookie.
Result<Reply<Nothing>> sign_out(SessionService& sessions, const Request& request, const SignOut& body) {
  if (request.identity) {
    VTP_CHECK(sessions.sign_out(*request.identity, body.all));
  } else {
    const auto cookie = refresh_cookie(request);
    if (!body.refresh_token && cookie.empty()) return nobody_signed_in(request);
    if (!body.refresh_token) VTP_CHECK(check_requested_with(request));
    VTP_CHECK(
        sessions.sign_out_by(body.refresh_token ? std::string_view(*body.refresh_token) : cookie, body.all));
  }
  Reply<Nothing> reply(Nothing{});
  clear_cookies(reply.headers, request);
  return reply;
}

}  // namespace

void add_auth_routes(http::RouteTable& routes, AuthService& auth, SessionService& sessions) {
  routes.add<Registration, Registered>(
      {.method = Method::post,
       .path = "/api/v1/auth/register",
       .access = Access::open,
       .lane = Lane::password,
       .summary = "Make an account; the first one becomes the administrator's",
       .tag = "Authentication",
       .status = 201,
       .errors = {invalid_email, weak_password, role_not_allowed, registration_closed,
                  bootstrap_token_required, email_exists}},
      [&auth](const Request& request, const Registration& body) -> Result<Reply<Registered>> {
        VTP_TRY(auto registered, auth.register_user(body, request));
        return http::created(std::move(registered), "/api/v1/auth/profile");
      });

  routes.add<SignIn, SignedIn>(
      {.method = Method::post,
       .path = "/api/v1/auth/login",
       .access = Access::open,
       .lane = Lane::password,
       .summary = "Sign in with e-mail address and password",
       .tag = "Authentication",
       .errors = {invalid_credentials, csrf_required, account_disabled, account_locked, rate_limited},
       // It has buckets of its own, wide enough for a school that shares one address.
       .counts_towards_limits = false},
      [&auth](const Request& request, const SignIn& body) { return sign_in(auth, request, body); });

  routes.add<Refresh, Refreshed>(
      {.method = Method::post,
       .path = "/api/v1/auth/refresh",
       .access = Access::open,
       .summary = "Exchange a refresh token, or the cookie that holds one, for a new pair",
       .tag = "Authentication",
       .errors = {missing_fields, token_invalid, token_expired, token_reused, csrf_required}},
      [&sessions](const Request& request, const Refresh& body) { return refresh(sessions, request, body); });

  routes.add<SignOut, Nothing>(
      {.method = Method::post,
       .path = "/api/v1/auth/logout",
       .access = Access::open,
       .summary = "End the calling session, or all sessions of the user",
       .tag = "Authentication",
       .errors = {missing_token, invalid_token, csrf_required}},
      [&sessions](const Request& request, const SignOut& body) { return sign_out(sessions, request, body); });

  routes.add<PasswordChange, PasswordChanged>(
      {.method = Method::post,
       .path = "/api/v1/auth/change-password",
       .lane = Lane::password,
       .summary = "Change the own password; every other session ends",
       .tag = "Authentication",
       .errors = {weak_password, password_unchanged, invalid_password, account_locked}},
      [&auth](const Request& request, const PasswordChange& body) {
        return change_password(auth, request, body);
      });

  routes.add<Nothing, Profile>(
      {.path = "/api/v1/auth/profile", .summary = "The own account", .tag = "Account"},
      [&auth](const Request& request, Nothing) { return auth.profile(request.caller().user); });

  routes.add<ProfileChange, Profile>({.method = Method::put,
                                      .path = "/api/v1/auth/profile",
                                      .summary = "Change name, phone or language of the own account",
                                      .tag = "Account"},
                                     [&auth](const Request& request, const ProfileChange& body) {
                                       return auth.change_profile(request.caller().user, body);
                                     });

  routes.add<ResetToken, ResetTokenState>(
      {.method = Method::post,
       .path = "/api/v1/auth/verify-reset-token",
       .access = Access::open,
       .summary = "Can this link still set a password?",
       .tag = "Authentication"},
      [&auth](const Request&, const ResetToken& body) { return auth.check_reset_token(body.token); });

  routes.add<PasswordReset, Message>(
      {.method = Method::post,
       .path = "/api/v1/auth/reset-password",
       .access = Access::open,
       .lane = Lane::password,
       .summary = "Set a new password with the token of a link; every session ends",
       .tag = "Authentication",
       .errors = {weak_password, token_invalid}},
      [&auth](const Request& request, const PasswordReset& body) -> Result<Message> {
        VTP_CHECK(auth.reset_password(body, request));
        return Message{"The password has been set. You can sign in with it now."};
      });
}

}  // namespace vtp::accounts
