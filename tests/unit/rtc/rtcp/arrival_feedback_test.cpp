#include "rtc/rtcp/arrival_feedback.h"

#include <gtest/gtest.h>

#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;
using Statuses = std::vector<std::pair<int, std::optional<Duration>>>;

Statuses statuses_of(const Buffer& bytes) {
  const auto feedback = ArrivalFeedback::read(only_packet(bytes));
  if (!feedback) throw std::runtime_error("no feedback");
  Statuses statuses;
  feedback->for_each(
      [&](const PacketStatus& status) { statuses.emplace_back(status.sequence, status.arrival); });
  return statuses;
}

TEST(ArrivalFeedback, ReadsRuns) {
  // Two packets that arrived 1 ms apart, then three that did not; the reference is 64 ms.
  const auto good = from_hex("8FCD0006 00000001 00000002 FFFF0005 00000107 20020003 00040000");
  EXPECT_EQ(statuses_of(good), (Statuses{{65535, 64ms}, {0, 65ms}, {1, {}}, {2, {}}, {3, {}}}));
  const auto feedback = ArrivalFeedback::read(only_packet(good));
  EXPECT_EQ(feedback->media_ssrc(), 2U);
  EXPECT_EQ(feedback->number(), 7);
}

TEST(ArrivalFeedback, ReadsVectors) {
  // One bit each: 1010 0000 0000 00; the reference is one unit before zero.
  const auto narrow = from_hex("8FCD0005 00000001 00000002 00000003 FFFFFF00 A8000401");
  EXPECT_EQ(statuses_of(narrow), (Statuses{{0, -63ms}, {1, {}}, {2, -62750us}}));
  // Two bits each: a small step, a large one backwards, one that is missing, one of the reserved kind.
  const auto wide = from_hex("8FCD0006 00000001 00000002 00000004 00000000 D8C004FF FC000000");
  EXPECT_EQ(statuses_of(wide), (Statuses{{0, 1ms}, {1, 0ms}, {2, {}}, {3, {}}}));
}

TEST(ArrivalFeedback, RefusesWhatIsCutShort) {
  for (const auto* hex : {
           "8FCD0003 00000001 00000002 00000001",                    // no fixed part
           "8FCD0004 00000001 00000002 00000001 00000000",           // no chunk
           "8FCD0005 00000001 00000002 00000003 00000000 20030101",  // a step too few
           "8FCD0005 00000001 00000002 00000003 00000000 00000000",  // chunks that hold nothing
           "8FCD0005 00000001 00000002 00000002 00000000 D8000101",  // half a large step
       }) {
    const auto bytes = from_hex(hex);
    EXPECT_FALSE(ArrivalFeedback::read(only_packet(bytes))) << hex;
  }
  EXPECT_FALSE(ArrivalFeedback::read(only_packet(from_hex("81CD0004 00000001 00000002 00000000 00000000"))));
}

}  // namespace
}  // namespace vtp::rtc
