#include "media/live/live_multivariant.h"

#include <gtest/gtest.h>

#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using test::sample_track;
using test::SampleTrack;

TEST(LiveMultivariant, OffersLayersWithTheirSound) {
  const auto video = sample_track(3, 1), audio = sample_track(3, 1, TrackKind::audio);
  SampleTrack small, absent;
  small.init("avc1.42C015", {320, 180}).parts(2);
  const LivePresentation presentation{
      .videos = {{"180p", &small.index, 30}, {"360p", &video, 0}, {"720p", &absent.index, 30}},
      .audio = LiveRendition{"audio", &audio, 0}};
  EXPECT_EQ(
      live_multivariant_playlist(presentation, "vs=1"),
      "#EXTM3U\n"
      "#EXT-X-VERSION:9\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Audio\",DEFAULT=YES,AUTOSELECT=YES,"
      "URI=\"audio/live.m3u8?vs=1\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1064000,AVERAGE-BANDWIDTH=1064000,RESOLUTION=320x180,FRAME-RATE=30.000,"
      "CODECS=\"avc1.42C015,opus\",AUDIO=\"audio\"\n"
      "180p/live.m3u8?vs=1\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1064000,AVERAGE-BANDWIDTH=1064000,RESOLUTION=640x360,"
      "CODECS=\"avc1.42C01F,opus\",AUDIO=\"audio\"\n"
      "360p/live.m3u8?vs=1\n");
}

TEST(LiveMultivariant, OfSoundAloneIsOneVariant) {
  const auto audio = sample_track(1, 0, TrackKind::audio);
  EXPECT_EQ(live_multivariant_playlist({.videos = {}, .audio = LiveRendition{"audio", &audio, 0}}, ""),
            "#EXTM3U\n"
            "#EXT-X-VERSION:9\n"
            "#EXT-X-STREAM-INF:BANDWIDTH=64000,AVERAGE-BANDWIDTH=64000,CODECS=\"opus\"\n"
            "audio/live.m3u8\n");
}

TEST(LiveMultivariant, GapsDoNotCountAsBandwidth) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).segment().gap(100'000).segment();
  EXPECT_EQ(measured_bandwidth(track.index).average, 1'000'000U);
  EXPECT_EQ(measured_bandwidth(SampleTrack().index).peak, 0U);
}

}  // namespace
}  // namespace vtp::media
