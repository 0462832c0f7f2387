#include "live/finished_tracks.h"

#include <gtest/gtest.h>

#include "recordings/media_keys.h"
#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

using recordings::TrackSource;

class FinishedTracksTest : public ::testing::Test {
 protected:
  RecordedTrack create(TrackDescription description) {
    return tracks
        .create(std::move(description), {.kind = media::TrackKind::audio, .timescale = 48'000, .epoch = {}})
        .value();
  }

  const RecordingId id = RecordingId::make();
  media::test::TemporaryFolder folder;
  std::unique_ptr<blobs::Directory> store = blobs::Directory::open(folder / "store").value();
  RecordedTracks tracks{store->path_of(recordings::keys::track(id, "any"))->parent_path()};
};

TEST_F(FinishedTracksTest, SayWhatIsShownAndWhoseTheOthersAre) {
  const auto who = ParticipantId::make();
  const auto user = UserId::make();
  create({.name = "camera-h264", .role = TrackRole::camera});
  create({.name = "microphone-1", .role = TrackRole::microphone, .owner = who, .user = user});
  create({.name = "programme-sound", .role = TrackRole::programme_sound});
  const auto finished = finished_tracks(id, tracks.all());
  ASSERT_EQ(finished.size(), 3U);
  EXPECT_EQ(finished[0].source, TrackSource::camera);
  EXPECT_EQ(finished[0].folder, recordings::keys::track(id, "camera-h264"));
  EXPECT_TRUE(finished[0].is_shown);
  EXPECT_EQ(finished[1].source, TrackSource::microphone);
  EXPECT_FALSE(finished[1].is_shown);
  EXPECT_EQ(finished[1].participant, who.text());
  EXPECT_EQ(finished[1].user, user);
  EXPECT_EQ(finished[2].source, TrackSource::programme_sound);
}

TEST_F(FinishedTracksTest, AreFoundOnTheDiskAfterACrash) {
  create({.name = "screen-h264", .role = TrackRole::screen});
  create({.name = "camera-h264-2", .role = TrackRole::camera, .rank = 1});
  std::filesystem::create_directories(*store->path_of(recordings::keys::track(id, "stray")));
  const auto found = tracks_on_disk(*store, id);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->tracks.size(), 2U);
  EXPECT_EQ(found->tracks[0].folder, recordings::keys::track(id, "camera-h264-2"));
  EXPECT_EQ(found->tracks[1].source, TrackSource::screen);
  EXPECT_LT(SystemClock().now() - found->written_at.value(), std::chrono::minutes(1));
}

TEST_F(FinishedTracksTest, ThereMayBeNone) {
  const auto found = tracks_on_disk(*store, RecordingId::make());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->tracks.empty());
  EXPECT_FALSE(found->written_at);
}

}  // namespace
}  // namespace vtp::live
