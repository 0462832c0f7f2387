// Compared byte by byte with what ffmpeg writes for the same streams.
#include "media/bitstreams/avc_configuration.h"

#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "media/files.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

/// What we write for the stream of a file, and what the file itself has.
struct Descriptions {
  std::string ours, theirs;
};

Descriptions descriptions_of(const std::filesystem::path& file) {
  const test::TemporaryFolder folder;
  test::make_media(folder / "stream.h264", "-i " + file.string() + " -t 1 -map 0:v -c copy");
  const auto stream = read_file(folder / "stream.h264", 1U << 30U).value();
  std::string sequence_unit;
  std::vector<std::string> picture_units;
  for (const auto unit : split_annex_b(stream)) {
    if (h264_unit_type(unit) == H264UnitType::sequence_parameters) sequence_unit = unit;
    if (h264_unit_type(unit) == H264UnitType::picture_parameters && picture_units.empty())
      picture_units.emplace_back(unit);
  }
  return {avc_configuration(read_h264_sequence(sequence_unit).value(), sequence_unit, picture_units),
          test::content_of_box(read_file(file, 1U << 30U).value(), "avcC")};
}

TEST(AvcConfiguration, OfTheBaselineIsAsFfmpegWritesIt) {
  const test::TemporaryFolder folder;
  test::make_media(folder / "a.mp4",
                   "-f lavfi -i testsrc2=size=320x240:duration=1 -c:v libx264 -profile:v baseline");
  const auto [ours, theirs] = descriptions_of(folder / "a.mp4");
  EXPECT_EQ(ours, theirs);
}

TEST(AvcConfiguration, OfHighProfileSaysHowColoursAreStored) {
  const test::TemporaryFolder folder;
  test::make_media(folder / "a.mp4",
                   "-f lavfi -i testsrc2=size=320x240:duration=1 -c:v libx264 -pix_fmt yuv422p10le");
  const auto [ours, theirs] = descriptions_of(folder / "a.mp4");
  EXPECT_EQ(ours, theirs);
}

TEST(AvcConfiguration, OfARealFilmIsAsItWas) {
  const auto [ours, theirs] = descriptions_of(test::big_buck_bunny());
  // Whoever wrote it left out how colours are stored, as many did.
  EXPECT_FALSE(theirs.empty());
  EXPECT_EQ(ours, theirs + std::string("\xFD\xF8\xF8\x00", 4));
}

}  // namespace
}  // namespace vtp::media
