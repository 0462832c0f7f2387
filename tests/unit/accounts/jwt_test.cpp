#include "accounts/jwt.h"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "accounts/secrets.h"
#include "support/database/fake_clock.h"

namespace vtp::accounts {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view secret = "0123456789abcdef0123456789abcdef";

/// RFC 7515 appendix A.1: the key, and the token that it signs.
const std::string rfc_key = *base64url_decode(
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
constexpr std::string_view rfc_header = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}";
constexpr std::string_view rfc_payload =
    "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
constexpr std::string_view rfc_token =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

TEST(Hs256, SignsTheExampleOfRfc7515) {
  EXPECT_EQ(sign_hs256(rfc_header, rfc_payload, HmacSha256(rfc_key)), rfc_token);
}

TEST(Hs256, VerifiesTheExampleOfRfc7515) {
  const auto payload = verify_hs256(rfc_token, HmacSha256(rfc_key));
  ASSERT_TRUE(payload);
  EXPECT_EQ(*payload, rfc_payload);
}

TEST(Hs256, RefusesTheUnsecuredExampleOfRfc7519) {
  constexpr std::string_view unsecured =
      "eyJhbGciOiJub25lIn0."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";
  EXPECT_FALSE(verify_hs256(unsecured, HmacSha256(rfc_key)));
}

TEST(Hs256, RefusesEveryChangeOfOneCharacter) {
  const HmacSha256 sign(rfc_key);
  for (std::size_t i = 0; i < rfc_token.size(); ++i) {
    std::string altered(rfc_token);
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_hs256(altered, sign)) << "at " << i;
  }
}

TEST(Hs256, RefusesEveryTruncation) {
  const HmacSha256 sign(rfc_key);
  for (std::size_t length = 0; length < rfc_token.size(); ++length)
    EXPECT_FALSE(verify_hs256(rfc_token.substr(0, length), sign)) << "of length " << length;
}

class AccessToken : public ::testing::Test {
 protected:
  [[nodiscard]] AccessClaims claims() const {
    return {.user = UserId::make(),
            .session = SessionId::make(),
            .email = "sara@example.org",
            .role = Role::teacher,
            .token_version = 3,
            .token_id = "one",
            .issued_at = clock.now(),
            .expires_at = clock.now() + 24h};
  }

  /// A payload that would be accepted, with one text in it replaced.
  [[nodiscard]] std::string payload_with(std::string_view from, std::string_view to) const {
    auto payload = *verify_hs256(tokens.issue(claims()), sign);
    const auto position = payload.find(from);
    EXPECT_NE(position, std::string::npos) << from << " is not in " << payload;
    return payload.replace(position, from.size(), to);
  }

  static std::string code_of(const Result<AccessClaims>& result) {
    return result ? "accepted" : std::string(wire_name(result.error().code));
  }

  testing::FakeClock clock;
  AccessTokens tokens{secret, clock};
  HmacSha256 sign{secret};
  const std::string header = R"({"alg":"HS256","typ":"JWT"})";
};

TEST_F(AccessToken, TellsWhatItWasIssuedFor) {
  const auto issued = claims();
  const auto verified = tokens.verify(tokens.issue(issued));
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->user, issued.user);
  EXPECT_EQ(verified->session, issued.session);
  EXPECT_EQ(verified->email, issued.email);
  EXPECT_EQ(verified->role, issued.role);
  EXPECT_EQ(verified->token_version, issued.token_version);
  EXPECT_EQ(verified->token_id, issued.token_id);
  EXPECT_EQ(verified->issued_at, issued.issued_at);
  EXPECT_EQ(verified->expires_at, issued.expires_at);
}

TEST_F(AccessToken, IsTheSameForTheSameClaims) {
  const auto issued = claims();
  EXPECT_EQ(tokens.issue(issued), tokens.issue(issued));
}

TEST_F(AccessToken, ExpiresToTheSecond) {
  const auto token = tokens.issue(claims());
  clock.advance(24h - 1us);
  EXPECT_EQ(code_of(tokens.verify(token)), "accepted");
  clock.advance(1us);
  EXPECT_EQ(code_of(tokens.verify(token)), "TOKEN_EXPIRED");
}

