#include "live/recording/vp8_assembler.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/live/rtp_packets.h"
#include "support/media/coded_media.h"

namespace vtp::live {
namespace {

using test::buffered;
using test::Vp8Place;

constexpr media::PictureSize size{320, 240};

class Vp8AssemblerTest : public ::testing::Test {
 protected:
  std::vector<CodedFrame> push(const std::string& frame, const Vp8Place& place,
                               const std::vector<std::size_t>& lost = {}, std::size_t longest = 100) {
    std::vector<CodedFrame> frames;
    const auto payloads = test::vp8_payloads(frame, place, longest);
    for (std::size_t i = 0; i < payloads.size(); ++i) {
      if (std::ranges::find(lost, i) != lost.end()) {
        follows_loss = true;
        continue;
      }
      assembler.push(buffered(place.picture, i + 1 == payloads.size(), payloads[i]), follows_loss, frames);
      follows_loss = false;
    }
    return frames;
  }
  /// Three temporal layers as libvpx has them: 0 2 1 2. True: it came and can be decoded.
  bool layered(std::uint16_t number, bool is_lost = false) {
    constexpr std::uint8_t layers[]{0, 2, 1, 2};
    const auto frame = test::fake_vp8(number == 0, size, "content");
    const Vp8Place place{.picture = number,
                         .base = static_cast<std::uint8_t>(number / 4),
                         .layer = layers[number % 4],
                         .is_sync = number % 4 == 2 || number % 4 == 1};
    if (is_lost) follows_loss = true;
    if (is_lost) return false;
    const auto frames = push(frame, place);
    return frames.size() == 1 && !frames[0].is_broken;
  }

  Vp8Assembler assembler;
  bool follows_loss = false;
};

TEST_F(Vp8AssemblerTest, RealFramesAreStoredAsTheyWere) {
  const auto coded = media::test::coded_vp8(
      "-f lavfi -i testsrc2=size=320x240:rate=10:duration=2 -c:v libvpx -g 10 -deadline realtime");
  for (std::size_t i = 0; i < coded.size(); ++i) {
    const auto frames = push(
        coded[i], {.picture = static_cast<std::uint16_t>(i), .base = static_cast<std::uint8_t>(i)}, {}, 1100);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].data, coded[i]);
    EXPECT_EQ(frames[0].is_key, i % 10 == 0);
    EXPECT_FALSE(frames[0].is_broken);
    if (frames[0].is_key) EXPECT_EQ(frames[0].format->size, size);
  }
}

TEST_F(Vp8AssemblerTest, LossesOfHigherLayersHarmNobodyElse) {
  for (std::uint16_t i = 0; i < 5; ++i) EXPECT_TRUE(layered(i)) << i;
  layered(5, true);          // a frame of the highest layer
  EXPECT_TRUE(layered(6));   // which the middle one does not need
  EXPECT_FALSE(layered(7));  // but the highest one might
  for (std::uint16_t i = 8; i < 12; ++i) EXPECT_TRUE(layered(i)) << i;
}

TEST_F(Vp8AssemblerTest, ALossOfTheLowestLayerBreaksEverything) {
  for (std::uint16_t i = 0; i < 4; ++i) layered(i);
  layered(4, true);
  for (std::uint16_t i = 5; i < 20; ++i) EXPECT_FALSE(layered(i)) << i;
  EXPECT_FALSE(push(test::fake_vp8(true, size, "x"), {.picture = 20, .base = 5}).at(0).is_broken);
}

TEST_F(Vp8AssemblerTest, EveryLostPacketIsNoticed) {
  const auto key = test::fake_vp8(true, size, std::string(300, 'x'));
  const auto other = test::fake_vp8(false, size, std::string(300, 'x'));
  for (std::size_t lost = 0; lost < 4; ++lost) {
    ASSERT_FALSE(push(key, {.picture = 1, .base = 1}).at(0).is_broken);
    EXPECT_TRUE(push(other, {.picture = 2, .base = 2}, {lost}).empty()) << lost;
    EXPECT_TRUE(push(other, {.picture = 3, .base = 3}).at(0).is_broken) << lost;
  }
}

TEST_F(Vp8AssemblerTest, WithoutLayersEveryLossBreaks) {
  std::vector<CodedFrame> frames;
  const auto push_plain = [&](std::uint32_t timestamp, const std::string& frame, bool is_after_loss) {
    assembler.push(buffered(timestamp, true, "\x10" + frame), is_after_loss, frames);
  };
  push_plain(1, test::fake_vp8(true, size, "x"), false);
  push_plain(2, test::fake_vp8(false, size, "x"), false);
  push_plain(4, test::fake_vp8(false, size, "x"), true);
  push_plain(5, test::fake_vp8(false, size, "x"), false);
  push_plain(6, test::fake_vp8(true, size, "x"), false);
  ASSERT_EQ(frames.size(), 5U);
  EXPECT_FALSE(frames[1].is_broken);
  EXPECT_TRUE(frames[2].is_broken);
  EXPECT_TRUE(frames[3].is_broken);
  EXPECT_FALSE(frames[4].is_broken);
}

RC_GTEST_PROP(Vp8Assembler, TakesWhateverComes, (const std::vector<std::string>& payloads)) {
  Vp8Assembler assembler;
  std::vector<CodedFrame> frames;
  for (const auto& payload : payloads)
    assembler.push(buffered(*rc::gen::inRange(0U, 3U), *rc::gen::arbitrary<bool>(), payload),
                   *rc::gen::arbitrary<bool>(), frames);
  for (const auto& frame : frames) RC_ASSERT(frame.is_key == frame.format.has_value());
}

}  // namespace
}  // namespace vtp::live
