// Golden texts of what players get.
#include "media/dash.h"

#include <gtest/gtest.h>

#include "support/media/sample_presentation.h"

namespace vtp::media {
namespace {

TEST(DashManifest, DescribesTheSameFiles) {
  auto presentation = test::sample_presentation();
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

TEST(DashManifest, ARecordedClassHasAPeriodForEachContinuousStretch) {
  Presentation presentation;
  presentation.videos.push_back(
      {.name = "360p",
       .size = {640, 360},
       .frame_rate = 0,
       .video_kbps = 500,
       .index = {.timescale = 1000,
                 .codec = "v",
                 .segments = {{4'000, 0, 0, false}, {6'000, 9, 0, false}, {10'000, 9, 1, false}},
                 .inits = {{"v", {640, 360}, 1}, {"w", {320, 180}, 1}}}});
  presentation.audio = AudioRendition{.name = "audio",
                                      .index = {.kind = TrackKind::audio,
                                                .timescale = 100,
                                                .codec = "a",
                                                .start = 2,
                                                .segments = {{998, 9, 0, false}, {1'000, 9, 0, false}},
                                                .inits = {{"a", {}, 1}}}};
  EXPECT_EQ(dash_manifest(presentation, ""), R"(<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="PT20.000S" minBufferTime="PT2S">
  <Period id="0" start="PT0S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="360p" codecs="v" bandwidth="12" width="640" height="360" sar="1:1">
        <SegmentTemplate timescale="1000" presentationTimeOffset="0" startNumber="1" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/seg-$Number%05d$.m4s">
          <SegmentTimeline>
            <S t="4000" d="6000"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="audio" codecs="a" bandwidth="8" audioSamplingRate="100">
        <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>
        <SegmentTemplate timescale="100" presentationTimeOffset="0" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/seg-$Number%05d$.m4s">
          <SegmentTimeline>
            <S t="2" d="998"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
  </Period>
  <Period id="1" start="PT10.000000S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="360p" codecs="w" bandwidth="12" width="320" height="180" sar="1:1">
        <SegmentTemplate timescale="1000" presentationTimeOffset="10000" startNumber="2" initialization="$RepresentationID$/init-1.mp4" media="$RepresentationID$/seg-$Number%05d$.m4s">
          <SegmentTimeline>
            <S t="10000" d="10000"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="audio" codecs="a" bandwidth="8" audioSamplingRate="100">
        <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>
        <SegmentTemplate timescale="100" presentationTimeOffset="1000" startNumber="1" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/seg-$Number%05d$.m4s">
          <SegmentTimeline>
            <S t="1000" d="1000"/>
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
