#include "live/recording/recorded_tracks.h"

#include <gtest/gtest.h>

#include "support/media/sample_files.h"

namespace vtp::live {
namespace {

TEST(RecordedTracks, EachHasAFolderOfItsName) {
  const media::test::TemporaryFolder folder;
  RecordedTracks tracks(folder / "tracks");
  EXPECT_TRUE(tracks.all().empty());
  const media::TrackRecord record{.kind = media::TrackKind::audio, .timescale = 48'000, .epoch = {}};
  ASSERT_TRUE(tracks.create({.name = "microphone-1", .role = TrackRole::microphone}, record));
  ASSERT_TRUE(tracks.create({.name = "microphone-2", .role = TrackRole::microphone}, record));
  EXPECT_EQ(tracks.all().size(), 2U);
  EXPECT_EQ(tracks.all()[1].log->data_file(), folder / "tracks" / "microphone-2" / media::track_data_name);
  EXPECT_FALSE(tracks.create({.name = "microphone-1", .role = TrackRole::microphone}, record));
  EXPECT_EQ(tracks.all().size(), 2U);
}

TEST(RecordedTracks, NamesSayWhatTracksAre) {
  EXPECT_EQ(role_of_track("camera-h264-2"), TrackRole::camera);
  EXPECT_EQ(role_of_track("screen-vp8"), TrackRole::screen);
  EXPECT_EQ(role_of_track("screen-sound-1"), TrackRole::screen_sound);
  EXPECT_EQ(role_of_track("microphone-7"), TrackRole::microphone);
  EXPECT_EQ(role_of_track("programme-sound"), TrackRole::programme_sound);
  EXPECT_EQ(role_of_track("lost+found"), std::nullopt);
}

}  // namespace
}  // namespace vtp::live
