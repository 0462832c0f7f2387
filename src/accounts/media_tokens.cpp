#include "accounts/media_tokens.h"

#include <cstdint>

#include "base/text.h"
#include "json/shape.h"

namespace vtp::accounts {
namespace {

constexpr std::string_view version = "v1";

struct MediaPayload {
  RecordingId rec;
  UserId sub;
  SessionId sid;
  MediaLevel level = MediaLevel::view;
  int tv = 0;
  std::int64_t exp = 0;  // seconds since 1970
};

std::unexpected<Error> invalid_token() {
  return fail(ErrorCode::invalid_token, "The media token is not valid");
}

}  // namespace
}  // namespace vtp::accounts

template <>
struct vtp::json::Shape<vtp::accounts::MediaPayload> {
  using T = vtp::accounts::MediaPayload;
  static constexpr std::string_view name = "MediaTokenClaims";
  static constexpr std::array fields{
      field<&T::rec>("rec", required), field<&T::sub>("sub", required),
      field<&T::sid>("sid", required), field<&T::level>("level", required),
      field<&T::tv>("tv", required),   field<&T::exp>("exp", required, range(0, 253'402'300'799)),
  };
};

namespace vtp::accounts {

MediaTokens::MediaTokens(std::string_view secret, const Clock& clock)
    : sign_(derive_key(secret, "media tokens")), clock_(clock) {}

std::string MediaTokens::issue(const Identity& identity, RecordingId recording, MediaLevel level,
                               std::chrono::seconds life) const {
  const auto expires_at = std::chrono::floor<std::chrono::seconds>(clock_.now()) + life;
  const MediaPayload payload{.rec = recording,
                             .sub = identity.user,
                             .sid = identity.session,
                             .level = level,
                             .tv = identity.token_version,
                             .exp = expires_at.time_since_epoch().count()};
  const auto text = std::string(version) + "." + base64url_encode(json::write(payload));
  return text + "." + base64url_encode(sign_(text));
}

Result<MediaClaims> MediaTokens::verify(std::string_view token) const {
  const auto parts = split(token, '.');
  if (parts.size() != 3 || parts[0] != version) return invalid_token();
  const auto signed_text = token.substr(0, parts[0].size() + 1 + parts[1].size());
  if (!equal_in_constant_time(base64url_encode(sign_(signed_text)), parts[2])) return invalid_token();

  const auto text = base64url_decode(parts[1]);
  if (!text) return invalid_token();
  const auto payload = json::read<MediaPayload>(*text);
  if (!payload) return invalid_token();
  const Timestamp expires_at{std::chrono::seconds(payload->exp)};
  if (expires_at <= clock_.now()) return fail(ErrorCode::token_expired, "The media token has expired");
  return MediaClaims{.recording = payload->rec,
                     .user = payload->sub,
                     .session = payload->sid,
                     .level = payload->level,
                     .token_version = payload->tv,
                     .expires_at = expires_at};
}

}  // namespace vtp::accounts
