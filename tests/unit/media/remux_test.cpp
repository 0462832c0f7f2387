// Downloads, made of a stored lecture and looked at with ffprobe.
#include "media/remux.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/files.h"
#include "support/media/film_log.h"
#include "support/media/grey_lecture.h"

namespace vtp::media {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

using Remux = test::GreyLectureTest;

TEST_F(Remux, TheDownloadIsAProgressiveFileWithItsIndexFirst) {
  const auto video = lecture->video(), audio = lecture->audio();
  const auto file = folder / "lecture.mp4";
  ASSERT_TRUE(remux({.video = video, .audio = audio, .output = file}, {}));
  const auto bytes = read_file(file, 1U << 30U).value();
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
  EXPECT_EQ(bytes.find("moof"), std::string::npos);
  EXPECT_EQ(test::decoded_times(file, "v:0"), test::decoded_times(test::joined(video.folder), "v:0"));
  EXPECT_EQ(test::decoded_times(file, "a:0"), test::decoded_times(test::joined(audio.folder), "a:0"));
  EXPECT_EQ(test::key_frame_times(file), test::key_frame_times(test::joined(video.folder)));
  EXPECT_THAT(test::ffprobe(file, "v:0", "format=format_name,nb_streams,duration"),
              ElementsAre(StartsWith("2,\"mov,mp4,m4a,3gp,3g2,mj2\",24.0")));
  EXPECT_EQ(probe(tools, file)->video->size, (PictureSize{320, 240}));
}

TEST_F(Remux, ADownloadOfSoundIsAnM4a) {
  const auto file = folder / "lecture.m4a";
  ASSERT_TRUE(remux({.video = {}, .audio = lecture->audio(), .output = file}, {}));
  EXPECT_EQ(read_file_start(file, 12)->substr(8), "M4A ");
  EXPECT_EQ(test::decoded_times(file, "a:0"),
            test::decoded_times(test::joined(lecture->audio().folder), "a:0"));
}

/// Pictures that begin after 2 s, change their size at 6 and are away from 10 to 13.
class RemuxOfLogs : public ::testing::Test {
 protected:
  RemuxOfLogs() {
    video.gap(2).pictures({320, 180}, 4).pictures({160, 120}, 4).gap(3).pictures({320, 180}, 2).end();
    audio.sound(10).gap(2).sound(2).end();
  }

  test::TemporaryFolder folder;
  test::FilmLog video{folder / "video", TrackKind::video}, audio{folder / "audio", TrackKind::audio};
};

TEST_F(RemuxOfLogs, EveryPictureAndSoundIsThereAtItsTime) {
  const auto file = folder / "class.mp4";
  ASSERT_TRUE(remux({.video = video.stored(10), .audio = audio.stored(10), .output = file}, {}));
  const auto times = test::decoded_times(file, "v:0");
  ASSERT_EQ(times.size(), 250U);
  for (std::size_t i = 0; i < times.size(); ++i)
    EXPECT_NEAR(times[i], 2 + static_cast<double>(i) / 25 + (i < 200 ? 0 : 3), 0.002) << i;
  EXPECT_THAT(test::key_frame_times(file), testing::ElementsAre(2, 4, 6, 8, 13));
  const auto sound = test::decoded_times(file, "a:0");
  EXPECT_NEAR(sound.front(), 0, 0.03);
  const auto after_gap = std::ranges::find_if(sound, [](double time) { return time > 11; });
  EXPECT_NEAR(*after_gap, 12, 0.1);
}

TEST_F(RemuxOfLogs, PicturesOfEachSizeAreDecodedAsTheyAre) {
  const auto file = folder / "class.mp4";
  ASSERT_TRUE(remux({.video = video.stored(10), .audio = {}, .output = file}, {}));
  auto sizes = test::ffprobe(file, "v:0", "frame=width,height");
  std::erase_if(sizes, [](const auto& line) { return !line.contains("1"); });
  ASSERT_EQ(sizes.size(), 250U);
  EXPECT_THAT(sizes[0], StartsWith("320,180"));
  EXPECT_THAT(sizes[100], StartsWith("160,120"));
  EXPECT_THAT(sizes[249], StartsWith("320,180"));
}

TEST_F(Remux, AStoppedDownloadLeavesNothing) {
  double last = 0;
  const Watch watch{.on_progress =
                        [&](const Progress& progress) {
                          EXPECT_GE(progress.fraction, last);
                          last = progress.fraction;
                        },
                    .should_stop = [&] { return last > 0.6; }};
  const auto result =
      remux({.video = lecture->video(), .audio = lecture->audio(), .output = folder / "stopped.mp4"}, watch);
  EXPECT_EQ(result.error().code, ErrorCode::job_finished);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Remux, MissingFilesAreAnError) {
  const StoredFolder nowhere{folder / "nowhere", lecture->video().index};
  EXPECT_FALSE(remux({.video = nowhere, .audio = {}, .output = folder / "x.mp4"}, {}));
  EXPECT_FALSE(remux({.video = {}, .audio = {}, .output = folder / "x.mp4"}, {}));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace vtp::media
