// Media tokens: credentials in a URL that open the media of one recording, for players that send no header
// (api.md section 2.2). Text: v1.<base64url payload>.<base64url HMAC-SHA-256 of "v1.<payload>">.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "accounts/secrets.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/time.h"

namespace vtp::accounts {

/// What a media token says.
struct MediaClaims {
  RecordingId recording;
  UserId user;
  SessionId session;
  MediaLevel level = MediaLevel::view;
  int token_version = 0;
  Timestamp expires_at;
};

class MediaTokens {
 public:
  /// The key is derived from `secret`, so that no other token signed with it can pass for one of these.
  MediaTokens(std::string_view secret, const Clock& clock);

  [[nodiscard]] std::string issue(const Identity& identity, RecordingId recording, MediaLevel level,
                                  std::chrono::seconds life) const;

  /// INVALID_TOKEN or TOKEN_EXPIRED. Whether user and session still stand is for the caller to ask.
  [[nodiscard]] Result<MediaClaims> verify(std::string_view token) const;

 private:
  HmacSha256 sign_;
  const Clock& clock_;
};

}  // namespace vtp::accounts