TEST_F(AccessToken, OfAnotherNodeMayBeAMinuteEarly) {
  const auto token = tokens.issue(claims());
  clock.advance(-60s);
  EXPECT_EQ(code_of(tokens.verify(token)), "accepted");
  clock.advance(-1s);
  EXPECT_EQ(code_of(tokens.verify(token)), "INVALID_TOKEN");
}

TEST_F(AccessToken, IsRefusedIfForged) {
  const auto payload = payload_with("access", "access");
  const auto own = tokens.issue(claims());
  const auto dot = own.rfind('.');
  struct Forgery {
    std::string what;
    std::string token;
  };
  const std::vector<Forgery> forgeries{
      {"nothing", ""},
      {"no token", "Bearer"},
      {"two parts", own.substr(0, dot)},
      {"four parts", own + ".x"},
      {"no signature", own.substr(0, dot + 1)},
      {"another key", sign_hs256(header, payload, HmacSha256("another secret of thirty-two bytes"))},
      {"alg none, signed", sign_hs256(R"({"alg":"none","typ":"JWT"})", payload, sign)},
      {"alg None, unsigned", base64url_encode(R"({"alg":"None"})") + "." + base64url_encode(payload) + "."},
      {"alg RS256, signed with HMAC", sign_hs256(R"({"alg":"RS256","typ":"JWT"})", payload, sign)},
      {"alg HS512, signed with SHA-256", sign_hs256(R"({"alg":"HS512","typ":"JWT"})", payload, sign)},
      {"alg in small letters", sign_hs256(R"({"alg":"hs256","typ":"JWT"})", payload, sign)},
      {"two algs", sign_hs256(R"({"alg":"none","alg":"HS256"})", payload, sign)},
      {"no alg", sign_hs256(R"({"typ":"JWT"})", payload, sign)},
      {"another typ", sign_hs256(R"({"alg":"HS256","typ":"JWE"})", payload, sign)},
      {"critical extensions", sign_hs256(R"({"alg":"HS256","crit":["exp"]})", payload, sign)},
      {"a header that is no JSON", sign_hs256("HS256", payload, sign)},
      {"a payload that is no JSON", sign_hs256(header, "claims", sign)},
      {"a payload that is no object", sign_hs256(header, "[]", sign)},
      {"padding", own + "="},
      {"a refresh token's type",
       sign_hs256(header, payload_with(R"("typ":"access")", R"("typ":"refresh")"), sign)},
      {"another issuer", sign_hs256(header, payload_with("vtp-platform", "somebody"), sign)},
      {"another audience", sign_hs256(header, payload_with("vtp-api", "somebody"), sign)},
      {"no subject", sign_hs256(header, payload_with(R"("sub")", R"("bus")"), sign)},
      {"no session", sign_hs256(header, payload_with(R"("sid")", R"("dis")"), sign)},
      {"no version", sign_hs256(header, payload_with(R"("tv")", R"("vt")"), sign)},
      {"no expiry", sign_hs256(header, payload_with(R"("exp")", R"("pxe")"), sign)},
      {"an expiry in text", sign_hs256(header, payload_with(R"("exp":)", R"("exp":"never","x":)"), sign)},
      {"a role that is none",
       sign_hs256(header, payload_with(R"("role":"teacher")", R"("role":"king")"), sign)},
  };
  for (const auto& [what, token] : forgeries)
    EXPECT_EQ(code_of(tokens.verify(token)), "INVALID_TOKEN") << what;
}

TEST_F(AccessToken, HoldsForAnyText) {
  rc::check("whatever the e-mail address is, it comes back", [this](const std::string& bytes) {
    auto issued = claims();
    issued.email = base64url_encode(bytes);
    const auto verified = tokens.verify(tokens.issue(issued));
    RC_ASSERT(verified.has_value());
    RC_ASSERT(verified->email == issued.email);
  });
  rc::check("no other text is a token",
            [this](const std::string& bytes) { RC_ASSERT(!tokens.verify(bytes).has_value()); });
}

}  // namespace
}  // namespace vtp::accounts
