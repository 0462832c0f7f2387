#include "media/mp4/track.h"

#include <gtest/gtest.h>

#include "support/media/fake_rendition.h"

namespace vtp::media::mp4 {
namespace {

using test::fake_rendition;

TEST(Track, IsReadFromItsInitialisationSegment) {
  const auto video = parse_init(fake_rendition(TrackKind::video, 15360, 512, {1}).init).value();
  EXPECT_EQ(video.kind, TrackKind::video);
  EXPECT_EQ(video.timescale, 15360U);
  EXPECT_EQ(video.codec, "avc1.64051F");
  const auto audio = parse_init(fake_rendition(TrackKind::audio, 48000, 1024, {1}).init).value();
  EXPECT_EQ(audio.kind, TrackKind::audio);
  EXPECT_EQ(audio.codec, "mp4a.40.2");
}

}  // namespace
}  // namespace vtp::media::mp4
