#include "media/mp4/rendition.h"

#include <gtest/gtest.h>

#include "media/files.h"
#include "media/mp4/fragment.h"
#include "media/mp4/track.h"
#include "media/names.h"
#include "support/media/fake_rendition.h"
#include "support/media/sample_files.h"

namespace vtp::media::mp4 {
namespace {

class Rendition : public ::testing::Test {
 protected:
  void write(const std::string& init, const std::vector<std::string>& segments) {
    test::write_text(folder / init_name, init);
    for (std::size_t i = 0; i < segments.size(); ++i) test::write_text(folder / segment_name(i), segments[i]);
  }

  /// A segment of one sample that is shown `offset` ticks after it is decoded.
  static std::string segment_at(std::uint64_t time, std::int32_t offset = 0) {
    const Sample sample{.duration = 2, .flags = 0, .composition_offset = offset, .data = "picture"};
    std::string segment;
    append_fragment(segment, 1, 1, time, {&sample, 1});
    return segment;
  }

  std::string video_init = test::fake_rendition(TrackKind::video, 30, 1, {1}).init;
  test::TemporaryFolder folder;
};

TEST_F(Rendition, IsDescribedAsItLies) {
  const auto made = test::fake_rendition(TrackKind::video, 30, 1, {3, 2});
  write(made.init, made.segments);
  const auto index = adopt_rendition(folder.path()).value();
  EXPECT_EQ(index.kind, TrackKind::video);
  EXPECT_EQ(index.timescale, 30U);
  EXPECT_EQ(index.codec, "avc1.64051F");
  ASSERT_EQ(index.segments.size(), 2U);
  EXPECT_EQ(index.segments[1].duration, 2U);
  EXPECT_EQ(index.segments[1].size, std::filesystem::file_size(folder / segment_name(1)));
  EXPECT_EQ(index.init_size, std::filesystem::file_size(folder / init_name));
}

TEST_F(Rendition, TheLastFrameOfASegmentIsShownUntilTheNext) {
  write(video_init, {segment_at(0), segment_at(5)});
  const auto index = adopt_rendition(folder.path()).value();
  EXPECT_EQ(index.segments[0].duration, 5U);
  EXPECT_EQ(index.segments[1].duration, 2U);
}

TEST_F(Rendition, TheDelayOfReorderedPicturesIsInTheEditList) {
  write(video_init, {segment_at(100, 7)});
  EXPECT_EQ(adopt_rendition(folder.path())->start, 100U);
  EXPECT_EQ(parse_init(read_file(folder / init_name, 10'000).value())->delay, 7U);
}

TEST_F(Rendition, WhatCannotBePlayedIsRefused) {
  EXPECT_FALSE(adopt_rendition(folder.path()));  // nothing there
  write(video_init, {});
  EXPECT_FALSE(adopt_rendition(folder.path()));  // no segment
  write(video_init, {segment_at(5), segment_at(0)});
  EXPECT_FALSE(adopt_rendition(folder.path()));  // back in time
  write(video_init, {segment_at(0, -1), segment_at(2)});
  EXPECT_FALSE(adopt_rendition(folder.path()));  // shown before it is decoded
}

}  // namespace
}  // namespace vtp::media::mp4
