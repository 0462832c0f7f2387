// Looks at pictures that were made of a stored lecture.
#include "media/pictures.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "media/files.h"
#include "support/media/film_log.h"
#include "support/media/grey_lecture.h"

namespace vtp::media {
namespace {

using test::GreyLecture;

class Pictures : public test::GreyLectureTest {
 protected:
  /// The grey value at a place of a picture.
  int grey_at(const std::filesystem::path& picture, int x, int y) const {
    test::make_media(folder / "pixel.gray", "-i " + picture.string() +
                                                " -vf format=gray,crop=1:1:" + std::to_string(x) + ":" +
                                                std::to_string(y) + " -pix_fmt gray -f rawvideo");
    return static_cast<unsigned char>(read_file(folder / "pixel.gray", 1).value().at(0));
  }

  static std::string size_of(const std::filesystem::path& picture) {
    return test::ffprobe(picture, "v:0", "stream=codec_name,width,height").front();
  }
};

TEST_F(Pictures, AThumbnailShowsItsSecondInALetterBox) {
  const auto picture = folder / "thumbnail.jpg";
  ASSERT_TRUE(make_thumbnail(tools, lecture->video(), 20.5, 320, picture, {}));
  EXPECT_EQ(size_of(picture), "mjpeg,320,180");
  EXPECT_NEAR(grey_at(picture, 160, 90), GreyLecture::grey_of_second(20), 4);
  EXPECT_NEAR(grey_at(picture, 10, 90), 0, 4);
}

TEST_F(Pictures, AThumbnailBeyondTheEndShowsTheLastKeyFrame) {
  ASSERT_TRUE(make_thumbnail(tools, lecture->video(), 5000, 640, folder / "late.jpg", {}));
  EXPECT_EQ(size_of(folder / "late.jpg"), "mjpeg,640,360");
  EXPECT_NEAR(grey_at(folder / "late.jpg", 320, 180), GreyLecture::grey_of_second(22), 4);
}

TEST_F(Pictures, ALectureWithoutPicturesHasANeutralOne) {
  for (const int width : {320, 640, 1280}) {
    ASSERT_TRUE(make_neutral_thumbnail(tools, width, folder / "neutral.jpg", {}));
    EXPECT_EQ(size_of(folder / "neutral.jpg"),
              "mjpeg," + std::to_string(width) + "," + std::to_string(width * 9 / 16));
  }
}

TEST_F(Pictures, TheStoryboardHasAFrameForEachTenSeconds) {
  ASSERT_TRUE(make_storyboard(tools, lecture->video(), folder.path(), {}));
  const auto sheet = folder / "0.jpg";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  EXPECT_EQ(size_of(sheet), "mjpeg,1600,900");
  for (const int frame : {0, 1, 2}) {
    EXPECT_NEAR(grey_at(sheet, frame * 160 + 80, 45), GreyLecture::grey_of_second(frame * 10), 4) << frame;
    EXPECT_NEAR(grey_at(sheet, frame * 160 + 4, 45), 0, 4) << frame;
  }
}

TEST_F(Pictures, ARecordedClassIsShownWithItsGapsAndSizes) {
  test::FilmLog log(folder / "log", TrackKind::video);
  // 10 s: the second of two sizes, 20 s: in a gap, 30 s: the first one again, as light as it gets.
  log.pictures({320, 180}, 8).pictures({120, 160}, 8).gap(12).pictures({320, 180}, 6).end();
  const auto video = log.stored(10);
  std::filesystem::create_directory(folder / "board");
  ASSERT_TRUE(make_storyboard(tools, video, folder / "board", {}));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "board"), {}), 1);
  const auto sheet = folder / "board" / "0.jpg";
  EXPECT_EQ(size_of(sheet), "mjpeg,1600,900");
  const int expected[] = {0, 10, 14, 30};
  for (int frame = 0; frame < 4; ++frame)
    EXPECT_NEAR(grey_at(sheet, frame * 160 + 80, 45),
                std::min(255.0, GreyLecture::grey_of_second(expected[frame])), 4)
        << frame;
  // An upright picture has black beside it, a wide one has not.
  EXPECT_NEAR(grey_at(sheet, 160 + 8, 45), 0, 4);
  EXPECT_NEAR(grey_at(sheet, 3 * 160 + 8, 45), 255, 4);
  ASSERT_TRUE(make_thumbnail(tools, video, 13, 320, folder / "t.jpg", {}));
  EXPECT_NEAR(grey_at(folder / "t.jpg", 160, 90), GreyLecture::grey_of_second(12), 4);
}

TEST_F(Pictures, MissingFilesAreAnError) {
  const StoredFolder nowhere{folder / "nowhere", lecture->video().index};
  EXPECT_FALSE(make_thumbnail(tools, nowhere, 0, 320, folder / "x.jpg", {}));
  EXPECT_FALSE(make_storyboard(tools, nowhere, folder.path(), {}));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace vtp::media
