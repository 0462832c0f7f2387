// Golden texts of what players get.
#include "media/hls.h"

#include <gtest/gtest.h>

#include "support/media/sample_presentation.h"

namespace vtp::media {
namespace {

TEST(HlsMediaPlaylist, HasExactDurations) {
  EXPECT_EQ(hls_media_playlist(test::sample_presentation().videos[0].index, "", ""),
            "#EXTM3U\n"
            "#EXT-X-VERSION:7\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-TARGETDURATION:11\n"
            "#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-PLAYLIST-TYPE:VOD\n"
            "#EXT-X-MAP:URI=\"init.mp4\"\n"
            "#EXTINF:10.010000,\n"
            "seg-00000.m4s\n"
            "#EXTINF:10.010000,\n"
            "seg-00001.m4s\n"
            "#EXTINF:5.005000,\n"
            "seg-00002.m4s\n"
            "#EXT-X-ENDLIST\n");
}

TEST(HlsMediaPlaylist, CarriesTheTokenAndTheFolderInEveryUri) {
  const SegmentIndex index{.timescale = 1, .segments = {{10, 1}}};
  EXPECT_EQ(hls_media_playlist(index, "720p-av/", "token=v1.a.b"),
            "#EXTM3U\n"
            "#EXT-X-VERSION:7\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-TARGETDURATION:10\n"
            "#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-PLAYLIST-TYPE:VOD\n"
            "#EXT-X-MAP:URI=\"720p-av/init.mp4?token=v1.a.b\"\n"
            "#EXTINF:10.000000,\n"
            "720p-av/seg-00000.m4s?token=v1.a.b\n"
            "#EXT-X-ENDLIST\n");
}

TEST(HlsMediaPlaylist, RoundingNeverAddsUp) {
  const SegmentIndex index{.timescale = 3, .segments = std::vector<Segment>(3, Segment{10, 1})};
  const auto text = hls_media_playlist(index, "", "");
  EXPECT_NE(text.find("#EXTINF:3.333333,\nseg-00000"), std::string::npos);
  EXPECT_NE(text.find("#EXTINF:3.333334,\nseg-00001"), std::string::npos);
  EXPECT_NE(text.find("#EXTINF:3.333333,\nseg-00002"), std::string::npos);
}

TEST(HlsMediaPlaylist, TargetDurationIsNeverZero) {
  EXPECT_NE(hls_media_playlist({.timescale = 25, .segments = {{1, 1}}}, "", "").find("TARGETDURATION:1\n"),
            std::string::npos);
}

/// Pictures begin after 4 s, change after 14, are away from 20 to 30, and go on after a pause.
SegmentIndex recorded_pictures() {
  return {
      .timescale = 1,
      .segments = {{4, 0, 0, false}, {10, 9, 0, false}, {6, 9, 1, false}, {10, 0, 1, false}, {5, 9, 1, true}},
      .inits = {{"v", {640, 360}, 1}, {"w", {320, 180}, 1}}};
}

TEST(HlsMediaPlaylist, GapsAndOtherPicturesAreNoDiscontinuityButPausesAre) {
  EXPECT_EQ(hls_media_playlist(recorded_pictures(), "", ""),
            "#EXTM3U\n"
            "#EXT-X-VERSION:8\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-TARGETDURATION:10\n"
            "#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-PLAYLIST-TYPE:VOD\n"
            "#EXT-X-MAP:URI=\"init.mp4\"\n"
            "#EXT-X-GAP\n"
            "#EXTINF:4.000000,\n"
            "seg-00000.m4s\n"
            "#EXTINF:10.000000,\n"
            "seg-00001.m4s\n"
            "#EXT-X-MAP:URI=\"init-1.mp4\"\n"
            "#EXTINF:6.000000,\n"
            "seg-00002.m4s\n"
            "#EXT-X-GAP\n"
            "#EXTINF:10.000000,\n"
            "seg-00003.m4s\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXTINF:5.000000,\n"
            "seg-00004.m4s\n"
            "#EXT-X-ENDLIST\n");
}

TEST(HlsInterleavedPlaylist, IsDiscontinuousWhereSomethingBeginsAndHasSoundInGaps) {
  const SegmentIndex sound{
      .kind = TrackKind::audio,
      .timescale = 100,
      .segments = {{1'000, 9, 0, false}, {1'000, 9, 0, false}, {1'000, 0, 0, false}, {500, 9, 0, true}},
      .inits = {{"a", {}, 1}}};
  EXPECT_EQ(hls_interleaved_playlist(recorded_pictures(), sound, "av/", "token=t"),
            "#EXTM3U\n"
            "#EXT-X-VERSION:8\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-TARGETDURATION:10\n"
            "#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-PLAYLIST-TYPE:VOD\n"
            "#EXT-X-MAP:URI=\"av/init.mp4?token=t\"\n"
            "#EXTINF:4.000000,\n"
            "av/seg-00000.m4s?token=t\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXTINF:10.000000,\n"
            "av/seg-00001.m4s?token=t\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXT-X-MAP:URI=\"av/init-1.mp4?token=t\"\n"
            "#EXTINF:6.000000,\n"
            "av/seg-00002.m4s?token=t\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXT-X-GAP\n"
            "#EXTINF:10.000000,\n"
            "av/seg-00003.m4s?token=t\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXTINF:5.000000,\n"
            "av/seg-00004.m4s?token=t\n"
            "#EXT-X-ENDLIST\n");
}

TEST(HlsMultivariantPlaylist, BeginsNearOneMegabitAndAscends) {
  EXPECT_EQ(
      hls_multivariant_playlist(test::sample_presentation(), "token=t"),
      "#EXTM3U\n"
      "#EXT-X-VERSION:7\n"
      "#EXT-X-INDEPENDENT-SEGMENTS\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Audio\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\","
      "URI=\"audio/playlist.m3u8?token=t\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=1126933,AVERAGE-BANDWIDTH=1126879,RESOLUTION=854x480,FRAME-RATE=29.970,"
      "CODECS=\"avc1.64001F,mp4a.40.2\",AUDIO=\"audio\"\n"
      "480p/playlist.m3u8?token=t\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=627433,AVERAGE-BANDWIDTH=627378,RESOLUTION=640x360,FRAME-RATE=29.970,"
      "CODECS=\"avc1.64001E,mp4a.40.2\",AUDIO=\"audio\"\n"
      "360p/playlist.m3u8?token=t\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2125934,AVERAGE-BANDWIDTH=2125880,RESOLUTION=1280x720,FRAME-RATE=29.970,"
      "CODECS=\"avc1.64001F,mp4a.40.2\",AUDIO=\"audio\"\n"
      "720p/playlist.m3u8?token=t\n");
}

TEST(HlsMultivariantPlaylist, SoundAloneIsOneVariantWithoutResolution) {
  auto sound = test::sample_presentation();
  sound.videos.clear();
  EXPECT_EQ(hls_multivariant_playlist(sound, ""),
            "#EXTM3U\n"
            "#EXT-X-VERSION:7\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-STREAM-INF:BANDWIDTH=127932,AVERAGE-BANDWIDTH=127878,CODECS=\"mp4a.40.2\"\n"
            "audio/playlist.m3u8\n");
}

TEST(HlsMultivariantPlaylist, AnUnknownFrameRateIsNotSaid) {
  auto lecture = test::sample_presentation();
  for (auto& video : lecture.videos) video.frame_rate = 0;
  EXPECT_EQ(hls_multivariant_playlist(lecture, "").find("FRAME-RATE"), std::string::npos);
}

TEST(HlsMultivariantPlaylist, PicturesAloneNameNoAudio) {
  auto silent = test::sample_presentation();
  silent.audio.reset();
  const auto text = hls_multivariant_playlist(silent, "");
  EXPECT_EQ(text.find("AUDIO"), std::string::npos);
  EXPECT_NE(text.find("CODECS=\"avc1.64001E\"\n"), std::string::npos);
}

}  // namespace
}  // namespace vtp::media
