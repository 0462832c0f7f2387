#include "sfu/forwarding/speaker_detector.h"

#include <array>

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

class SpeakerDetectorTest : public ::testing::Test {
 protected:
  /// Packets of 20 ms of everybody's levels, with a look each 100 ms.
  void talk(rtc::Duration duration, const std::vector<std::pair<SpeakerId, std::int8_t>>& levels) {
    for (const auto end = now_ + duration; now_ < end; now_ += 20ms) {
      for (const auto& [speaker, level] : levels) detector_.on_level(speaker, level, now_);
      if ((now_ - Instant()) % 100ms == 0ms && detector_.update(now_)) ++changes_;
    }
  }
  std::vector<SpeakerId> loudest(std::size_t most) {
    std::vector<SpeakerDetector::Level> out(most);
    std::vector<SpeakerId> ids;
    for (const auto& level : detector_.loudest(out)) ids.push_back(level.speaker);
    return ids;
  }

  SpeakerDetector detector_;
  Instant now_{1s};
  int changes_ = 0;
};

TEST_F(SpeakerDetectorTest, TheLouderOneSpeaks) {
  EXPECT_FALSE(detector_.update(now_));
  talk(1s, {{1, -70}, {2, -25}});
  EXPECT_EQ(detector_.active(), 2U);
  talk(4s, {{1, -20}, {2, -80}});
  EXPECT_EQ(detector_.active(), 1U);
  EXPECT_EQ(changes_, 2);
}

TEST_F(SpeakerDetectorTest, NobodySpeaksInSilence) {
  talk(3s, {{1, -80}, {2, -127}});
  EXPECT_EQ(detector_.active(), std::nullopt);
  EXPECT_TRUE(loudest(5).empty());
}

TEST_F(SpeakerDetectorTest, ACoughTakesNobodysTurn) {
  talk(3s, {{1, -30}, {2, -127}});
  talk(60ms, {{1, -30}, {2, -10}});
  talk(3s, {{1, -30}, {2, -127}});
  EXPECT_EQ(detector_.active(), 1U);
  EXPECT_EQ(changes_, 1);
}

TEST_F(SpeakerDetectorTest, TurnsLastTwoSeconds) {
  talk(500ms, {{1, -30}});
  ASSERT_EQ(detector_.active(), 1U);
  talk(1s, {{1, -90}, {2, -20}});
  EXPECT_EQ(detector_.active(), 1U);
  talk(2s, {{1, -90}, {2, -20}});
  EXPECT_EQ(detector_.active(), 2U);
}

TEST_F(SpeakerDetectorTest, TwoOfEqualVoiceDoNotAlternate) {
  for (int i = 0; i < 10; ++i) {
    talk(1s, {{1, -30}, {2, -28}});
    talk(1s, {{1, -28}, {2, -30}});
  }
  EXPECT_EQ(changes_, 1);
}

TEST_F(SpeakerDetectorTest, WhoLeavesSpeaksNoMore) {
  talk(3s, {{1, -30}, {2, -80}});
  detector_.remove(1);
  EXPECT_TRUE(detector_.update(now_));
  EXPECT_EQ(detector_.active(), std::nullopt);
}

TEST_F(SpeakerDetectorTest, KnowsTheLoudestInOrder) {
  talk(2s, {{1, -40}, {2, -20}, {3, -30}, {4, -90}});
  EXPECT_EQ(loudest(2), (std::vector<SpeakerId>{2, 3}));
  EXPECT_EQ(loudest(6), (std::vector<SpeakerId>{2, 3, 1}));
  EXPECT_TRUE(loudest(0).empty());
  now_ += 1s;
  detector_.update(now_);
  EXPECT_TRUE(loudest(6).empty()) << "nobody has sent anything for a second";
}

}  // namespace
}  // namespace vtp::sfu
