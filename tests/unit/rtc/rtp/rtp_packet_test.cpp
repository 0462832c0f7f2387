#include "rtc/rtp/rtp_packet.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

// Version 2, padding, extension, two CSRCs, marker; payload type 96, sequence 0x1234.
const auto everything = from_hex(
    "B2E01234 00000064 DEADBEEF 00000001 00000002"  // header and CSRCs
    "BEDE0001 10AA21BB"                             // one element, and one that does not fit
    "CAFE 000002");                                 // payload and padding

TEST(RtpPacket, ReadsEveryPartOfTheHeader) {
  auto bytes = everything;
  bytes.back() = 3;
  const auto packet = RtpPacket::parse(bytes);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->marker());
  EXPECT_EQ(packet->payload_type(), 96);
  EXPECT_EQ(packet->sequence(), 0x1234);
  EXPECT_EQ(packet->timestamp(), 100U);
  EXPECT_EQ(packet->ssrc(), 0xDEADBEEFU);
  EXPECT_EQ(packet->header().size(), 28U);
  EXPECT_EQ(copy_of(packet->payload()), from_hex("CAFE"));
  EXPECT_EQ(packet->padding_size(), 3U);
  EXPECT_EQ(copy_of(packet->extension(1).value()), from_hex("AA"));
  EXPECT_EQ(packet->extension(2), std::nullopt);
}

TEST(RtpPacket, ChangesInPlace) {
  auto bytes = everything;
  auto packet = RtpPacket::parse(bytes);
  ASSERT_TRUE(packet);
  packet->set_marker(false);
  packet->set_payload_type(45);
  packet->set_sequence(1);
  packet->set_timestamp(2);
  packet->set_ssrc(3);
  packet->extension(1).value()[0] = 0x55;
  auto expected = everything;
  std::ranges::copy(from_hex("B22D0001 00000002 00000003"), expected.begin());
  expected[25] = 0x55;
  EXPECT_EQ(bytes, expected);
  packet->set_marker(true);
  EXPECT_EQ(packet->payload_type(), 45);
  EXPECT_TRUE(packet->marker());
}

TEST(RtpPacket, RefusesWhatDoesNotFit) {
  for (const auto* hex : {
           "80600001 00000002 000000",             // shorter than a header
           "40600001 00000002 00000003",           // version 1
           "81600001 00000002 00000003",           // a CSRC is missing
           "90600001 00000002 00000003",           // no extension
           "90600001 00000002 00000003 BEDE0001",  // an extension without its data
           "A0600001 00000002 00000003 00",        // padding of no bytes
           "A0600001 00000002 00000003 02",        // more padding than payload
       }) {
    auto bytes = from_hex(hex);
    EXPECT_FALSE(RtpPacket::parse(bytes)) << hex;
  }
  auto only_padding = from_hex("A0600001 00000002 00000003 0002");
  const auto packet = RtpPacket::parse(only_padding);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->payload().empty());
}

TEST(RtpPacket, WritesPaddingThatIsNothingElse) {
  Buffer out(300);
  const auto size = write_rtp_padding({.payload_type = 127, .ssrc = 1234}, {}, 255, out);
  ASSERT_EQ(size, 267U);
  const auto packet = RtpPacket::parse(std::span(out).first(*size));
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->payload().empty());
  EXPECT_EQ(packet->padding_size(), 255U);
  EXPECT_EQ(write_rtp_padding({}, {}, 0, out), std::nullopt);
}

RC_GTEST_PROP(RtpPacket, ReadsWhatItWrites,
              (bool marker, std::uint16_t sequence, std::uint32_t timestamp, std::uint32_t ssrc,
               Buffer payload)) {
  const RtpHeader header{.marker = marker,
                         .payload_type = *rc::gen::inRange<std::uint8_t>(0, 128),
                         .sequence = sequence,
                         .timestamp = timestamp,
                         .ssrc = ssrc};
  const auto value = *rc::gen::nonEmpty(rc::gen::resize(40, rc::gen::arbitrary<Buffer>()));
  const std::vector<ExtensionElement> extensions{{.id = 5, .value = value}};
  Buffer out(500 + payload.size());
  const auto size = write_rtp(header, extensions, payload, out);
  RC_ASSERT(size.has_value());
  const auto packet = RtpPacket::parse(std::span(out).first(*size));
  RC_ASSERT(packet.has_value());
  const auto back = header_of(*packet);
  RC_ASSERT(back.marker == header.marker && back.payload_type == header.payload_type);
  RC_ASSERT(back.sequence == sequence && back.timestamp == timestamp && back.ssrc == ssrc);
  RC_ASSERT(copy_of(packet->payload()) == payload);
  RC_ASSERT(copy_of(packet->extension(5).value()) == value);
  RC_ASSERT(!write_rtp(header, extensions, payload, std::span(out).first(*size - 1)));
}

RC_GTEST_PROP(RtpPacket, PartsOfAnyBytesLieWithinThem, (Buffer bytes)) {
  if (!bytes.empty()) bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x3F) | 0x80);
  const auto packet = RtpPacket::parse(bytes);
  if (!packet) return;
  RC_ASSERT(packet->header().size() + packet->payload().size() + packet->padding_size() == bytes.size());
}

}  // namespace
}  // namespace vtp::rtc
