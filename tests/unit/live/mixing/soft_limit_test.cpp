#include "live/mixing/soft_limit.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::live {
namespace {

TEST(SoftLimit, LeavesWhatIsNotLoudAsItIs) {
  for (const float sample : {0.0F, 0.3F, -0.69F, 0.7F}) EXPECT_EQ(soft_limit(sample), sample);
}

RC_GTEST_PROP(SoftLimit, IsNeverTooLoudAndNeverTurnsLouderIntoQuieter, (float a, float b)) {
  const float low = soft_limit(std::min(a, b)), high = soft_limit(std::max(a, b));
  RC_ASSERT(low <= high);
  RC_ASSERT(low >= -1 && high <= 1);
  RC_ASSERT(soft_limit(-a) == -soft_limit(a));
}

TEST(SoftLimit, HasNoCorner) {
  for (float sample = 0.6F; sample < 0.8F; sample += 0.001F) {
    const float slope = (soft_limit(sample + 0.001F) - soft_limit(sample)) / 0.001F;
    EXPECT_GT(slope, 0.85F);
    EXPECT_LT(slope, 1.01F);
  }
}

}  // namespace
}  // namespace vtp::live
