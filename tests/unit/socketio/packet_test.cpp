#include "socketio/packet.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::socketio {
namespace {

using Values = std::vector<std::string>;

std::optional<Packet> parse(std::string_view text) {
  return parse_socket_packet(text, 10);
}

TEST(Packet, ConnectMayCarryAnObject) {
  EXPECT_EQ(parse("0")->space, "/");
  EXPECT_EQ(parse(R"(0{"token":"1"})")->payload, R"({"token":"1"})");
  const auto custom = parse(R"(0/custom,{"a":[1]})");
  EXPECT_EQ(custom->space, "/custom");
  EXPECT_EQ(custom->payload, R"({"a":[1]})");
  EXPECT_EQ(parse("0/custom")->space, "/custom");
  for (const auto* text : {"0[]", "0{", "0\"a\"", "0/custom,1"}) EXPECT_FALSE(parse(text)) << text;
}

TEST(Packet, EventsHaveANameAndValues) {
  const auto event = parse(R"(2/admin,456["say \"it\"",1,"2",{"3":[true]}])");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->type, PacketType::event);
  EXPECT_EQ(event->space, "/admin");
  EXPECT_EQ(event->id, 456U);
  EXPECT_EQ(event->event, R"(say "it")");
  EXPECT_EQ(event->arguments.values, (Values{"1", "\"2\"", R"({"3":[true]})"}));
  EXPECT_EQ(parse("2[7,1]")->event, "7");
  for (const auto* text : {"2", "2{}", "2[]", "2[null]", "2[{}]", "2[[\"a\"]]", "2abc[\"a\"]", "2[\"a\"",
                           "2[\"a\"]x", "2-1[\"a\"]", "29999999999999999[\"a\"]", "2\"a\""})
    EXPECT_FALSE(parse(text)) << text;
}

TEST(Packet, ReservedEventsCannotBeForged) {
  for (const auto* name :
       {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    EXPECT_FALSE(parse("2[\"" + std::string(name) + "\"]")) << name;
  EXPECT_FALSE(parse(R"(2["disconnect"])"));
}

TEST(Packet, AcksNeedAnId) {
  EXPECT_EQ(parse("312[]")->id, 12U);
  EXPECT_EQ(parse("3/a,13[\"bar\"]")->arguments.values, (Values{"\"bar\""}));
  for (const auto* text : {"3[]", "312", "312{}"}) EXPECT_FALSE(parse(text)) << text;
}

TEST(Packet, BinaryPacketsWaitForTheirAttachments) {
  auto packet = parse(R"(52-/a,7["baz",{"_placeholder":true,"num":0},[{"num":1,"_placeholder":true}]])");
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->attachment_count, 2U);
  EXPECT_EQ(packet->id, 7U);
  EXPECT_FALSE(packet->is_complete());
  packet->arguments.attachments = {"a", "b"};
  EXPECT_TRUE(packet->is_complete());
  EXPECT_TRUE(parse(R"(50-["a"])")->is_complete());
  EXPECT_TRUE(parse(R"(61-15[{"_placeholder":true,"num":0}])"));
}

TEST(Packet, PlaceholdersMustStandForSomething) {
  for (const auto* value :
       {R"({"_placeholder":true,"num":1})", R"({"_placeholder":true})", R"({"_placeholder":true,"num":-1})",
        R"({"_placeholder":true,"num":0.5})", R"({"_placeholder":true,"num":"0"})",
        R"({"a":{"b":[{"_placeholder":true,"num":9}]}})"})
    EXPECT_FALSE(parse("51-[\"a\"," + std::string(value) + "]")) << value;
  EXPECT_TRUE(parse(R"(51-["a",{"_placeholder":false,"num":9}])"));
}

TEST(Packet, AttachmentsAreLimited) {
  EXPECT_TRUE(parse(R"(510-["a"])"));
  for (const auto* text :
       {R"(511-["a"])", R"(5-["a"])", R"(51["a"])", R"(5999999999999999999999-["a"])", R"(5-1-["a"])"})
    EXPECT_FALSE(parse(text)) << text;
}

TEST(Packet, OtherTypesAreNotTheClients) {
  EXPECT_TRUE(parse("1"));
  EXPECT_TRUE(parse("1/custom,"));
  for (const auto* text : {"", "4{}", "4", "7", "abc", "1{}", "12"}) EXPECT_FALSE(parse(text)) << text;
}

TEST(Packet, IsWrittenAsTheProtocolShows) {
  EXPECT_EQ(connect_text("/", R"({"sid":"x"})"), R"(40{"sid":"x"})");
  EXPECT_EQ(connect_error_text("/random", R"({"message":"m"})"), R"(44/random,{"message":"m"})");
  EXPECT_EQ(disconnect_text("/"), "41");
  EXPECT_EQ(disconnect_text("/admin"), "41/admin,");
  EXPECT_EQ(event_text("/", "foo", {}), R"(42["foo"])");
  EXPECT_EQ(event_text("/", "foo", Arguments().text("a\"").json("{}"), 12, "off"),
            R"(4212["foo","a\"",{},"off"])");
  EXPECT_EQ(event_text("/admin", "baz", Arguments().binary("ab").binary("c")),
            R"(452-/admin,["baz",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
  EXPECT_EQ(ack_text("/admin", 13, Arguments("\"bar\"")), R"(43/admin,13["bar"])");
  EXPECT_EQ(ack_text("/", 15, Arguments().binary("a")), R"(461-15[{"_placeholder":true,"num":0}])");
}

/// Any ASCII, control characters and quotes included.
std::string ascii(std::string text) {
  for (auto& c : text) c = static_cast<char>(c & 0x7F);
  return text;
}

RC_GTEST_PROP(PacketProperty, WhatIsWrittenIsRead,
              (const std::string& anything, const std::vector<std::string>& texts, bool has_id,
               std::uint32_t number)) {
  const auto name = "n" + ascii(anything);
  RC_PRE(name != "newListener");
  Arguments arguments;
  for (const auto& text : texts) arguments.text(ascii(text));
  if (texts.size() % 2 == 1) arguments.binary(anything);
  const auto id = has_id ? std::optional<std::uint64_t>(number) : std::nullopt;
  const auto packet = parse(std::string_view(event_text("/space", name, arguments, id)).substr(1));
  RC_ASSERT(packet.has_value());
  RC_ASSERT(packet->event == name);
  RC_ASSERT(packet->space == "/space");
  RC_ASSERT(packet->id == id);
  RC_ASSERT(packet->attachment_count == arguments.attachments.size());
  RC_ASSERT(packet->arguments.values == arguments.values);
}

}  // namespace
}  // namespace vtp::socketio
