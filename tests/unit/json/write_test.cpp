#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "json/document.h"
#include "unit/json/samples.h"

namespace vtp::json {
namespace {

using samples::Answer;

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

TEST(JsonWrite, OptionalIsNullAndOmittableIsLeftOut) {
  EXPECT_EQ(write(Answer{.name = "a"}), R"({"name":"a","count":null,"share":0,"by_name":{},"points":[]})");
  EXPECT_EQ(write(Answer{.name = "a",
                         .count = 3,
                         .hint = std::string("h"),
                         .share = {66.6666},
                         .by_name = {{"x", 1}, {"y", 2}},
                         .points = {{1, 2}, {3, 4}}}),
            R"({"name":"a","count":3,"hint":"h","share":66.67,"by_name":{"x":1,"y":2},)"
            R"("points":[{"x":1,"y":2},{"x":3,"y":4}]})");
}

TEST(JsonWrite, TextIsEscapedAsFarAsNeeded) {
  EXPECT_EQ(quoted("a\"b\\c\n\r\t\x01\x1f/<é😀"), R"("a\"b\\c\n\r\t\u0001\u001f/<é😀")");
  EXPECT_EQ(quoted(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(quoted(""), R"("")");
}

TEST(JsonWrite, NumbersAreShortAndPlain) {
  EXPECT_EQ(write(1.5), "1.5");
  EXPECT_EQ(write(3.0), "3");
  EXPECT_EQ(write(0.1), "0.1");
  EXPECT_EQ(write(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(write(std::nan("")), "null");
  EXPECT_EQ(write(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWrite, PercentagesAreRoundedHalfAwayFromZero) {
  EXPECT_EQ(write(Percent{12.345678}), "12.35");
  EXPECT_EQ(write(Percent{0.125}), "0.13");
  EXPECT_EQ(write(Percent{-0.125}), "-0.13");
  EXPECT_EQ(write(Percent{-0.001}), "0");
  EXPECT_EQ(write(Percent{100}), "100");
}

TEST(JsonWrite, DurationsAreSeconds) {
  EXPECT_EQ(write(std::chrono::milliseconds(1234)), "1.234");
  EXPECT_EQ(write(std::chrono::milliseconds(2000)), "2");
  EXPECT_EQ(write(std::chrono::seconds(90)), "90");
}

TEST(JsonWriter, PlacesCommas) {
  Writer writer;
  writer.begin_array();
  writer.begin_object();
  writer.end_object();
  writer.begin_object();
  writer.key("a");
  writer.null();
  writer.key("b");
  writer.begin_array();
  writer.end_array();
  writer.end_object();
  writer.value(true);
  writer.raw(R"({"c":1})");
  writer.value("d");
  writer.end_array();
  EXPECT_EQ(writer.text(), R"([{},{"a":null,"b":[]},true,{"c":1},"d"])");
}

/// Reads and writes the same fields.
struct Both {
  std::string text;
  std::int64_t number = 0;
  double real = 0;
  bool flag = false;
  std::optional<std::string> maybe;
  std::vector<int> list;
  std::vector<std::optional<std::string>> gaps;
  Timestamp time;
  bool operator==(const Both&) const = default;
};

}  // namespace

template <>
struct Shape<Both> {
  static constexpr std::string_view name = "Both";
  static constexpr std::array fields{field<&Both::text>("text", verbatim),
                                     field<&Both::number>("number"),
                                     field<&Both::real>("real"),
                                     field<&Both::flag>("flag"),
                                     field<&Both::maybe>("maybe", verbatim),
                                     field<&Both::list>("list"),
                                     field<&Both::gaps>("gaps", verbatim),
                                     field<&Both::time>("time")};
};

namespace {

/// Any text without NUL, of all lengths of UTF-8 sequences.
rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::element<std::string>("a", "Z", " ", "\"", "\\", "/", "\n", "\x01", "\x7F",
                                                        "é", "ش", "漢", "\xEF\xBF\xBF", "😀", "</script>")),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const auto& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<std::optional<std::string>> any_optional_text() {
  return rc::gen::oneOf(
      rc::gen::just(std::optional<std::string>()),
      rc::gen::map(any_text(), [](std::string text) { return std::optional(std::move(text)); }));
}

RC_GTEST_PROP(JsonRoundTrip, WhatIsWrittenIsReadBack, ()) {
  const auto real = *rc::gen::arbitrary<double>();
  const Both value{.text = *any_text(),
                   .number = *rc::gen::arbitrary<std::int64_t>(),
                   .real = std::isfinite(real) ? real : 0,
                   .flag = *rc::gen::arbitrary<bool>(),
                   .maybe = *any_optional_text(),
                   .list = *rc::gen::arbitrary<std::vector<int>>(),
                   .gaps = *rc::gen::container<std::vector<std::optional<std::string>>>(any_optional_text()),
                   .time = Timestamp(std::chrono::milliseconds(
                       *rc::gen::inRange<std::int64_t>(-62'000'000'000'000, 253'000'000'000'000)))};
  const auto text = write(value);
  const auto back = read<Both>(text);
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == value);
  RC_ASSERT(to_compact_text(*parse(text)) == text);
}

RC_GTEST_PROP(JsonRoundTrip, NoInputStopsTheReader, (const std::string& text)) {
  (void)read<samples::Body>(text);
  (void)read<samples::Body>("{\"name\":" + text + "}");
}

}  // namespace
}  // namespace vtp::json
