#include "live/recording/recording_studio.h"

#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "support/live/tapped_rooms.h"
#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

struct HeardFromStudio final : StudioListener {
  void on_first_media(RecordingId recording, RoomId) override {
    const std::scoped_lock lock(mutex);
    begun.push_back(recording);
  }
  void on_exhausted(RecordingId recording, RoomId, std::optional<Error> why) override {
    const std::scoped_lock lock(mutex);
    exhausted.emplace_back(recording, std::move(why));
  }
  std::size_t count(const auto& list) {
    const std::scoped_lock lock(mutex);
    return list.size();
  }
  std::mutex mutex;
  std::vector<RecordingId> begun;
  std::vector<std::pair<RecordingId, std::optional<Error>>> exhausted;
};

class RecordingStudioTest : public ::testing::Test {
 protected:
  RecordingOrder order() { return {.id = recording, .room = room, .folder = folder / "tracks"}; }
  void begin() {
    const auto begun = studio.begin(order());
    ASSERT_TRUE(begun) << begun.error().message;
  }
  static void wait_for(const std::function<bool()>& is_so) {
    for (int i = 0; i < 2000 && !is_so(); ++i) std::this_thread::sleep_for(5ms);
    EXPECT_TRUE(is_so());
  }
  RecordedPerson who(RoomId, ParticipantId participant) {
    const std::scoped_lock lock(heard.mutex);
    return {.is_recorded = !shy.contains(participant)};
  }

  const RoomId room = RoomId::make();
  const RecordingId recording = RecordingId::make();
  const ParticipantId teacher = ParticipantId::make();
  media::test::TemporaryFolder folder;
  SystemClock clock;
  RunningRecordings running;
  HeardFromStudio heard;
  std::set<ParticipantId> shy;
  test::TappedRooms rooms;
  RecordingStudio studio{{.rooms = rooms,
                          .running = running,
                          .clock = clock,
                          .listener = heard,
                          .who_is = [this](RoomId in, ParticipantId id) { return who(in, id); }}};
};

TEST_F(RecordingStudioTest, RecordsUntilItIsEnded) {
  begin();
  rooms.open_microphone(teacher);
  wait_for([&] { return rooms.is_wanted.load(); });
  wait_for([&] {
    rooms.speak();
    return heard.count(heard.begun) > 0;
  });
  for (int i = 0; i < 50; ++i) rooms.speak();
  const auto outcome = studio.end(recording);
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(rooms.is_tapped);
  ASSERT_EQ(outcome->tracks.size(), 2U);
  EXPECT_EQ(outcome->tracks[0].description.role, TrackRole::programme_sound);
  EXPECT_EQ(outcome->tracks[1].description.role, TrackRole::microphone);
  EXPECT_GT(outcome->duration, rtc::Duration::zero());
  outcome->tracks[1].log->look([](const media::TrackIndex& index) {
    EXPECT_EQ(index.end, media::LogEnd::stopped);
    EXPECT_FALSE(index.parts.empty());
  });
  EXPECT_EQ(heard.begun.size(), 1U);
  EXPECT_FALSE(studio.end(recording));
}

TEST_F(RecordingStudioTest, ARoomWithoutMediaServerCannotBeRecorded) {
  rooms.refuses = true;
  EXPECT_EQ(studio.begin(order()).error().code, ErrorCode::sfu_not_active);
  EXPECT_FALSE(studio.end(recording));
}

TEST_F(RecordingStudioTest, SaysOnceThatTheRoomIsClosed) {
  begin();
  rooms.close();
  wait_for([&] { return heard.count(heard.exhausted) > 0; });
  rooms.close();
  const auto outcome = studio.end(recording);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->tracks.empty());
  EXPECT_EQ(heard.exhausted.size(), 1U);
  EXPECT_FALSE(heard.exhausted[0].second);
}

TEST_F(RecordingStudioTest, SaysThatTheDiskTakesNothing) {
  std::filesystem::create_directories(folder / "tracks" / "microphone-1" / "media.m4s");
  begin();
  rooms.open_microphone(teacher);
  wait_for([&] {
    rooms.speak();
    return heard.count(heard.exhausted) > 0;
  });
  EXPECT_TRUE(studio.end(recording));
  EXPECT_TRUE(heard.exhausted[0].second);
}

TEST_F(RecordingStudioTest, PausesAndGoesOn) {
  EXPECT_FALSE(studio.set_paused(recording, true));
  begin();
  EXPECT_FALSE(studio.set_paused(recording, false));
  EXPECT_TRUE(studio.set_paused(recording, true));
  EXPECT_FALSE(studio.set_paused(recording, true));
  EXPECT_TRUE(studio.set_paused(recording, false));
}

TEST_F(RecordingStudioTest, HearsWhoDoesNotWantToBeRecorded) {
  begin();
  rooms.open_microphone(teacher);
  wait_for([&] { return rooms.is_wanted.load(); });
  {
    const std::scoped_lock lock(heard.mutex);
    shy.insert(teacher);
  }
  studio.reconsider(room, teacher);
  wait_for([&] { return !rooms.is_wanted.load(); });
}

TEST_F(RecordingStudioTest, EndsWhatStillRunsWithItself) {
  {
    RecordingStudio another({.rooms = rooms,
                             .running = running,
                             .clock = clock,
                             .listener = heard,
                             .who_is = [](RoomId, ParticipantId) { return RecordedPerson(); }});
    ASSERT_TRUE(another.begin(order()));
    rooms.open_microphone(teacher);
    wait_for([&] {
      rooms.speak();
      return heard.count(heard.begun) > 0;
    });
  }
  EXPECT_FALSE(rooms.is_tapped);
  const auto log = media::TrackLog::open(folder / "tracks" / "microphone-1");
  ASSERT_TRUE(log);
  (*log)->look([](const media::TrackIndex& index) { EXPECT_EQ(index.end, media::LogEnd::stopped); });
}

}  // namespace
}  // namespace vtp::live
