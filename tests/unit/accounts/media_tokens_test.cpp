#include "accounts/media_tokens.h"

#include <gtest/gtest.h>

#include "accounts/jwt.h"
#include "base/text.h"
#include "support/database/fake_clock.h"

namespace vtp::accounts {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view secret = "0123456789abcdef0123456789abcdef";

class MediaToken : public ::testing::Test {
 protected:
  static std::string code_of(const Result<MediaClaims>& result) {
    return result ? "accepted" : std::string(wire_name(result.error().code));
  }

  testing::FakeClock clock;
  MediaTokens tokens{secret, clock};
  Identity sara{.user = UserId::make(), .session = SessionId::make(), .token_version = 2};
  RecordingId lecture = RecordingId::make();
};

TEST_F(MediaToken, TellsWhatItWasIssuedFor) {
  const auto claims = tokens.verify(tokens.issue(sara, lecture, MediaLevel::download, 6h));
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->recording, lecture);
  EXPECT_EQ(claims->user, sara.user);
  EXPECT_EQ(claims->session, sara.session);
  EXPECT_EQ(claims->level, MediaLevel::download);
  EXPECT_EQ(claims->token_version, 2);
  EXPECT_EQ(claims->expires_at, clock.now() + 6h);
}

TEST_F(MediaToken, HasTheFormOfTheApi) {
  const auto token = tokens.issue(sara, lecture, MediaLevel::view, 6h);
  const auto parts = split(token, '.');
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0], "v1");
  EXPECT_EQ(base64url_decode(parts[2])->size(), 32U);
  const auto payload = base64url_decode(parts[1]).value();
  for (const auto* member :
       {"\"rec\":", "\"sub\":", "\"sid\":", "\"level\":\"view\"", "\"tv\":2", "\"exp\":"})
    EXPECT_TRUE(payload.contains(member)) << member << " is not in " << payload;
}

TEST_F(MediaToken, Expires) {
  const auto token = tokens.issue(sara, lecture, MediaLevel::view, 6h);
  clock.advance(6h - 1us);
  EXPECT_EQ(code_of(tokens.verify(token)), "accepted");
  clock.advance(1us);
  EXPECT_EQ(code_of(tokens.verify(token)), "TOKEN_EXPIRED");
}

TEST_F(MediaToken, IsRefusedIfChangedAnywhere) {
  const auto token = tokens.issue(sara, lecture, MediaLevel::view, 6h);
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto altered = token;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(code_of(tokens.verify(altered)), "INVALID_TOKEN") << "at " << i;
    EXPECT_EQ(code_of(tokens.verify(token.substr(0, i))), "INVALID_TOKEN") << "of length " << i;
  }
}

TEST_F(MediaToken, IsNoAccessTokenAndNoneIsOne) {
  const auto media = tokens.issue(sara, lecture, MediaLevel::view, 6h);
  AccessTokens access(secret, clock);
  EXPECT_FALSE(access.verify(media));
  const auto token = access.issue({.user = sara.user,
                                   .session = sara.session,
                                   .email = "sara@example.org",
                                   .role = Role::student,
                                   .token_version = 2,
                                   .token_id = "one",
                                   .issued_at = clock.now(),
                                   .expires_at = clock.now() + 24h});
  EXPECT_EQ(code_of(tokens.verify(token)), "INVALID_TOKEN");
}

TEST_F(MediaToken, OfAnotherSecretIsRefused) {
  const MediaTokens others("another secret of thirty-two bytes", clock);
  EXPECT_EQ(code_of(tokens.verify(others.issue(sara, lecture, MediaLevel::view, 6h))), "INVALID_TOKEN");
}

}  // namespace
}  // namespace vtp::accounts
