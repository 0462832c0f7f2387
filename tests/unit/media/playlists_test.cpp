// Golden texts of the playlists that players get.
#include <gtest/gtest.h>

#include "media/dash.h"
#include "media/hls.h"

namespace vtp::media {
namespace {

Presentation lecture() {
  const auto video = [](std::string name, PictureSize size, int kbps, std::string codec,
                        std::uint32_t bytes) {
    return VideoRendition{.name = std::move(name),
                          .size = size,
                          .frame_rate = 30000.0 / 1001,
                          .video_kbps = kbps,
                          .index = {.timescale = 30000,
                                    .codec = std::move(codec),
                                    .segments = {{300300, bytes}, {300300, bytes}, {150150, bytes / 2}}}};
  };
  Presentation presentation;
  presentation.videos = {video("360p", {640, 360}, 500, "avc1.64001E", 625'000),
                         video("480p", {854, 480}, 1000, "avc1.64001F", 1'250'000),
                         video("720p", {1280, 720}, 2000, "avc1.64001F", 2'500'000)};
  presentation.audio =
      AudioRendition{.name = "audio",
                     .index = {.kind = TrackKind::audio,
                               .timescale = 48000,
                               .codec = "mp4a.40.2",
                               .segments = {{480256, 160'000}, {480256, 160'000}, {240640, 80'000}}}};
  return presentation;
}

TEST(HlsMediaPlaylist, HasExactDurations) {
  EXPECT_EQ(hls_media_playlist(lecture().videos[0].index, "", ""),
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

TEST(HlsMultivariantPlaylist, BeginsNearOneMegabitAndAscends) {
  EXPECT_EQ(
      hls_multivariant_playlist(lecture(), "token=t"),
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
  auto sound = lecture();
  sound.videos.clear();
  EXPECT_EQ(hls_multivariant_playlist(sound, ""),
            "#EXTM3U\n"
            "#EXT-X-VERSION:7\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            "#EXT-X-STREAM-INF:BANDWIDTH=127932,AVERAGE-BANDWIDTH=127878,CODECS=\"mp4a.40.2\"\n"
            "audio/playlist.m3u8\n");
}

TEST(HlsMultivariantPlaylist, PicturesAloneNameNoAudio) {
  auto silent = lecture();
  silent.audio.reset();
  const auto text = hls_multivariant_playlist(silent, "");
  EXPECT_EQ(text.find("AUDIO"), std::string::npos);
  EXPECT_NE(text.find("CODECS=\"avc1.64001E\"\n"), std::string::npos);
}

TEST(DashManifest, DescribesTheSameFiles) {
  auto presentation = lecture();
  presentation.videos.resize(1);
  EXPECT_EQ(dash_manifest(presentation, "token=t&x=$"), R"(<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="PT25.025S" minBufferTime="PT2S">
  <Period id="0" start="PT0S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="360p" codecs="avc1.64001E" bandwidth="499501" width="640" height="360" frameRate="30000/1001" sar="1:1">
        <SegmentTemplate timescale="30000" presentationTimeOffset="0" startNumber="0" initialization="$RepresentationID$/init.mp4?token=t&amp;x=$$" media="$RepresentationID$/seg-$Number%05d$.m4s?token=t&amp;x=$$">
          <SegmentTimeline>
            <S t="0" d="300300" r="1"/>
            <S d="150150"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="audio" codecs="mp4a.40.2" bandwidth="127932" audioSamplingRate="48000">
        <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>
        <SegmentTemplate timescale="48000" presentationTimeOffset="0" startNumber="0" initialization="$RepresentationID$/init.mp4?token=t&amp;x=$$" media="$RepresentationID$/seg-$Number%05d$.m4s?token=t&amp;x=$$">
          <SegmentTimeline>
            <S t="0" d="480256" r="1"/>
            <S d="240640"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
  </Period>
</MPD>
)");
}

}  // namespace
}  // namespace vtp::media
