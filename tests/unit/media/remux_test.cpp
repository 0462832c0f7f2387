// Downloads, made of a stored lecture and looked at with ffprobe.
#include "media/remux.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/files.h"
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
