#include "media/codecs/opus_to_samples.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

constexpr std::size_t packet_samples = 960;

std::vector<std::string> tone() {
  return test::coded_samples(
      "-f lavfi -i aevalsrc=exprs=0.5*sin(2*PI*400*t):s=48000:d=2 -c:a libopus -b:a 32k -application voip "
      "-fec 1 -packet_loss 20");
}

double loudness(const std::vector<float>& samples) {
  double energy = 0;
  for (const float sample : samples) energy += static_cast<double>(sample) * static_cast<double>(sample);
  return std::sqrt(energy / static_cast<double>(samples.size()));
}

TEST(OpusToSamples, GivesTheSoundAsMuchLaterAsItSays) {
  auto decoder = OpusToSamples::create().value();
  const auto packets = test::coded_samples(
      "-f lavfi -i aevalsrc=exprs=between(t\\,0.5\\,0.6)*sin(2*PI*400*t):s=48000:d=1 -c:a libopus -b:a 96k");
  std::vector<float> samples;
  for (const auto& packet : packets) ASSERT_TRUE(decoder.decode(packet, samples));
  EXPECT_EQ(samples.size(), packets.size() * packet_samples);
  double energy = 0, moment = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double power = static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    energy += power;
    moment += power * static_cast<double>(i);
  }
  EXPECT_NEAR(moment / energy, 0.55 * mixing_rate + opus_lookahead, 24);
}

TEST(OpusToSamples, WhatIsLostGoesOnAndDiesAway) {
  auto decoder = OpusToSamples::create().value();
  const auto packets = tone();
  std::vector<float> samples;
  for (std::size_t i = 0; i < 50; ++i) decoder.decode(packets[i], samples);
  std::vector<float> made_up;
  decoder.conceal(packet_samples, made_up);
  EXPECT_EQ(made_up.size(), packet_samples);
  EXPECT_GT(loudness(made_up), 0.15);
  decoder.conceal(30'001, made_up);
  EXPECT_EQ(made_up.size(), packet_samples + 30'001);
  EXPECT_LT(loudness({made_up.end() - 4'800, made_up.end()}), 0.02);
}

TEST(OpusToSamples, WhatThePacketAfterRepeatsIsTaken) {
  auto decoder = OpusToSamples::create().value();
  const auto packets = tone();
  std::vector<float> samples;
  for (std::size_t i = 0; i < 50; ++i) decoder.decode(packets[i], samples);
  std::vector<float> repaired;
  decoder.recover(packets[51], packet_samples, repaired);
  ASSERT_EQ(repaired.size(), packet_samples);
  EXPECT_NEAR(loudness(repaired), 0.5 / std::sqrt(2.0), 0.1);
}

RC_GTEST_PROP(OpusToSamples, TakesWhateverComes, (const std::vector<std::string>& packets)) {
  auto decoder = OpusToSamples::create().value();
  for (const auto& packet : packets) {
    std::vector<float> samples;
    RC_ASSERT(decoder.decode(packet, samples) == !samples.empty());
    RC_ASSERT(samples.size() <= mixing_rate / 1000 * 120);
    samples.clear();
    decoder.recover(packet, packet_samples, samples);
    RC_ASSERT(samples.size() == packet_samples);
  }
}

}  // namespace
}  // namespace vtp::media
