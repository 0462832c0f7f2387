#include "rtc/rtp/header_extensions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::rtc {
namespace {

using Elements = std::vector<std::pair<int, Buffer>>;

Elements read_all(ExtensionForm form, const Buffer& data) {
  ExtensionReader reader(form, data);
  Elements elements;
  while (const auto element = reader.next()) elements.emplace_back(element->id, copy_of(element->value));
  return elements;
}

// The figures of RFC 8285 sections 4.2 and 4.3.
TEST(HeaderExtensions, ReadsTheExamplesOfTheStandard) {
  const auto short_form = read_all(ExtensionForm::one_byte, from_hex("10AA 21BBCC 0000 33DDDDDDDD"));
  EXPECT_EQ(short_form, (Elements{{1, {0xAA}}, {2, {0xBB, 0xCC}}, {3, {0xDD, 0xDD, 0xDD, 0xDD}}}));
  const auto long_form = read_all(ExtensionForm::two_byte, from_hex("0100 0201BB 00 0304DDDDDDDD"));
  EXPECT_EQ(long_form, (Elements{{1, {}}, {2, {0xBB}}, {3, {0xDD, 0xDD, 0xDD, 0xDD}}}));
}

TEST(HeaderExtensions, FormsAreToldByTheProfile) {
  EXPECT_EQ(extension_form(0xBEDE), ExtensionForm::one_byte);
  EXPECT_EQ(extension_form(0x1000), ExtensionForm::two_byte);
  EXPECT_EQ(extension_form(0x100F), ExtensionForm::two_byte);
  EXPECT_EQ(extension_form(0x1010), ExtensionForm::unknown);
  EXPECT_TRUE(read_all(ExtensionForm::unknown, from_hex("10AA")).empty());
}

TEST(HeaderExtensions, StopsAtWhatIsMalformed) {
  EXPECT_EQ(read_all(ExtensionForm::one_byte, from_hex("10AA F0BB 20CC")), (Elements{{1, {0xAA}}}));  // id 15
  EXPECT_EQ(read_all(ExtensionForm::one_byte, from_hex("10AA 03BB 20CC")), (Elements{{1, {0xAA}}}));  // id 0
  EXPECT_EQ(read_all(ExtensionForm::one_byte, from_hex("10AA 24BBCC")), (Elements{{1, {0xAA}}}));  // too long
  EXPECT_EQ(read_all(ExtensionForm::two_byte, from_hex("0101AA 05")), (Elements{{1, {0xAA}}}));
}

TEST(HeaderExtensions, UsesTheShortFormWhereItCan) {
  const Buffer value{0xAA};
  const Buffer none;
  std::vector<ExtensionElement> elements{{.id = 14, .value = value}};
  Buffer out(16);
  EXPECT_EQ(write_extensions(elements, out), 8U);
  EXPECT_EQ(copy_of(std::span(out).first(8)), from_hex("BEDE0001 E0AA0000"));
  elements[0].id = 15;
  EXPECT_EQ(write_extensions(elements, out), 8U);
  EXPECT_EQ(copy_of(std::span(out).first(8)), from_hex("10000001 0F01AA00"));
  elements[0] = {.id = 3, .value = none};
  EXPECT_EQ(write_extensions(elements, out), 8U);
  EXPECT_EQ(copy_of(std::span(out).first(8)), from_hex("10000001 03000000"));
}

TEST(HeaderExtensions, RefusesWhatCannotBeWritten) {
  const Buffer value(256);
  Buffer out(400);
  EXPECT_EQ(write_extensions(std::vector<ExtensionElement>{{.id = 1, .value = value}}, out), std::nullopt);
  EXPECT_EQ(write_extensions(std::vector<ExtensionElement>{{.id = 0, .value = {}}}, out), std::nullopt);
  const std::vector<ExtensionElement> fitting{{.id = 1, .value = Bytes(value).first(10)}};
  EXPECT_EQ(write_extensions(fitting, std::span(out).first(15)), std::nullopt);
  EXPECT_EQ(write_extensions(fitting, std::span(out).first(16)), 16U);
  EXPECT_EQ(write_extensions({}, out), 0U);
}

RC_GTEST_PROP(HeaderExtensions, ReadsWhatItWrites, ()) {
  const auto long_values = *rc::gen::arbitrary<bool>();
  auto elements = *rc::gen::container<Elements>(
      rc::gen::pair(rc::gen::inRange(1, long_values ? 256 : 15),
                    rc::gen::resize(long_values ? 255 : 16, rc::gen::arbitrary<Buffer>())));
  std::vector<ExtensionElement> views;
  for (const auto& [id, value] : elements)
    views.push_back({.id = static_cast<std::uint8_t>(id), .value = value});
  Buffer out(extensions_size(views));
  RC_ASSERT(write_extensions(views, out) == out.size());
  if (out.empty()) return;
  RC_ASSERT(read_u16(out, 2) * 4U + 4 == out.size());
  const auto back = read_all(extension_form(read_u16(out, 0)), copy_of(std::span(out).subspan(4)));
  RC_ASSERT(back == elements);
}

}  // namespace
}  // namespace vtp::rtc
