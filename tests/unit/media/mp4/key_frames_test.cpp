#include "media/mp4/key_frames.h"

#include <gtest/gtest.h>

#include "media/mp4/fragment.h"
#include "media/names.h"
#include "support/media/fake_rendition.h"
#include "support/media/sample_files.h"

namespace vtp::media::mp4 {
namespace {

/// Ten samples a second, four in a segment, the first and the third of which are key frames. The bytes of
/// each are its number.
class KeyFrames : public ::testing::Test {
 protected:
  KeyFrames() {
    constexpr std::uint32_t not_sync = 0x10000;
    const auto init = test::fake_rendition(TrackKind::video, 10, 1, {1}).init;
    test::write_text(video.folder / init_name, init);
    for (std::size_t segment = 0; segment < 3; ++segment) {
      std::vector<std::string> bytes;
      for (std::size_t i = 0; i < 4; ++i) bytes.push_back(std::to_string(segment * 4 + i));
      std::vector<Sample> samples;
      for (std::size_t i = 0; i < 4; ++i)
        samples.push_back({.duration = 1, .flags = i % 2 == 0 ? 0 : not_sync, .data = bytes[i]});
      std::string file;
      append_fragment(file, 1, 1, segment * 4, samples);
      test::write_text(video.folder / segment_name(segment), file);
      video.index.segments.push_back({4, static_cast<std::uint32_t>(file.size())});
    }
  }

  /// The bytes of the frames that were picked.
  std::vector<std::string> pick(std::vector<double> times) {
    const auto file = pick_key_frames(video, times).value();
    std::vector<std::string> picked;
    for (const auto& sample : parse_fragment(file, {}).value().samples) picked.emplace_back(sample.data);
    return picked;
  }

  test::TemporaryFolder folder;
  StoredFolder video{folder.path(), {.timescale = 10, .segments = {}}};
};

TEST_F(KeyFrames, AreTheLastOnesAtOrBeforeEachTime) {
  EXPECT_EQ(pick({0, 0.1, 0.2, 0.39, 0.4, 1.0}), (std::vector<std::string>{"0", "0", "2", "2", "4", "10"}));
}

TEST_F(KeyFrames, TimesOutsideMeanTheEnds) {
  EXPECT_EQ(pick({-5, 1000}), (std::vector<std::string>{"0", "10"}));
}

TEST_F(KeyFrames, OneASecond) {
  const std::vector<double> times{0.2, 0.6};
  const auto file = pick_key_frames(video, times).value();
  const auto fragment = parse_fragment(file, {}).value();
  EXPECT_EQ(fragment.samples[0].duration, 10U);
  EXPECT_EQ(fragment.duration(), 20U);
}

TEST_F(KeyFrames, AMissingSegmentIsAnError) {
  std::filesystem::remove(video.folder / segment_name(1));
  const std::vector<double> times{0.5};
  EXPECT_FALSE(pick_key_frames(video, times));
}

}  // namespace
}  // namespace vtp::media::mp4
