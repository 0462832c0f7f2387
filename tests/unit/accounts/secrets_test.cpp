#include "accounts/secrets.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace vtp::accounts {
namespace {

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
  }
  return hex;
}

TEST(Sha256, MatchesFips180) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HmacSha256, MatchesRfc4231) {
  EXPECT_EQ(hex_of(HmacSha256(std::string(20, '\x0b'))("Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_of(HmacSha256("Jefe")("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hex_of(HmacSha256(std::string(131, '\xaa'))("Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, MayBeUsedAgain) {
  const HmacSha256 sign("Jefe");
  EXPECT_EQ(sign("a"), sign("a"));
  EXPECT_NE(sign("a"), sign("b"));
}

TEST(Base64url, MatchesRfc4648) {
  constexpr std::pair<std::string_view, std::string_view> examples[]{
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(base64url_encode(bytes), text);
    EXPECT_EQ(base64url_decode(text), bytes);
  }
}

TEST(Base64url, TakesTheCanonicalFormOnly) {
  for (const auto* text : {"Zg==", "Zh", "Z", "Zm9v ", "Zm+v", "Zm/v", "Zm9\n"})
    EXPECT_FALSE(base64url_decode(text)) << text;
}

TEST(Base64url, ComesBack) {
  rc::check([](const std::string& bytes) { RC_ASSERT(base64url_decode(base64url_encode(bytes)) == bytes); });
}

TEST(Base64url, HasOneTextForEachValue) {
  rc::check([](const std::string& text) {
    if (const auto bytes = base64url_decode(text)) RC_ASSERT(base64url_encode(*bytes) == text);
  });
}

TEST(Secret, Has256BitsAndIsNew) {
  const auto secret = new_secret();
  EXPECT_EQ(base64url_decode(secret)->size(), 32U);
  EXPECT_NE(secret, new_secret());
}

TEST(ConstantTime, ComparesAll) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(DerivedKey, DependsOnSecretAndPurpose) {
  EXPECT_EQ(derive_key("a", "x"), derive_key("a", "x"));
  EXPECT_NE(derive_key("a", "x"), derive_key("a", "y"));
  EXPECT_NE(derive_key("a", "x"), derive_key("b", "x"));
}

}  // namespace
}  // namespace vtp::accounts
