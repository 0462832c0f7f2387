#include "live/streaming/live_streams.h"

#include <gtest/gtest.h>

#include "support/database/fake_clock.h"
#include "support/http/later_answer.h"
#include "support/live/growing_track.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;
using vtp::testing::GrowingTrack;
using vtp::testing::LaterAnswer;

class LiveStreamsTest : public ::testing::Test {
 public:
  StreamFacts facts() const {
    StreamFacts facts;
    facts.id = LiveStreamId::make();
    facts.recording = recording;
    return facts;
  }
  LaterAnswer reload(const LiveStreamPointer& stream, std::size_t part) {
    return LaterAnswer(stream->playlist({}, "720p", {.reload = {.number = 0, .part = part}, .query = "q"}));
  }

  vtp::testing::FakeClock clock;
  RunningRecordings recordings;
  LiveStreams streams{recordings, clock};
  GrowingTrack track{"720p"};
  const RecordingId recording = RecordingId::make();
};

TEST_F(LiveStreamsTest, OneOfARecordingAtATime) {
  EXPECT_EQ(streams.find(recording), nullptr);
  const auto stream = streams.begin(facts());
  ASSERT_NE(stream, nullptr);
  EXPECT_EQ(streams.begin(facts()), nullptr);
  EXPECT_EQ(streams.find_running(recording), stream);
  EXPECT_EQ(streams.running().size(), 1U);
  EXPECT_EQ(streams.end(recording), stream);
  EXPECT_EQ(streams.end(recording), nullptr);
  const auto next = streams.begin(facts());
  EXPECT_NE(next, nullptr);
  EXPECT_NE(next, stream);
}

TEST_F(LiveStreamsTest, KnowWhatThereWasBeforeThem) {
  track.append_parts(1);
  recordings.add(recording, track.running());
  EXPECT_TRUE(streams.begin(facts())->has_media());
}

TEST_F(LiveStreamsTest, WakePlayersWhenTheRecordingGrows) {
  const auto stream = streams.begin(facts());
  recordings.add(recording, track.running());
  recordings.grown(recording);
  auto waiting = reload(stream, 0);
  EXPECT_FALSE(waiting.has_come());
  track.append_parts(1);
  recordings.grown(recording);
  EXPECT_EQ(waiting.take().status, 200);
}

TEST_F(LiveStreamsTest, EndWithTheRecordingAndStayForAMinute) {
  recordings.add(recording, track.running());
  const auto stream = streams.begin(facts());
  track.append_parts(4);
  recordings.grown(recording);
  auto waiting =
      LaterAnswer(stream->playlist({}, "720p", {.reload = {.number = 1, .part = 0}, .query = "q"}));
  track.end();
  recordings.remove(recording);
  EXPECT_TRUE(std::get<std::string>(waiting.take().body.front()).ends_with("#EXT-X-ENDLIST\n"));
  EXPECT_EQ(streams.find_running(recording), nullptr);
  EXPECT_EQ(streams.find(recording), stream);
  const auto ended = streams.take_ended();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended.front(), stream);
  EXPECT_TRUE(streams.take_ended().empty());
  clock.advance(60s);
  streams.tick();
  EXPECT_EQ(streams.find(recording), stream);
  clock.advance(1s);
  streams.tick();
  EXPECT_EQ(streams.find(recording), nullptr);
}

TEST_F(LiveStreamsTest, LetNobodyWaitWhenTheServerShutsDown) {
  recordings.add(recording, track.running());
  const auto stream = streams.begin(facts());
  auto waiting = reload(stream, 0);
  streams.drain();
  EXPECT_EQ(waiting.take().status, 503);
  EXPECT_EQ(reload(stream, 0).take().status, 503);
}

TEST_F(LiveStreamsTest, HearOfOtherRecordingsWithoutStreams) {
  const auto other = RecordingId::make();
  recordings.add(other, track.running());
  recordings.grown(other);
  recordings.remove(other);
  EXPECT_TRUE(streams.take_ended().empty());
}

}  // namespace
}  // namespace vtp::live
