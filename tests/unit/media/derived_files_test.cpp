// Pictures and downloads, made of a real stored lecture.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/files.h"
#include "media/pictures.h"
#include "media/remux.h"
#include "media/storyboard.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using testing::ElementsAre;

/// 24 seconds that grow lighter: the grey value of second n is about 8 n. Encoded once for all tests.
class DerivedFiles : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new test::TemporaryFolder;
    test::make_media(
        *folder / "grey.mp4",
        "-f lavfi -i nullsrc=size=320x240:rate=25:duration=24,geq=lum=8*floor(T):cb=128:cr=128 -f lavfi -i "
        "sine=duration=24 -c:v libx264 -preset ultrafast -c:a aac");
    const auto info = probe(tools(), *folder / "grey.mp4").value();
    stored = new auto(encode(tools(),
                             {.input = *folder / "grey.mp4",
                              .info = info,
                              .rungs = ladder_for(info),
                              .output = folder->path(),
                              .segment_seconds = 10,
                              .preset = "superfast"},
                             {})
                          .value());
  }

  static void TearDownTestSuite() {
    delete stored;
    delete folder;
  }

  static Tools tools() { return test::quick_tools(); }
  static StoredFolder video() { return {*folder / "240p", stored->at(0).index}; }
  static StoredFolder audio() { return {*folder / "audio", stored->at(1).index}; }

  /// The grey value at a place of a picture.
  static int grey_at(const std::filesystem::path& picture, int x, int y) {
    test::make_media(*folder / "pixel.gray", "-i " + picture.string() +
                                                 " -vf format=gray,crop=1:1:" + std::to_string(x) + ":" +
                                                 std::to_string(y) + " -pix_fmt gray -f rawvideo");
    return static_cast<unsigned char>(read_file(*folder / "pixel.gray", 1).value().at(0));
  }

  static std::string size_of(const std::filesystem::path& picture) {
    return test::ffprobe(picture, "v:0", "stream=codec_name,width,height").front();
  }

  static inline test::TemporaryFolder* folder = nullptr;
  static inline std::vector<StoredRendition>* stored = nullptr;
};

/// The lecture's grey in second n, as a JPEG in full range shows it.
double grey_of_second(int second) {
  return std::max(0.0, (8 * second - 16) * 255.0 / 219);
}

TEST_F(DerivedFiles, AThumbnailShowsItsSecondInALetterBox) {
  ASSERT_TRUE(make_thumbnail(tools(), video(), 20.5, 320, *folder / "thumbnail.jpg", {}));
  EXPECT_EQ(size_of(*folder / "thumbnail.jpg"), "mjpeg,320,180");
  EXPECT_NEAR(grey_at(*folder / "thumbnail.jpg", 160, 90), grey_of_second(20), 4);
  EXPECT_NEAR(grey_at(*folder / "thumbnail.jpg", 10, 90), 0, 4);
}

TEST_F(DerivedFiles, AThumbnailBeyondTheEndShowsTheLastKeyFrame) {
  ASSERT_TRUE(make_thumbnail(tools(), video(), 5000, 640, *folder / "late.jpg", {}));
  EXPECT_EQ(size_of(*folder / "late.jpg"), "mjpeg,640,360");
  EXPECT_NEAR(grey_at(*folder / "late.jpg", 320, 180), grey_of_second(22), 4);
}

TEST_F(DerivedFiles, ALectureWithoutPicturesHasANeutralOne) {
  for (const int width : {320, 640, 1280}) {
    ASSERT_TRUE(make_neutral_thumbnail(tools(), width, *folder / "neutral.jpg", {}));
    EXPECT_EQ(size_of(*folder / "neutral.jpg"),
              "mjpeg," + std::to_string(width) + "," + std::to_string(width * 9 / 16));
  }
}

TEST_F(DerivedFiles, TheStoryboardHasAFrameForEachTenSeconds) {
  std::filesystem::create_directory(*folder / "board");
  ASSERT_TRUE(make_storyboard(tools(), video(), *folder / "board", {}));
  EXPECT_EQ(size_of(*folder / "board/0.jpg"), "mjpeg,1600,900");
  for (const int frame : {0, 1, 2}) {
    EXPECT_NEAR(grey_at(*folder / "board/0.jpg", frame * 160 + 80, 45), grey_of_second(frame * 10), 4)
        << frame;
    EXPECT_NEAR(grey_at(*folder / "board/0.jpg", frame * 160 + 4, 45), 0, 4) << frame;
  }
  EXPECT_FALSE(std::filesystem::exists(*folder / "board/1.jpg"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(*folder / "board"), {}), 1);
}

TEST_F(DerivedFiles, TheDownloadIsAProgressiveFileWithItsIndexFirst) {
  ASSERT_TRUE(remux({.video = video(), .audio = audio(), .output = *folder / "lecture.mp4"}, {}));
  const auto file = *folder / "lecture.mp4";
  const auto bytes = read_file(file, 1U << 30U).value();
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
  EXPECT_EQ(bytes.find("moof"), std::string::npos);
  EXPECT_EQ(test::decoded_times(file, "v:0"), test::decoded_times(test::joined(video().folder), "v:0"));
  EXPECT_EQ(test::decoded_times(file, "a:0"), test::decoded_times(test::joined(audio().folder), "a:0"));
  EXPECT_EQ(test::key_frame_times(file), test::key_frame_times(test::joined(video().folder)));
  EXPECT_THAT(test::ffprobe(file, "v:0", "format=format_name,nb_streams,duration"),
              ElementsAre(testing::StartsWith("2,\"mov,mp4,m4a,3gp,3g2,mj2\",24.0")));
  const auto info = probe(tools(), file).value();
  EXPECT_EQ(info.video->size, (PictureSize{320, 240}));
}

TEST_F(DerivedFiles, ADownloadOfSoundIsAnM4a) {
  ASSERT_TRUE(remux({.video = {}, .audio = audio(), .output = *folder / "lecture.m4a"}, {}));
  EXPECT_EQ(read_file_start(*folder / "lecture.m4a", 12)->substr(8), "M4A ");
  EXPECT_EQ(test::decoded_times(*folder / "lecture.m4a", "a:0"),
            test::decoded_times(test::joined(audio().folder), "a:0"));
}

TEST_F(DerivedFiles, AStoppedDownloadLeavesNothing) {
  double last = 0;
  const Watch watch{.on_progress =
                        [&](const Progress& progress) {
                          EXPECT_GE(progress.fraction, last);
                          last = progress.fraction;
                        },
                    .should_stop = [&] { return last > 0.6; },
                    .on_diagnostics = {}};
  const auto result = remux({.video = video(), .audio = audio(), .output = *folder / "stopped.mp4"}, watch);
  EXPECT_EQ(result.error().code, ErrorCode::job_finished);
  EXPECT_FALSE(std::filesystem::exists(*folder / "stopped.mp4"));
  EXPECT_FALSE(std::filesystem::exists(*folder / "stopped.mp4.partial"));
}

TEST_F(DerivedFiles, MissingFilesAreAnError) {
  const StoredFolder nowhere{*folder / "nowhere", video().index};
  EXPECT_FALSE(remux({.video = nowhere, .audio = {}, .output = *folder / "x.mp4"}, {}));
  EXPECT_FALSE(remux({.video = {}, .audio = {}, .output = *folder / "x.mp4"}, {}));
  EXPECT_FALSE(make_thumbnail(tools(), nowhere, 0, 320, *folder / "x.jpg", {}));
  EXPECT_FALSE(std::filesystem::exists(*folder / "x.mp4"));
}

}  // namespace
}  // namespace vtp::media
