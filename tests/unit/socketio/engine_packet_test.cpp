#include "socketio/engine_packet.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace vtp::socketio {
namespace {

TEST(EnginePacket, HasATypeAndData) {
  const auto packet = parse_packet("4hello");
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->type, EnginePacketType::message);
  EXPECT_EQ(packet->data, "hello");
  EXPECT_EQ(parse_packet("6")->type, EnginePacketType::noop);
  for (const auto* text : {"", "7", "abc", "/", "b"}) EXPECT_FALSE(parse_packet(text)) << text;
}

TEST(EnginePayload, CarriesTextAndBinaryPackets) {
  const auto packets = parse_payload(
      "4hello\x1e"
      "2\x1e"
      "bAQIDBA==");
  ASSERT_TRUE(packets);
  ASSERT_EQ(packets->size(), 3U);
  EXPECT_EQ((*packets)[0].data, "hello");
  EXPECT_EQ((*packets)[1].type, EnginePacketType::ping);
  EXPECT_TRUE((*packets)[2].is_binary);
  EXPECT_EQ((*packets)[2].data, "\x01\x02\x03\x04");
}

TEST(EnginePayload, IsRefusedAsAWhole) {
  for (const auto* body : {"", "abc", "4a\x1e",
                           "\x1e"
                           "4a",
                           "4a\x1e\x1e"
                           "4b",
                           "bA", "b****", "bAQ==AQ==", "4\xFF",
                           "4a\x1e"
                           "9"})
    EXPECT_FALSE(parse_payload(body)) << body;
}

RC_GTEST_PROP(EnginePayloadProperty, GivesBackWhatWasPutIn,
              (const std::vector<std::pair<bool, std::string>>& parts)) {
  std::string payload;
  std::vector<std::pair<bool, std::string>> written;
  for (const auto& [is_binary, data] : parts) {
    if (!is_binary && (data.contains('\x1e') || !is_utf8(data))) continue;
    written.emplace_back(is_binary, data);
    if (is_binary)
      append_binary_to_payload(payload, data);
    else
      append_to_payload(payload, "4" + data);
  }
  RC_PRE(!written.empty());
  const auto packets = parse_payload(payload);
  RC_ASSERT(packets.has_value());
  std::vector<std::pair<bool, std::string>> read;
  for (const auto& packet : *packets) read.emplace_back(packet.is_binary, packet.data);
  RC_ASSERT(read == written);
}

}  // namespace
}  // namespace vtp::socketio
