#include "rtc/stun.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

const auto rfc5769_password = "VOkJxbRl1RmTxUk/WvJxBt";

// RFC 5769 section 2.1: a check of ICE.
const auto rfc5769_request = from_hex(
    "000100582112a442b7e7a701bc34d686fa87dfae"          // header
    "802200105354554e207465737420636c69656e74"          // SOFTWARE
    "002400046e0001ff"                                  // PRIORITY
    "80290008932ff9b151263b36"                          // ICE-CONTROLLED
    "000600096576746a3a68367659202020"                  // USERNAME
    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"  // MESSAGE-INTEGRITY
    "80280004e57a3bcf");                                // FINGERPRINT

// RFC 5769 sections 2.2 and 2.3: answers with an address of IPv4 and of IPv6.
const auto rfc5769_answer_v4 = from_hex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000080001a147e112a643"
    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
const auto rfc5769_answer_v6 = from_hex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
    "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

// Section 2.4: long-term credentials.
const auto rfc5769_long_term = from_hex(
    "000100602112a44278ad3433c6ad72c029da412e"
    "00060012e3839ee38388e383aae38383e382afe382b90000"
    "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
    "0014000b6578616d706c652e6f726700"
    "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");

TEST(Stun, ReadsTheRequestOfTheStandard) {
  const auto message = StunMessage::parse(rfc5769_request);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->method(), StunMethod::binding);
  EXPECT_EQ(message->kind(), StunClass::request);
  EXPECT_EQ(copy_of(message->transaction()), from_hex("b7e7a701bc34d686fa87dfae"));
  EXPECT_EQ(message->find_text(StunAttribute::username), "evtj:h6vY");
  EXPECT_EQ(copy_of(message->find(StunAttribute::priority).value()), from_hex("6e0001ff"));
  EXPECT_TRUE(message->has_integrity(rfc5769_password));
  EXPECT_FALSE(message->has_integrity("another"));
  EXPECT_TRUE(message->has_acceptable_fingerprint());
}

TEST(Stun, ReadsTheAnswersOfTheStandard) {
  for (const auto& bytes : {rfc5769_answer_v4, rfc5769_answer_v6}) {
    const auto message = StunMessage::parse(bytes);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->kind(), StunClass::success);
    EXPECT_TRUE(message->has_integrity(rfc5769_password));
    EXPECT_TRUE(message->has_acceptable_fingerprint());
  }
}

TEST(Stun, SignsWithLongTermCredentials) {
  const auto message = StunMessage::parse(rfc5769_long_term);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->find_text(StunAttribute::realm), "example.org");
  const auto username = std::string(message->find_text(StunAttribute::username).value());
  EXPECT_EQ(username, "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9");
  EXPECT_TRUE(message->has_integrity(long_term_key(username, "example.org", "TheMatrIX")));
  EXPECT_FALSE(message->has_integrity(long_term_key(username, "example.org", "TheMatrix")));
}

TransactionId transaction_of(const Buffer& bytes) {
  return StunMessage::parse(bytes).value().transaction();
}

// The vectors are padded with spaces, which is allowed but not what we do.
TEST(Stun, HidesAddressesAsTheStandardDoes) {
  Buffer out(100);
  StunWriter v4(out, StunMethod::binding, StunClass::success, transaction_of(rfc5769_answer_v4));
  v4.mapped_address({.port = 32853, .address = IpAddress::from_v4({192, 0, 2, 1})});
  const auto short_answer = StunMessage::parse(v4.finish().value()).value();
  EXPECT_EQ(copy_of(short_answer.find(StunAttribute::xor_mapped_address).value()),
            from_hex("0001a147e112a643"));

  StunWriter v6(out, StunMethod::binding, StunClass::success, transaction_of(rfc5769_answer_v6));
  IpAddress address;
  std::ranges::copy(from_hex("20010db81234567800112233 44556677"), address.bytes.begin());
  v6.mapped_address({.port = 32853, .address = address});
  const auto long_answer = StunMessage::parse(v6.finish().value()).value();
  EXPECT_EQ(copy_of(long_answer.find(StunAttribute::xor_mapped_address).value()),
            from_hex("0002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
}

TEST(Stun, ReadsWhatItWrites) {
  Buffer out(200);
  StunWriter writer(out, StunMethod::allocate, StunClass::error, {'a', 'b'});
  writer.attribute(StunAttribute::username, "sara");
  writer.error(401, "Unauthorized");
  writer.number(StunAttribute::lifetime, 60);
  writer.integrity("key");
  writer.fingerprint();
  const auto bytes = writer.finish();
  ASSERT_TRUE(bytes);
  const auto message = StunMessage::parse(*bytes);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->method(), StunMethod::allocate);
  EXPECT_EQ(message->kind(), StunClass::error);
  EXPECT_EQ(message->transaction(), (TransactionId{'a', 'b'}));
  EXPECT_EQ(message->error_code(), 401);
  EXPECT_TRUE(message->has_integrity("key"));
  EXPECT_TRUE(message->has_acceptable_fingerprint());
}

TEST(Stun, NoticesThatThereIsNoRoom) {
  for (std::size_t size = 0; size < 60; ++size) {
    Buffer out(size);
    StunWriter writer(out, StunMethod::binding, StunClass::request, {});
    writer.attribute(StunAttribute::username, "sara");
    writer.integrity("key");
    writer.fingerprint();
    EXPECT_FALSE(writer.finish()) << size;
  }
}

TEST(Stun, NobodyVouchesForWhatFollowsTheIntegrity) {
  Buffer out(200);
  StunWriter writer(out, StunMethod::binding, StunClass::request, {});
  writer.attribute(StunAttribute::username, "sara");
  writer.integrity("key");
  writer.attribute(StunAttribute::use_candidate, "");
  const auto message = StunMessage::parse(writer.finish().value());
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->has_integrity("key"));
  EXPECT_FALSE(message->find(StunAttribute::use_candidate));
  EXPECT_TRUE(message->find(StunAttribute::username));
}

TEST(Stun, FingerprintsMustBeRightAndLast) {
  auto changed = rfc5769_request;
  changed[30] ^= 1;
  EXPECT_FALSE(StunMessage::parse(changed)->has_acceptable_fingerprint());
  Buffer out(100);
  StunWriter writer(out, StunMethod::binding, StunClass::request, {});
  writer.fingerprint();
  EXPECT_TRUE(StunMessage::parse(writer.finish().value())->has_acceptable_fingerprint());
  writer.attribute(StunAttribute::use_candidate, "");
  EXPECT_FALSE(StunMessage::parse(writer.finish().value())->has_acceptable_fingerprint());
}

RC_GTEST_PROP(Stun, SurvivesAnyBytes, (const Buffer& noise, std::size_t cut)) {
  static_cast<void>(StunMessage::parse(noise));
  const auto part = copy_of(std::span(rfc5769_request).first(cut % rfc5769_request.size()));
  RC_ASSERT(!StunMessage::parse(part).has_value());
  auto changed = rfc5769_request;
  if (!noise.empty()) changed[cut % changed.size()] = noise.front();
  // The fingerprint is not signed.
  const auto is_signed_part_intact = std::equal(changed.begin(), changed.end() - 8, rfc5769_request.begin());
  if (const auto message = StunMessage::parse(changed))
    RC_ASSERT(is_signed_part_intact || !message->has_integrity(rfc5769_password));
}

}  // namespace
}  // namespace vtp::rtc
