#include "sfu/bandwidth/probe_results.h"

#include <gtest/gtest.h>

namespace vtp::sfu {
namespace {

using namespace std::chrono_literals;
using rtc::Duration;
using rtc::Instant;

class ProbeResultsTest : public ::testing::Test {
 protected:
  /// Ten packets of 1,000 bytes with these intervals. `arriving`: how many of them arrive.
  void probe(ClusterId id, Duration sent_each, Duration arrived_each, int arriving = 10) {
    for (int i = 0; i < 10; ++i) results_.on_sent(id, 1000, Instant(1s) + i * sent_each);
    for (int i = 0; i < arriving; ++i)
      results_.on_arrived(id, 1000, Instant(1s) + i * sent_each, 7s + i * arrived_each);
  }

  ProbeResults results_;
};

TEST_F(ProbeResultsTest, AWayThatIsNotFullCarriesWhatWasSent) {
  probe(1, 4ms, 4ms);
  EXPECT_FALSE(results_.take()) << "more may be sent of it";
  results_.close(1);
  const auto result = results_.take();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->cluster, 1U);
  EXPECT_EQ(result->sent, 2'000'000);
  EXPECT_EQ(result->carried, 2'000'000);
  EXPECT_FALSE(results_.take()) << "each once";
}

TEST_F(ProbeResultsTest, AFullWayCarriesWhatArrives) {
  probe(1, 4ms, 8ms);
  results_.close(1);
  const auto result = results_.take();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->carried, 950'000) << "a little less, so that the queue empties";
}

TEST_F(ProbeResultsTest, SaysNothingOfTooLittle) {
  probe(1, 4ms, 4ms, 7);
  results_.close(1);
  EXPECT_FALSE(results_.take()) << "too much was lost";
  probe(2, 0ms, 4ms);
  results_.close(2);
  EXPECT_FALSE(results_.take()) << "sent at once";
  probe(3, 4ms, 1ms);
  results_.close(3);
  EXPECT_FALSE(results_.take()) << "held up and let go at once";
  results_.on_arrived(99, 1000, Instant(1s), 7s);
  results_.close(99);
  EXPECT_FALSE(results_.take()) << "never sent";
}

TEST_F(ProbeResultsTest, ForgetsOldClusters) {
  probe(1, 4ms, 4ms);
  for (ClusterId id = 2; id <= 5; ++id) probe(id, 4ms, 4ms);
  results_.close(1);
  EXPECT_FALSE(results_.take());
  results_.close(3);
  EXPECT_EQ(results_.take()->cluster, 3U);
}

}  // namespace
}  // namespace vtp::sfu
