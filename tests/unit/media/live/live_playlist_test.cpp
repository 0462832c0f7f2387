// Golden texts of what players get, and the rules of RFC 8216bis that they depend on.
#include "media/live/live_playlist.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "support/media/sample_tracks.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;
using test::sample_track;
using test::SampleTrack;
using testing::HasSubstr;
using testing::Not;

TEST(LivePlaylist, OfARunningClass) {
  const RenditionReport reports[]{{"../360p/live.m3u8", 2, 1}};
  EXPECT_EQ(
      live_media_playlist(sample_track(2, 2), {}, {.query = "vs=1", .reports = reports}),
      "#EXTM3U\n"
      "#EXT-X-VERSION:9\n"
      "#EXT-X-INDEPENDENT-SEGMENTS\n"
      "#EXT-X-TARGETDURATION:4\n"
      "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24,HOLD-BACK=12,PART-HOLD-BACK=1.500000\n"
      "#EXT-X-PART-INF:PART-TARGET=0.500000\n"
      "#EXT-X-MEDIA-SEQUENCE:0\n"
      "#EXT-X-MAP:URI=\"init.mp4?vs=1\"\n"
      "#EXT-X-PROGRAM-DATE-TIME:2026-03-01T09:30:00.000Z\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-0.0.m4s?vs=1\",INDEPENDENT=YES\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-0.1.m4s?vs=1\"\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-0.2.m4s?vs=1\"\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-0.3.m4s?vs=1\"\n"
      "#EXTINF:2.000000,\n"
      "live-0.m4s?vs=1\n"
      "#EXT-X-PROGRAM-DATE-TIME:2026-03-01T09:30:02.000Z\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-1.0.m4s?vs=1\",INDEPENDENT=YES\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-1.1.m4s?vs=1\"\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-1.2.m4s?vs=1\"\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-1.3.m4s?vs=1\"\n"
      "#EXTINF:2.000000,\n"
      "live-1.m4s?vs=1\n"
      "#EXT-X-PROGRAM-DATE-TIME:2026-03-01T09:30:04.000Z\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-2.0.m4s?vs=1\",INDEPENDENT=YES\n"
      "#EXT-X-PART:DURATION=0.500000,URI=\"live-2.1.m4s?vs=1\"\n"
      "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"live-2.2.m4s?vs=1\"\n"
      "#EXT-X-RENDITION-REPORT:URI=\"../360p/live.m3u8?vs=1\",LAST-MSN=2,LAST-PART=1\n");
}

TEST(LivePlaylist, HintsAtTheFirstPartOfTheNextSegmentAsSoonAsOneIsComplete) {
  const auto text = live_media_playlist(sample_track(3, 0), {}, {});
  EXPECT_THAT(text, HasSubstr("live-2.m4s\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"live-3.0.m4s\"\n"));
  EXPECT_THAT(live_media_playlist(SampleTrack().index, {}, {}), HasSubstr("URI=\"live-0.0.m4s\""));
}

TEST(LivePlaylist, PartsAreToldForThreeTargetDurations) {
  const auto text = live_media_playlist(sample_track(20, 1), {}, {});
  // It ends at 40.5 s.
  EXPECT_THAT(text, Not(HasSubstr("live-13.0.m4s")));
  EXPECT_THAT(text, HasSubstr("live-14.0.m4s"));
}

TEST(LivePlaylist, ADeltaUpdateLeavesOutWhatIsBeforeTheSkipBoundary) {
  const auto whole = live_media_playlist(sample_track(20, 0), {}, {});
  const auto delta = live_media_playlist(sample_track(20, 0), {}, {.skips = true});
  // Of 40 s, those that end within the last 24 s stay.
  EXPECT_THAT(delta, HasSubstr("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-SKIP:SKIPPED-SEGMENTS=8\n#EXT-X-MAP"));
  EXPECT_THAT(delta, Not(HasSubstr("\nlive-7.m4s")));
  EXPECT_THAT(delta, HasSubstr("\nlive-8.m4s"));
  // What it does not leave out is as in the whole.
  const auto tail = delta.substr(delta.find("\nlive-8.m4s"));
  EXPECT_EQ(whole.substr(whole.find("\nlive-8.m4s")), tail);
  EXPECT_THAT(live_media_playlist(sample_track(12, 0), {}, {.skips = true}), Not(HasSubstr("SKIP:")));
}

TEST(LivePlaylist, GapsAreSegmentsWithoutMedia) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).gap(2'000).segment().gap(700).gap(2'000);
  const auto text = live_media_playlist(track.index, {}, {});
  EXPECT_THAT(text, HasSubstr("#EXT-X-MEDIA-SEQUENCE:0\n"
                              "#EXT-X-PROGRAM-DATE-TIME:2026-03-01T09:30:00.000Z\n"
                              "#EXT-X-GAP\n"
                              "#EXTINF:2.000000,\n"
                              "live-0.m4s\n"
                              "#EXT-X-MAP:URI=\"init.mp4\"\n"));
  EXPECT_THAT(text, HasSubstr("#EXT-X-GAP\n#EXTINF:0.700000,\nlive-2.m4s\n"));
  EXPECT_THAT(text, Not(HasSubstr("DISCONTINUITY")));
  EXPECT_THAT(text, HasSubstr("URI=\"live-4.0.m4s\""));
}

TEST(LivePlaylist, AChangeOfResolutionIsAnotherMap) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).segment().init("avc1.42C015", {320, 180}).segment();
  const auto text = live_media_playlist(track.index, {}, {});
  EXPECT_THAT(text, HasSubstr("live-0.m4s\n#EXT-X-MAP:URI=\"init-1.mp4\"\n#EXT-X-PROGRAM-DATE-TIME"));
}

