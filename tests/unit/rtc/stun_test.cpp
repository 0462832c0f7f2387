#include "rtc/stun.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::rtc {
namespace {

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

// The request of RFC 5769 section 2.4: long-term credentials.
const std::string rfc5769_request = from_hex(
    "000100602112a44278ad3433c6ad72c029da412e"                          // header
    "00060012e3839ee38388e383aae38383e382afe382b90000"                  // USERNAME
    "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"  // NONCE
    "0014000b6578616d706c652e6f726700"                                  // REALM
    "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");                // MESSAGE-INTEGRITY

TEST(Stun, ReadsTheVectorOfTheStandard) {
  const auto message = parse_stun(rfc5769_request);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->method, StunMethod::binding);
  EXPECT_EQ(message->kind, StunClass::request);
  EXPECT_EQ(message->find(StunAttribute::realm), "example.org");
  const auto username = std::string(message->find(StunAttribute::username).value());
  EXPECT_EQ(username, "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9");
  EXPECT_TRUE(has_integrity(rfc5769_request, long_term_key(username, "example.org", "TheMatrIX")));
  EXPECT_FALSE(has_integrity(rfc5769_request, long_term_key(username, "example.org", "TheMatrix")));
}

TEST(Stun, WritesWhatItReads) {
  StunMessage message{.method = StunMethod::allocate, .kind = StunClass::error, .transaction = {'a', 'b'}};
  message.attributes = {{StunAttribute::username, "sara"}, {StunAttribute::realm, "x"}};
  message.attributes.emplace_back(StunAttribute::error_code, std::string("\0\0\4\1Unauthorized", 16));
  const auto bytes = write_stun(message, "key");
  const auto back = parse_stun(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->method, message.method);
  EXPECT_EQ(back->kind, message.kind);
  EXPECT_EQ(back->transaction, message.transaction);
  EXPECT_EQ(back->error_code(), 401);
  EXPECT_TRUE(has_integrity(bytes, "key"));
  EXPECT_FALSE(has_integrity(write_stun(message), "key"));
}

RC_GTEST_PROP(Stun, SurvivesAnyBytes, (const std::string& noise, std::size_t cut)) {
  static_cast<void>(parse_stun(noise));
  static_cast<void>(has_integrity(noise, "key"));
  const auto part = rfc5769_request.substr(0, cut % rfc5769_request.size());
  RC_ASSERT(!parse_stun(part).has_value());
  auto changed = rfc5769_request;
  if (!noise.empty()) changed[cut % changed.size()] = noise.front();
  static_cast<void>(parse_stun(changed));
  static_cast<void>(has_integrity(changed, "key"));
}

}  // namespace
}  // namespace vtp::rtc
