#include "rtc/congestion/arrival_recorder.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rtc/rtcp/arrival_feedback.h"
#include "support/rtc/rtcp.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

/// What a feedback says: arrived or not, by number.
std::map<std::uint16_t, bool> told(ArrivalRecorder& recorder, Instant now, std::size_t room = 1200) {
  Buffer out(room);
  RtcpWriter writer(out);
  std::map<std::uint16_t, bool> packets;
  if (!recorder.write(writer, now)) return packets;
  ArrivalFeedback::read(only_packet(writer.written()))->for_each([&](const PacketStatus& status) {
    packets[status.sequence] = status.arrival.has_value();
  });
  return packets;
}

using Told = std::map<std::uint16_t, bool>;

TEST(ArrivalRecorder, TellsWhatHasArrivedSince) {
  ArrivalRecorder recorder(1);
  EXPECT_EQ(recorder.deadline(), never);
  EXPECT_EQ(told(recorder, Instant(1s)), Told());
  recorder.on_packet(7, 65535, Instant(1s));
  recorder.on_packet(7, 1, Instant(1s));
  EXPECT_EQ(recorder.deadline(), Instant(1s));
  EXPECT_EQ(told(recorder, Instant(1s)), (Told{{65535, true}, {0, false}, {1, true}}));
  EXPECT_EQ(recorder.deadline(), never);
  recorder.on_packet(7, 2, Instant(1s + 10ms));
  EXPECT_EQ(recorder.deadline(), Instant(1s + 50ms)) << "not more often than every 50 ms";
  EXPECT_EQ(told(recorder, Instant(1s + 50ms)), (Told{{2, true}}));
}

TEST(ArrivalRecorder, NamesAStreamThatTheSenderKnows) {
  ArrivalRecorder recorder(1);
  recorder.on_packet(71, 1, Instant(1s));
  recorder.on_packet(72, 2, Instant(1s));
  Buffer out(1200);
  RtcpWriter writer(out);
  ASSERT_TRUE(recorder.write(writer, Instant(1s)));
  const auto body = only_packet(writer.written()).body;
  EXPECT_EQ(read_u32(body, 0), 1U);
  EXPECT_EQ(read_u32(body, 4), 72U);
}

TEST(ArrivalRecorder, TakesBackThatAPacketWasMissing) {
  ArrivalRecorder recorder(1);
  recorder.on_packet(7, 1, Instant(1s));
  recorder.on_packet(7, 3, Instant(1s));
  EXPECT_EQ(told(recorder, Instant(1s)), (Told{{1, true}, {2, false}, {3, true}}));
  recorder.on_packet(7, 2, Instant(1s + 1ms));
  recorder.on_packet(7, 2, Instant(1s + 2ms));
  EXPECT_TRUE(told(recorder, Instant(1s + 50ms)).at(2));
  recorder.on_packet(7, 3, Instant(1s + 51ms));
  EXPECT_EQ(recorder.deadline(), never) << "a duplicate is no news";
}

TEST(ArrivalRecorder, ForgetsWhatIsLongPast) {
  ArrivalRecorder recorder(1);
  recorder.on_packet(7, 1, Instant(1s));
  recorder.on_packet(7, 20'000, Instant(1s));
  const auto packets = told(recorder, Instant(1s));
  EXPECT_EQ(packets.size(), 960U);
  EXPECT_TRUE(packets.at(20'000));
  recorder.on_packet(7, 2, Instant(1s));
  EXPECT_EQ(recorder.deadline(), never);
}

TEST(ArrivalRecorder, SaysNothingWithoutRoomAndTriesAgain) {
  ArrivalRecorder recorder(1);
  recorder.on_packet(7, 1, Instant(1s));
  EXPECT_EQ(told(recorder, Instant(1s), 10), Told());
  EXPECT_EQ(recorder.deadline(), Instant(1s));
  EXPECT_EQ(told(recorder, Instant(1s)), (Told{{1, true}}));
}

RC_GTEST_PROP(ArrivalRecorder, EveryArrivalIsToldSoonerOrLater, ()) {
  ArrivalRecorder recorder(1);
  std::map<std::uint16_t, bool> all;
  std::map<std::uint16_t, bool> sent;
  auto now = Instant(10s);
  int place = *rc::gen::inRange(0, 65'536);
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-5, 9))) {
    place += step;
    now += Duration(*rc::gen::inRange(0, 20'000));
    const auto number = static_cast<std::uint16_t>(place + 65'536);
    sent[number] = true;
    recorder.on_packet(7, number, now);
    while (recorder.deadline() <= now)
      for (const auto& [sequence, has_arrived] : told(recorder, now, *rc::gen::inRange<std::size_t>(32, 200)))
        if (has_arrived) all[sequence] = true;
  }
  while (recorder.deadline() != never)
    for (const auto& [sequence, has_arrived] : told(recorder, now += 50ms))
      if (has_arrived) all[sequence] = true;
  RC_ASSERT(all == sent);
}

}  // namespace
}  // namespace vtp::rtc
