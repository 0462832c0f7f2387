#include "media/bitstreams/h264_units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;

TEST(SplitAnnexB, TakesBothStartCodesAndNoZerosAfterUnits) {
  EXPECT_THAT(split_annex_b("xy\0\0\1abc\0\0\0\1d\0\0\0\0\0\1\0\0\1e"sv), ElementsAre("abc", "d", "e"));
  EXPECT_TRUE(split_annex_b("\0\0\1"sv).empty());
  EXPECT_TRUE(split_annex_b("nothing"sv).empty());
}

TEST(SplitAnnexB, FindsTheUnitsOfARealStream) {
  const auto stream = test::coded_annex_b(
      "-f lavfi -i testsrc2=size=320x240:rate=10:duration=2 -c:v libx264 -profile:v baseline -g 10");
  std::size_t key_slices = 0, slices = 0, sequences = 0;
  for (const auto unit : split_annex_b(stream)) {
    key_slices += h264_unit_type(unit) == H264UnitType::idr_slice ? 1 : 0;
    slices += h264_unit_type(unit) == H264UnitType::slice ? 1 : 0;
    sequences += h264_unit_type(unit) == H264UnitType::sequence_parameters ? 1 : 0;
  }
  EXPECT_EQ(sequences, 2U);
  EXPECT_GE(key_slices, 2U);
  EXPECT_EQ(slices % 18, 0U);
  EXPECT_GE(slices, 18U);
}

TEST(SplitSample, FindsWhatWasAppended) {
  std::string sample;
  append_unit(sample, "\x65one"sv);
  append_unit(sample, "\x41"sv);
  EXPECT_THAT(split_sample(sample).value(), ElementsAre("\x65one", "\x41"));
  EXPECT_FALSE(split_sample(sample.substr(0, sample.size() - 1)));
  EXPECT_FALSE(split_sample("\0\0\0\0"sv));
}

TEST(IsKeyPicture, OnlyWhenAllSlicesAre) {
  using Units = std::vector<std::string_view>;
  EXPECT_TRUE(is_key_picture(Units{"\x67sps", "\x68pps", "\x65slice", "\x65slice"}));
  EXPECT_FALSE(is_key_picture(Units{"\x41slice"}));
  EXPECT_FALSE(is_key_picture(Units{"\x65slice", "\x41slice"}));
  EXPECT_FALSE(is_key_picture(Units{"\x67sps"}));
}

RC_GTEST_PROP(SplitAnnexB, UnitsAreNeverEmptyAndLieInTheBytes, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::element('\0', '\1', '\2', '\3'));
  for (const auto unit : split_annex_b(bytes)) {
    RC_ASSERT(!unit.empty());
    RC_ASSERT(unit.back() != '\0');
    RC_ASSERT(unit.data() >= bytes.data() && unit.data() + unit.size() <= bytes.data() + bytes.size());
  }
}

RC_GTEST_PROP(SplitSample, TakesWhateverComes, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::element('\0', '\1', '\2', '\5'));
  if (const auto units = split_sample(bytes)) {
    std::string again;
    for (const auto unit : *units) append_unit(again, unit);
    RC_ASSERT(again == bytes);
  }
}

}  // namespace
}  // namespace vtp::media
