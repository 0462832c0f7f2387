#include "sfu/forwarding/key_frame_requests.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Instant;

TEST(KeyFrameRequests, ManyWishesAreOneRequest) {
  KeyFrameRequests requests;
  EXPECT_FALSE(requests.take(Instant(1s)));
  requests.want(Instant(1s));
  requests.want(Instant(1s));
  EXPECT_TRUE(requests.take(Instant(1s)));
  EXPECT_FALSE(requests.take(Instant(1s)));
  requests.on_key_frame();
  EXPECT_EQ(requests.deadline(), rtc::never);
}

TEST(KeyFrameRequests, LateWishesWaitForTheInterval) {
  KeyFrameRequests requests;
  requests.want(Instant(1s));
  EXPECT_TRUE(requests.take(Instant(1s)));
  requests.on_key_frame();
  requests.want(Instant(1s + 100ms));
  EXPECT_EQ(requests.deadline(), Instant(1s + 500ms));
  EXPECT_FALSE(requests.take(Instant(1s + 499ms)));
  EXPECT_TRUE(requests.take(Instant(1s + 500ms)));
}

TEST(KeyFrameRequests, AsksAgainUntilOneComes) {
  KeyFrameRequests requests;
  requests.want(Instant(1s));
  EXPECT_TRUE(requests.take(Instant(1s)));
  EXPECT_EQ(requests.deadline(), Instant(2s));
  EXPECT_TRUE(requests.take(Instant(2s)));
  requests.on_key_frame();
  EXPECT_FALSE(requests.take(Instant(10s)));
}

}  // namespace
}  // namespace vtp::sfu
