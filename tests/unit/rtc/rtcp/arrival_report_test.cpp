#include "rtc/rtcp/arrival_report.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rtc/rtcp/arrival_feedback.h"
#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

TEST(ArrivalReport, WritesRunsAndVectors) {
  const std::vector<Arrival> arrivals{{10, Instant(64ms)}, {11, Instant(65ms)}, {13, Instant(64ms)}};
  Buffer out(100);
  const auto written =
      write_arrivals({.sender = 1, .media = 2, .number = 3, .first_sequence = 9, .arrivals = arrivals}, out);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->arrivals, 3U);
  // One vector of two bits each: missing, small, small, missing, large.
  EXPECT_EQ(copy_of(std::span(out).first(written->size)),
            from_hex("8FCD0006 00000001 00000002 00090005 00000103 C520 00 04 FFFC 0000"));
}

TEST(ArrivalReport, LeavesWhatItCannotTellForTheNextOne) {
  Buffer out(100);
  const std::vector<Arrival> far_in_time{{1, Instant(1s)}, {2, Instant(10s)}};
  EXPECT_EQ(write_arrivals({.first_sequence = 1, .arrivals = far_in_time}, out)->arrivals, 1U);
  const std::vector<Arrival> far_in_number{{1, Instant(1s)}, {1001, Instant(1s)}};
  EXPECT_EQ(write_arrivals({.first_sequence = 1, .arrivals = far_in_number}, out)->arrivals, 1U);
  EXPECT_FALSE(write_arrivals({.first_sequence = 1, .arrivals = {}}, out));
  const std::vector<Arrival> one{{1, Instant(1s)}};
  EXPECT_FALSE(write_arrivals({.first_sequence = 1, .arrivals = one}, std::span(out).first(23)));
  EXPECT_TRUE(write_arrivals({.first_sequence = 1, .arrivals = one}, std::span(out).first(24)));
}

/// Packets with losses, delays and reordering.
std::vector<Arrival> any_arrivals() {
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::weightedOneOf<int>({{9, rc::gen::just(1)}, {1, rc::gen::inRange(1, 40)}}),
                    rc::gen::weightedOneOf<int>(
                        {{9, rc::gen::inRange(0, 5'000)}, {1, rc::gen::inRange(-2'000'000, 9'000'000)}})));
  std::vector<Arrival> arrivals;
  std::int64_t sequence = *rc::gen::inRange(0, 70'000);
  Instant time = Instant(100s);
  for (const auto& [skip, wait] : steps) {
    sequence += skip;
    time += Duration(wait);
    arrivals.push_back({sequence, time});
  }
  return arrivals;
}

RC_GTEST_PROP(ArrivalReport, ReadersLearnEveryArrivalToAQuarterOfAMillisecond, ()) {
  const auto arrivals = any_arrivals();
  std::span<const Arrival> rest = arrivals;
  std::map<std::int64_t, Instant> told;
  while (!rest.empty()) {
    Buffer out(*rc::gen::inRange<std::size_t>(24, 1200));
    const auto first = rest.front().sequence;
    const auto written = write_arrivals({.first_sequence = first, .arrivals = rest}, out);
    RC_ASSERT(written && written->arrivals > 0);
    out.resize(written->size);
    const auto feedback = ArrivalFeedback::read(only_packet(out));
    RC_ASSERT(feedback.has_value());
    feedback->for_each([&](const PacketStatus& status) {
      const auto sequence = first + static_cast<std::uint16_t>(status.sequence - first);
      if (status.arrival) told.emplace(sequence, Instant(*status.arrival));
    });
    rest = rest.subspan(written->arrivals);
  }
  RC_ASSERT(told.size() == arrivals.size());
  for (const auto& [sequence, time] : arrivals) {
    RC_ASSERT(told.contains(sequence));
    RC_ASSERT(std::chrono::abs(told.at(sequence) - time) <= 125us);
  }
}

}  // namespace
}  // namespace vtp::rtc
