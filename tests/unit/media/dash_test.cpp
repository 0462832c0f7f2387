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

}  // namespace
}  // namespace vtp::media
