#include "http/websocket_frame.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/http/websocket_client.h"

namespace vtp::http {
namespace {

using Step = FrameReader::Step;

/// The first step of a reader to which `bytes` are shown.
Step first_step(std::string_view bytes, FrameReader::Options options = {}) {
  FrameReader reader(options);
  return reader.read(bytes);
}

TEST(FrameReader, ReadsTheExamplesOfTheRfc) {
  FrameReader reader({});
  std::string_view hello("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 11);
  ASSERT_EQ(reader.read(hello), Step::message);
  EXPECT_TRUE(reader.is_text());
  EXPECT_EQ(reader.take_message(), "Hello");
  EXPECT_TRUE(hello.empty());
  EXPECT_EQ(reader.read(hello), Step::need_more);
}

TEST(FrameReader, PutsFragmentsTogetherWithControlFramesBetween) {
  FrameReader reader({});
  const auto bytes = masked_frame(0x01, "He") + masked_frame(0x89, "ping") + masked_frame(0x00, "l") +
                     masked_frame(0x80, "lo");
  std::string_view view = bytes;
  ASSERT_EQ(reader.read(view), Step::ping);
  EXPECT_EQ(reader.control_payload(), "ping");
  ASSERT_EQ(reader.read(view), Step::message);
  EXPECT_EQ(reader.take_message(), "Hello");
}

TEST(FrameReader, TextThatIsNotUtf8Fails) {
  for (const auto* text : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "a\xE2\x82"}) {
    FrameReader reader({});
    const auto bytes = masked_frame(0x81, text);
    std::string_view view = bytes;
    EXPECT_EQ(reader.read(view), Step::failed);
    EXPECT_EQ(reader.close_code(), CloseCode::invalid_data);
    EXPECT_EQ(first_step(masked_frame(0x82, text)), Step::message);  // binary may be anything
  }
}

TEST(FrameReader, MessagesAreLimitedInAll) {
  const FrameReader::Options options{.max_message_bytes = 100};
  EXPECT_EQ(first_step(masked_frame(0x82, std::string(100, 'a')), options), Step::message);
  // Refused by its header alone: the payload is never waited for.
  EXPECT_EQ(first_step(masked_frame(0x82, std::string(101, 'a')).substr(0, 8), options), Step::failed);
  FrameReader reader(options);
  const auto bytes = masked_frame(0x02, std::string(60, 'a')) + masked_frame(0x00, std::string(41, 'a'));
  std::string_view view = bytes;
  EXPECT_EQ(reader.read(view), Step::failed);
  EXPECT_EQ(reader.close_code(), CloseCode::too_big);
  const std::string huge(
      "\x82\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
      "mask",
      14);
  EXPECT_EQ(first_step(huge, options), Step::failed);
}

TEST(FrameReader, RefusesWhatTheProtocolForbids) {
  const std::vector<std::pair<std::string, const char*>> cases{
      {std::string("\x81\x05Hello", 7), "not masked"},
      {masked_frame(0x83, ""), "unknown data opcode"},
      {masked_frame(0x8B, ""), "unknown control opcode"},
      {masked_frame(0xA1, ""), "RSV2"},
      {masked_frame(0x91, ""), "RSV3"},
      {masked_frame(0xC1, ""), "RSV1 without compression"},
      {masked_frame(0x09, ""), "fragmented control frame"},
      {masked_frame(0x89, std::string(126, 'a')), "long control frame"},
      {masked_frame(0x80, ""), "continuation of nothing"},
      {masked_frame(0x01, "a") + masked_frame(0x81, "b"), "new message within another"},
      {masked_frame(0x88, "a"), "close code of one byte"},
      {masked_frame(0x88, std::string("\x03\xED", 2)), "close code 1005"},
      {masked_frame(0x88, std::string("\x03\xE7", 2)), "close code 999"},
      {masked_frame(0x88, std::string("\x13\x88", 2)), "close code 5000"},
  };
  for (const auto& [bytes, what] : cases) {
    FrameReader reader({});
    std::string_view view = bytes;
    EXPECT_EQ(reader.read(view), Step::failed) << what;
    EXPECT_EQ(reader.close_code(), CloseCode::protocol_error) << what;
  }
  const FrameReader::Options compressing{.allows_compression = true};
  EXPECT_EQ(first_step(masked_frame(0xC1, ""), compressing), Step::message);
  EXPECT_EQ(first_step(masked_frame(0xC9, ""), compressing), Step::failed);
  EXPECT_EQ(first_step(masked_frame(0x01, "a") + masked_frame(0xC0, "b"), compressing), Step::failed);
}

TEST(FrameReader, NothingFollowsAClose) {
  FrameReader reader({});
  const auto bytes = masked_frame(0x88, std::string("\x03\xE8", 2) + "bye") + masked_frame(0x81, "more");
  std::string_view view = bytes;
  ASSERT_EQ(reader.read(view), Step::close);
  EXPECT_EQ(reader.close_code(), CloseCode::normal);
  EXPECT_EQ(reader.close_reason(), "bye");
  EXPECT_EQ(reader.read(view), Step::failed);
  EXPECT_EQ(first_step(masked_frame(0x88, "")), Step::close);
}

TEST(CloseReason, IsCutBetweenCharacters) {
  std::string reason = "a";
  for (int i = 0; i < 61; ++i) reason += "é";
  const auto payload = close_payload(CloseCode::normal, reason + "éé");
  EXPECT_LE(payload.size(), 125U);
  EXPECT_EQ(payload.substr(2), reason);
  EXPECT_EQ(close_payload(CloseCode::no_status, "x"), "");
}

/// Everything a reader says, when it is shown `bytes` in pieces of the given sizes.
std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
  FrameReader reader({.max_message_bytes = 100'000});
  std::string said;
  std::string waiting;
  while (!bytes.empty()) {
    waiting += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(piece, bytes.size()));
    std::string_view view = waiting;
    for (auto step = reader.read(view); step != Step::need_more; step = reader.read(view)) {
      said += std::to_string(static_cast<int>(step));
      if (step == Step::message) said += reader.take_message();
      if (step == Step::ping) said += reader.control_payload();
      if (step == Step::failed) return said;
    }
    waiting.erase(0, waiting.size() - view.size());
  }
  return said;
}

RC_GTEST_PROP(FrameReaderProperty, PiecesDoNotMatter,
              (const std::vector<std::pair<std::uint8_t, std::string>>& frames, std::uint8_t piece,
               std::uint16_t padding)) {
  static constexpr std::array<std::uint8_t, 8> first_bytes{0x82, 0x02, 0x00, 0x80, 0x89, 0x8A, 0x82, 0x82};
  std::string bytes;
  for (const auto& [kind, payload] : frames)
    bytes += masked_frame(first_bytes[kind % first_bytes.size()],
                          payload + std::string(kind == 0 ? padding : 0, 'p'));
  RC_ASSERT(read_in_pieces(bytes, piece + 1U) == read_in_pieces(bytes, bytes.size() + 1));
}

RC_GTEST_PROP(FrameProperty, WhatIsWrittenIsRead, (std::uint32_t size)) {
  const std::string payload(size % 200'000, 'x');
  std::string frame;
  append_frame(frame, Opcode::binary, payload);
  // The same with a mask of zeros is what a client could send.
  const auto head = frame.size() - payload.size();
  frame[1] = static_cast<char>(frame[1] | 0x80);
  frame.insert(head, 4, '\0');
  FrameReader reader({});
  std::string_view view = frame;
  RC_ASSERT(reader.read(view) == Step::message);
  RC_ASSERT(reader.take_message() == payload);
}

}  // namespace
}  // namespace vtp::http
