#include "media/codecs/aac_encoder.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "media/cmaf/init_segment.h"
#include "media/cmaf/part_writer.h"
#include "media/codecs/opus_to_samples.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

constexpr std::size_t frames = 60;

class AacEncoderTest : public ::testing::Test {
 protected:
  void encode(std::span<const float> samples) {
    for (std::size_t at = 0; at < samples.size(); at += aac_frame_samples)
      ASSERT_TRUE(encoder->encode(samples.subspan(at, aac_frame_samples), packets));
  }
  /// What a player makes of the packets.
  std::vector<float> decoded() {
    std::vector<mp4::Sample> samples;
    for (const auto& packet : packets)
      samples.push_back({.duration = aac_frame_samples, .flags = sync_sample_flags, .data = packet});
    test::write_text(folder / "sound.mp4",
                     write_init_segment(aac_format(AacEncoder::configuration())) +
                         write_part({.timescale = mixing_rate, .begins_segment = true}, samples));
    return test::decoded_sound(folder / "sound.mp4");
  }

  std::unique_ptr<AacEncoder> encoder = AacEncoder::create(64'000).value();
  std::vector<float> sound = std::vector<float>(frames * aac_frame_samples);
  std::vector<std::string> packets;
  test::TemporaryFolder folder;
};

TEST_F(AacEncoderTest, EveryFrameIsWhereItWas) {
  // A second of silence save for a swell of 40 ms around the 20,000th sample.
  constexpr int middle = 20'000, half = 960;
  for (int i = -half; i < half; ++i)
    sound[static_cast<std::size_t>(middle + i)] =
        static_cast<float>(0.5 * std::sin(i * 0.13) * std::pow(std::cos(i * std::numbers::pi / 2 / half), 2));
  encode(sound);
  ASSERT_TRUE(encoder->finish(packets));
  EXPECT_EQ(packets.size(), frames);
  const auto heard = decoded();
  ASSERT_EQ(heard.size(), sound.size());
  double energy = 0, moment = 0;
  for (std::size_t i = 0; i < heard.size(); ++i) {
    const double power = static_cast<double>(heard[i]) * static_cast<double>(heard[i]);
    energy += power;
    moment += power * static_cast<double>(i);
  }
  EXPECT_NEAR(moment / energy, middle, 10);
  EXPECT_GT(energy, 40);
}

TEST_F(AacEncoderTest, APacketComesWhenTwoMoreFramesAreKnown) {
  encode(std::span(sound).first(2 * aac_frame_samples));
  EXPECT_TRUE(packets.empty());
  encode(std::span(sound).first(aac_frame_samples));
  EXPECT_EQ(packets.size(), 1U);
}

TEST_F(AacEncoderTest, SilenceIsSilentAndCostsLittle) {
  encode(sound);
  ASSERT_TRUE(encoder->finish(packets));
  for (const float sample : decoded()) EXPECT_EQ(sample, 0);
  for (const auto& packet : packets) EXPECT_LT(packet.size(), 20U);
}

TEST_F(AacEncoderTest, AfterTheEndNothingCanBeEncoded) {
  encode(sound);
  ASSERT_TRUE(encoder->finish(packets));
  EXPECT_FALSE(encoder->encode(std::span(sound).first(aac_frame_samples), packets));
  EXPECT_FALSE(encoder->finish(packets));
}

TEST(AacEncoder, RefusesARateThatThereIsNot) {
  EXPECT_FALSE(AacEncoder::create(-1));
}

}  // namespace
}  // namespace vtp::media
