#include "accounts/jwt.h"

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/text.h"
#include "base/try.h"
#include "json/shape.h"

namespace vtp::accounts {
namespace {

constexpr std::string_view our_header = R"({"alg":"HS256","typ":"JWT"})";
constexpr std::string_view our_issuer = "vtp-platform";
constexpr std::string_view our_audience = "vtp-api";
constexpr std::string_view our_type = "access";

/// How far the clocks of two nodes may differ.
constexpr std::chrono::seconds clock_tolerance{60};

struct Header {
  std::string algorithm;
  std::optional<std::string> type;
  std::optional<json::Raw> critical;
};

struct Payload {
  UserId sub;
  std::string email;
  Role role = Role::student;
  std::string typ;
  SessionId sid;
  int tv = 0;
  std::string iss;
  std::string aud;
  std::int64_t iat = 0;
  std::int64_t nbf = 0;
  std::int64_t exp = 0;
  std::string jti;
};

std::unexpected<Error> invalid_token() {
  return fail(ErrorCode::invalid_token, "The access token is not valid");
}

std::int64_t seconds_of(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

Timestamp from_seconds(std::int64_t seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

bool is_ours(const Payload& payload) {
  return payload.iss == our_issuer && payload.aud == our_audience && payload.typ == our_type;
}

}  // namespace
}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::Header> {
  using T = vtp::accounts::Header;
  static constexpr std::string_view name = "JoseHeader";
  static constexpr std::array fields{
      field<&T::algorithm>("alg", required),
      field<&T::type>("typ"),
      field<&T::critical>("crit"),
  };
};

template <>
struct vtp::json::Shape<vtp::accounts::Payload> {
  using T = vtp::accounts::Payload;
  static constexpr std::string_view name = "AccessTokenClaims";
  /// Seconds since 1970 up to the year 9999.
  static constexpr auto numeric_date = range(0, 253'402'300'799);
  static constexpr std::array fields{
      field<&T::sub>("sub", required),
      field<&T::email>("email"),
      field<&T::role>("role"),
      field<&T::typ>("typ", required),
      field<&T::sid>("sid", required),
      field<&T::tv>("tv", required),
      field<&T::iss>("iss", required),
      field<&T::aud>("aud", required),
      field<&T::iat>("iat", required, numeric_date),
      field<&T::nbf>("nbf", required, numeric_date),
      field<&T::exp>("exp", required, numeric_date),
      field<&T::jti>("jti"),
  };
};

namespace vtp::accounts {

std::string sign_hs256(std::string_view header, std::string_view payload, const HmacSha256& sign) {
  std::string text = base64url_encode(header) + "." + base64url_encode(payload);
  const auto signature = base64url_encode(sign(text));
  return text + "." + signature;
}

Result<std::string> verify_hs256(std::string_view token, const HmacSha256& sign) {
  const auto parts = split(token, '.');
  if (parts.size() != 3) return invalid_token();
  const auto signed_text = token.substr(0, parts[0].size() + 1 + parts[1].size());
  if (!equal_in_constant_time(base64url_encode(sign(signed_text)), parts[2])) return invalid_token();

  const auto header_text = base64url_decode(parts[0]);
  if (!header_text) return invalid_token();
  const auto header = json::read<Header>(*header_text);
  if (!header || header->algorithm != "HS256" || header->critical) return invalid_token();
  if (header->type && !equals_ignoring_case(*header->type, "JWT")) return invalid_token();

  auto payload = base64url_decode(parts[1]);
  if (!payload) return invalid_token();
  return *std::move(payload);
}

std::string AccessTokens::issue(const AccessClaims& claims) const {
  const auto issued_at = seconds_of(claims.issued_at);
  const Payload payload{.sub = claims.user,
                        .email = claims.email,
                        .role = claims.role,
                        .typ = std::string(our_type),
                        .sid = claims.session,
                        .tv = claims.token_version,
                        .iss = std::string(our_issuer),
                        .aud = std::string(our_audience),
                        .iat = issued_at,
                        .nbf = issued_at,
                        .exp = seconds_of(claims.expires_at),
                        .jti = claims.token_id};
  return sign_hs256(our_header, json::write(payload), sign_);
}

Result<AccessClaims> AccessTokens::verify(std::string_view token) const {
  VTP_TRY(const auto text, verify_hs256(token, sign_));
  auto payload = json::read<Payload>(text);
  if (!payload || !is_ours(*payload)) return invalid_token();

  const auto now = clock_.now();
  if (from_seconds(payload->nbf) > now + clock_tolerance) return invalid_token();
  if (from_seconds(payload->exp) <= now)
    return fail(ErrorCode::token_expired, "The access token has expired");
  return AccessClaims{.user = payload->sub,
                      .session = payload->sid,
                      .email = std::move(payload->email),
                      .role = payload->role,
                      .token_version = payload->tv,
                      .token_id = std::move(payload->jti),
                      .issued_at = from_seconds(payload->iat),
                      .expires_at = from_seconds(payload->exp)};
}

}  // namespace vtp::accounts