TEST(LivePlaylist, APauseIsADiscontinuityAndTheClockGoesOn) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).segment().pause(60s).segment();
  EXPECT_THAT(live_media_playlist(track.index, {}, {}),
              HasSubstr("live-0.m4s\n#EXT-X-DISCONTINUITY\n"
                        "#EXT-X-PROGRAM-DATE-TIME:2026-03-01T09:31:02.000Z\n"));
}

TEST(LivePlaylist, WhatHasLeftTheWindowIsCounted) {
  SampleTrack track;
  track.init("avc1.42C01F", {640, 360}).segment().pause(60s);
  for (int i = 0; i < 10; ++i) track.segment();
  const auto text = live_media_playlist(track.index, {.window = 12s}, {});
  EXPECT_THAT(text, HasSubstr("#EXT-X-MEDIA-SEQUENCE:5\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXT-X-MAP"));
  EXPECT_THAT(text, Not(HasSubstr("#EXT-X-DISCONTINUITY\n")));
  // Never fewer than three target durations.
  EXPECT_EQ(live_media_playlist(track.index, {.window = 1s}, {}), text);
}

TEST(LivePlaylist, WithoutAWindowNothingIsEverTakenAway) {
  const auto text = live_media_playlist(sample_track(1'000, 0), {.window = 0s}, {});
  EXPECT_THAT(text, HasSubstr("#EXT-X-PLAYLIST-TYPE:EVENT\n"));
  EXPECT_THAT(text, HasSubstr("\nlive-0.m4s"));
}

TEST(LivePlaylist, OfAnEndedClassHasTheEndAndNoParts) {
  auto track = SampleTrack();
  track.init("avc1.42C01F", {640, 360}).segment().end();
  const auto text = live_media_playlist(track.index, {}, {});
  EXPECT_THAT(text, HasSubstr("live-0.m4s\n#EXT-X-ENDLIST\n"));
  EXPECT_THAT(text, Not(HasSubstr("PART")));
  EXPECT_THAT(text, Not(HasSubstr("SERVER-CONTROL")));
}

TEST(LivePlaylist, WithoutLowLatencyHasSegmentsOnly) {
  const auto text = live_media_playlist(sample_track(2, 2), {.low_latency = false}, {});
  EXPECT_THAT(text, Not(HasSubstr("PART")));
  EXPECT_THAT(text, HasSubstr("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24,HOLD-BACK=12\n"));
  EXPECT_TRUE(text.ends_with("09:30:04.000Z\n")) << text;
}

TEST(LivePlaylist, SegmentsThatBeginWithoutAKeyFrameAreNotCalledIndependent) {
  auto track = SampleTrack();
  track.init("avc1.42C01F", {640, 360}).segment().parts(1, false);
  EXPECT_THAT(live_media_playlist(track.index, {}, {}), Not(HasSubstr("INDEPENDENT-SEGMENTS")));
}

TEST(LivePlaylist, ASlowPictureMakesPartsLongerForAll) {
  auto track = SampleTrack();
  track.init("avc1.42C01F", {640, 360}).segment();
  ASSERT_TRUE(apply(track.index, PartRecord{.start = 2'000, .duration = 900, .size = 1}));
  EXPECT_THAT(live_media_playlist(track.index, {}, {}),
              HasSubstr("PART-HOLD-BACK=2.700000\n#EXT-X-PART-INF:PART-TARGET=0.900000\n"));
}

TEST(LivePlaylist, ReportsTheNewestPart) {
  EXPECT_FALSE(rendition_report("x", SampleTrack().index));
  const auto open = rendition_report("x", sample_track(2, 3));
  EXPECT_EQ(open->last_number, 2U);
  EXPECT_EQ(open->last_part, 2U);
  const auto complete = rendition_report("x", sample_track(2, 0));
  EXPECT_EQ(complete->last_number, 1U);
  EXPECT_EQ(complete->last_part, 3U);
}

/// What a player adds up must be where the media are.
RC_GTEST_PROP(LivePlaylist, DurationsAddUpWithoutDrift, ()) {
  TrackIndex index;
  apply(index, TrackRecord{.kind = TrackKind::video, .timescale = 90'000, .epoch = Timestamp(0s)});
  apply(index, InitRecord{});
  const auto parts = *rc::gen::nonEmpty<std::vector<bool>>();
  for (const bool ends : parts)
    apply(index, PartRecord{.start = index.end_time(),
                            .duration = *rc::gen::inRange(1U, 45'000U),
                            .size = 1,
                            .ends_segment = ends});
  apply(index, SegmentEndRecord{});
  const auto text = live_media_playlist(index, {.window = 0s}, {});
  std::int64_t segments_us = 0, parts_us = 0;
  for (const auto line : split(text, '\n')) {
    const auto micros = [&](std::size_t at) {
      return std::llround(std::stod(std::string(line.substr(at))) * 1e6);
    };
    if (line.starts_with("#EXTINF:")) segments_us += micros(8);
    if (line.starts_with("#EXT-X-PART:DURATION=")) parts_us += micros(21);
  }
  RC_ASSERT(segments_us == static_cast<std::int64_t>(ticks_to_microseconds(index.end_time(), 90'000)));
  if (index.end_time() < 12U * 90'000) RC_ASSERT(parts_us == segments_us);
}

}  // namespace
}  // namespace vtp::media
