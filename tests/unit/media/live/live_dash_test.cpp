#include "media/live/live_dash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;
using test::SampleTrack;
using testing::HasSubstr;
using testing::Not;

const Timestamp now = *parse_rfc3339("2026-03-01T09:31:00Z");

TEST(LiveDash, OfARunningClassIsDynamic) {
  SampleTrack video, audio(TrackKind::audio);
  video.init("avc1.42C01F", {640, 360})
      .segment()
      .segment()
      .init("avc1.42C015", {320, 180})
      .segment(3)
      .parts(1);
  audio.init("opus", {}).segment().segment().segment();
  const LivePresentation presentation{.videos = {{"360p", &video.index, 30}},
                                      .audio = LiveRendition{"audio", &audio.index, 0}};
  EXPECT_EQ(live_dash_manifest(presentation, {}, now, "vs=1"), R"(<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="dynamic" availabilityStartTime="2026-03-01T09:30:00.000Z" publishTime="2026-03-01T09:31:00.000Z" minimumUpdatePeriod="PT2S" suggestedPresentationDelay="PT8S" timeShiftBufferDepth="PT300S" minBufferTime="PT2S">
  <Period id="0" start="PT0.000S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="360p" codecs="avc1.42C01F" bandwidth="1000000" width="640" height="360" frameRate="30">
        <SegmentTemplate timescale="1000" presentationTimeOffset="0" startNumber="0" initialization="$RepresentationID$/init.mp4?vs=1" media="$RepresentationID$/live-$Number$.m4s?vs=1">
          <SegmentTimeline>
            <S t="0" d="2000" r="1"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="audio" codecs="opus" bandwidth="64000" audioSamplingRate="1000">
        <SegmentTemplate timescale="1000" presentationTimeOffset="0" startNumber="0" initialization="$RepresentationID$/init.mp4?vs=1" media="$RepresentationID$/live-$Number$.m4s?vs=1">
          <SegmentTimeline>
            <S t="0" d="2000" r="1"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
  </Period>
  <Period id="4000000" start="PT4.000S">
    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="360p" codecs="avc1.42C015" bandwidth="1000000" width="320" height="180" frameRate="30">
        <SegmentTemplate timescale="1000" presentationTimeOffset="4000" startNumber="2" initialization="$RepresentationID$/init-1.mp4?vs=1" media="$RepresentationID$/live-$Number$.m4s?vs=1">
          <SegmentTimeline>
            <S t="4000" d="1500"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
      <Representation id="audio" codecs="opus" bandwidth="64000" audioSamplingRate="1000">
        <SegmentTemplate timescale="1000" presentationTimeOffset="4000" startNumber="2" initialization="$RepresentationID$/init.mp4?vs=1" media="$RepresentationID$/live-$Number$.m4s?vs=1">
          <SegmentTimeline>
            <S t="4000" d="2000"/>
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>
    </AdaptationSet>
  </Period>
  <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2026-03-01T09:31:00.000Z"/>
</MPD>
)");
}

TEST(LiveDash, WhileLiveAPauseTakesTimeAndAfterwardsNone) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).segment().pause(60s).segment();
  LivePresentation presentation{.videos = {{"360p", &track.index, 0}}, .audio = {}};
  EXPECT_THAT(live_dash_manifest(presentation, {}, now, ""),
              HasSubstr("<Period id=\"2000000\" start=\"PT62.000S\">"));
  track.end();
  const auto text = live_dash_manifest(presentation, {.window = 0s}, now, "");
  EXPECT_THAT(text, HasSubstr("type=\"static\" mediaPresentationDuration=\"PT4.000S\""));
  EXPECT_THAT(text, HasSubstr("<Period id=\"2000000\" start=\"PT2.000S\">"));
  EXPECT_THAT(text, Not(HasSubstr("UTCTiming")));
}

TEST(LiveDash, OfNothingIsStillAManifest) {
  SampleTrack track;
  const LivePresentation presentation{.videos = {{"360p", &track.index, 0}}, .audio = {}};
  EXPECT_THAT(live_dash_manifest(presentation, {}, now, ""), HasSubstr("<MPD "));
}

}  // namespace
}  // namespace vtp::media
