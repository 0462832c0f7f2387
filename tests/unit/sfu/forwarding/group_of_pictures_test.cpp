#include "sfu/forwarding/group_of_pictures.h"

#include <gtest/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

class GroupOfPicturesTest : public ::testing::Test {
 protected:
  void packet(std::int64_t sequence, bool is_key_frame = false, Instant now = Instant(1s)) {
    const rtc::Buffer bytes(100);
    ring_.store(sequence, bytes, now);
    group_.on_packet(sequence, is_key_frame, bytes.size(), now);
  }

  PacketRing ring_{8};
  GroupOfPictures group_{{.longest = 2s, .most_bytes = 600}};
};

TEST_F(GroupOfPicturesTest, BeginsAtTheLastKeyFrame) {
  packet(1);
  EXPECT_FALSE(group_.replayable(ring_, Instant(1s)));
  packet(2, true);
  packet(3);
  packet(4, true);
  packet(5);
  const auto range = group_.replayable(ring_, Instant(1s));
  ASSERT_TRUE(range);
  EXPECT_EQ(range->begin, 4);
  EXPECT_EQ(range->end, 6);
}

TEST_F(GroupOfPicturesTest, IsOfNoUseWithAGap) {
  packet(2, true);
  packet(4);
  EXPECT_FALSE(group_.replayable(ring_, Instant(1s)));
  packet(3);
  EXPECT_TRUE(group_.replayable(ring_, Instant(1s)));
}

TEST_F(GroupOfPicturesTest, GrowsOldAndBig) {
  packet(1, true);
  EXPECT_TRUE(group_.replayable(ring_, Instant(3s)));
  EXPECT_FALSE(group_.replayable(ring_, Instant(3s + 1us)));
  for (int i = 2; i <= 6; ++i) packet(i);
  EXPECT_TRUE(group_.replayable(ring_, Instant(1s)));
  packet(7);
  EXPECT_FALSE(group_.replayable(ring_, Instant(1s)));
}

TEST(GroupOfPictures, IsOfNoUseOnceTheRingHasForgottenIt) {
  PacketRing ring(4);
  GroupOfPictures group;
  for (int i = 0; i < 5; ++i) {
    ring.store(i, rtc::Buffer(1), Instant(1s));
    group.on_packet(i, i == 0, 1, Instant(1s));
    EXPECT_EQ(group.replayable(ring, Instant(1s)).has_value(), i < 4) << i;
  }
}

}  // namespace
}  // namespace vtp::sfu
