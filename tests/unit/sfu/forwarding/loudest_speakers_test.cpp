#include "sfu/forwarding/loudest_speakers.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;

TEST(LoudestSpeakers, EverybodyIsHeardWhileThereAreFew) {
  LoudestSpeakers speakers(2);
  const rtc::Instant now(10s);
  EXPECT_TRUE(speakers.admit(1, -127, now));
  EXPECT_TRUE(speakers.admit(2, -127, now));
  EXPECT_FALSE(speakers.admit(3, -127, now));
}

TEST(LoudestSpeakers, AWordIsNotCutAndSilenceGivesThePlaceAway) {
  LoudestSpeakers speakers(1);
  rtc::Instant now(10s);
  EXPECT_TRUE(speakers.admit(1, -20, now));
  EXPECT_FALSE(speakers.admit(2, -10, now)) << "1 has just spoken";
  for (int i = 0; i < 40; ++i) speakers.admit(1, -90, now += 20ms);
  EXPECT_TRUE(speakers.admit(2, -40, now));
  EXPECT_FALSE(speakers.admit(1, -20, now + 20ms));
}

TEST(LoudestSpeakers, WhoSendsNothingAnyMoreIsSilent) {
  LoudestSpeakers speakers(1);
  const rtc::Instant now(10s);
  EXPECT_TRUE(speakers.admit(1, -5, now));
  EXPECT_TRUE(speakers.admit(2, -50, now + 600ms));
}

TEST(LoudestSpeakers, NoiseTakesNobodysPlace) {
  LoudestSpeakers speakers(1);
  const rtc::Instant now(10s);
  EXPECT_TRUE(speakers.admit(1, -100, now));
  EXPECT_FALSE(speakers.admit(2, -61, now + 2s));
  speakers.remove(1);
  EXPECT_TRUE(speakers.admit(2, -61, now + 2s));
}

TEST(LoudestSpeakers, WithoutPlacesNobodyIsHeard) {
  LoudestSpeakers speakers(0);
  EXPECT_FALSE(speakers.admit(1, 0, rtc::Instant(10s)));
}

}  // namespace
}  // namespace vtp::sfu
