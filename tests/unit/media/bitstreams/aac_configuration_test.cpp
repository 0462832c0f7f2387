#include "media/bitstreams/aac_configuration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "media/files.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::string_view_literals;

TEST(AacConfiguration, IsFoundInARealFilm) {
  const auto file = test::big_buck_bunny();
  const auto said = test::ffprobe(file, "a:0", "stream=sample_rate,channels").at(0);
  const auto comma = said.find(',');
  const AacConfiguration expected{.object_type = 2,
                                  .sample_rate = static_cast<std::uint32_t>(std::stoi(said)),
                                  .channels = static_cast<std::uint8_t>(std::stoi(said.substr(comma + 1)))};
  // Behind the tag of what the decoder needs, and its length.
  const auto esds = test::content_of_box(read_file(file, 1U << 30U).value(), "esds");
  const auto at = esds.find(write_aac_configuration(expected));
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(read_aac_configuration(std::string_view(esds).substr(at)), expected);
}

TEST(AacConfiguration, IsTwoBytesForTheUsualRates) {
  EXPECT_EQ(write_aac_configuration({2, 48000, 2}), "\x11\x90"sv);
  EXPECT_EQ(write_aac_configuration({2, 44100, 1}), "\x12\x08"sv);
  EXPECT_EQ(AacConfiguration{}.codec(), "mp4a.40.2");
}

RC_GTEST_PROP(AacConfiguration, WhatIsWrittenIsRead, ()) {
  const AacConfiguration configuration{
      .object_type = *rc::gen::inRange<std::uint8_t>(1, 31),
      .sample_rate = *rc::gen::oneOf(rc::gen::element(48000U, 44100U, 7350U), rc::gen::inRange(1U, 192001U)),
      .channels = *rc::gen::inRange<std::uint8_t>(1, 7)};
  RC_ASSERT(read_aac_configuration(write_aac_configuration(configuration)) == configuration);
}

RC_GTEST_PROP(AacConfiguration, TakesWhateverComes, (const std::string& bytes)) {
  if (const auto configuration = read_aac_configuration(bytes))
    RC_ASSERT(read_aac_configuration(write_aac_configuration(*configuration)) == configuration);
}

}  // namespace
}  // namespace vtp::media
