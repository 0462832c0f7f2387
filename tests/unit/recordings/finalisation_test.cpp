// Recorded classes, with real pictures and sound, on their way to being watched.
#include "recordings/finalisation.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jobs/job_store.h"
#include "media/probe.h"
#include "media/track_log/track_log.h"
#include "recordings/media_keys.h"
#include "recordings/recording_track_store.h"
#include "support/media/film_log.h"
#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;
using media::TrackKind;
using media::test::FilmLog;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RecordedClass : public test::LectureApi {
 public:
  RecordedClass() {
    Recording recording;
    recording.title = "Class";
    recording.source = RecordingSource::room;
    recording.status = RecordingStatus::recording;
    capture.recording = add_recording(std::move(recording));
    capture.stopped_at = clock.now() + 10s;
  }

  /// The log of a track that is part of the class.
  FilmLog log(const std::string& name, TrackSource source) {
    auto& track = capture.tracks.emplace_back();
    track.source = source;
    track.folder = keys::track(id(), name);
    const bool is_sound = source == TrackSource::programme_sound || source == TrackSource::microphone;
    return FilmLog(store->path_of(track.folder).value(), is_sound ? TrackKind::audio : TrackKind::video);
  }
  void record_small_class() {
    log("camera-h", TrackSource::camera).pictures({320, 240}, 6).end();
    log("camera-l", TrackSource::camera).pictures({160, 120}, 6).end();
    log("audio", TrackSource::programme_sound).sound(6).end();
  }

  Recording finish() { return feature().finalisation().finish(capture).value().recording; }
  [[nodiscard]] RecordingId id() const { return capture.recording; }
  std::string stream(const std::string& rest) { return path(id(), "/stream/" + rest); }
  std::string status() { return get(teacher, path(id())).at("/status"); }

  FinishedCapture capture;
};
VTP_ON_BOTH_ENGINES(RecordedClass);

TEST_P(RecordedClass, EveryLayerCanBeWatchedAtOnce) {
  record_small_class();
  const auto recording = finish();
  EXPECT_EQ(recording.status, RecordingStatus::processing);  // a rung in the middle is still to be made
  EXPECT_TRUE(recording.streaming_ready);
  EXPECT_EQ(recording.resolution, "320x240");
  EXPECT_EQ(recording.codecs, "h264, aac");
  EXPECT_NEAR(static_cast<double>(recording.duration.value().count()), 6'000, 100);
  EXPECT_EQ(recording.stopped_at, capture.stopped_at);
  EXPECT_NEAR(recording.frame_rate.value(), 25, 0.1);
  EXPECT_EQ(rendition_states(id()), "120p:ready 180p:pending source:ready audio:ready");

  const auto master = get(teacher, stream("master.m3u8"));
  EXPECT_THAT(master.body, HasSubstr("RESOLUTION=160x120"));
  EXPECT_THAT(master.body, HasSubstr("RESOLUTION=320x240,FRAME-RATE=25.000"));
  for (const auto* name : {"120p", "source", "audio", "source-av"}) {
    const auto info =
        media::probe(settings.tools, fetch(teacher, stream(std::string(name) + "/playlist.m3u8")));
    ASSERT_TRUE(info) << name;
    EXPECT_NEAR(info->duration_seconds, 6, 0.2) << name;
  }
  EXPECT_EQ(media::test::decoded_times(fetch(teacher, stream("playlist.m3u8")), "v:0").size(), 150U);
  EXPECT_THAT(get(teacher, stream("manifest.mpd")).body, HasSubstr("<Representation id=\"120p\""));
}

TEST_P(RecordedClass, SegmentsAreRangesOfTheLog) {
  record_small_class();
  finish();
  const auto data = test::contents_of(store->path_of(keys::track(id(), "camera-h") + "/media.m4s").value());
  std::string served;
  for (int i = 0; i < 3; ++i)
    served += get(teacher, stream("source/seg-0000" + std::to_string(i) + ".m4s")).body;
  EXPECT_EQ(served, data);
  const auto url = stream("source/seg-00001.m4s");
  const auto whole = get(teacher, url);
  EXPECT_EQ(whole.headers.get("Content-Length"), "");
  EXPECT_EQ(call_at_once(teacher, url).body, whole.body);
  const auto part = get(teacher, url, {{"Range", "bytes=4-9"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.body.substr(4, 6));
  EXPECT_EQ(get(teacher, url, {{"If-None-Match", std::string(whole.headers.get("ETag"))}}).status, 304);
  for (const auto* name :
       {"source/seg-00003.m4s", "source/media.m4s", "source/index.log", "source/init-1.mp4"})
    EXPECT_EQ(get(teacher, stream(name)).outcome(), "404 SEGMENT_NOT_FOUND") << name;
}

TEST_P(RecordedClass, TheBackgroundMakesWhatIsMissing) {
  record_small_class();
  finish();
  run_jobs();
  EXPECT_EQ(status(), "completed");
  EXPECT_EQ(rendition_states(id()), "120p:ready 180p:ready source:ready audio:ready");
  const auto info = media::probe(settings.tools, fetch(teacher, stream("180p-av/playlist.m3u8")));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->video->size, (media::PictureSize{240, 180}));
  EXPECT_NEAR(info->duration_seconds, 6, 0.2);
  EXPECT_EQ(get(teacher, path(id(), "/thumbnail")).headers.get("Content-Type"), "image/jpeg");
  EXPECT_EQ(get(teacher, path(id(), "/storyboard.vtt")).outcome(), "200");
}

TEST_P(RecordedClass, FilesToTakeAwayAreMadeOfTheLogs) {
  settings.auto_transcode = false;
  record_small_class();
  finish();
  EXPECT_EQ(status(), "completed");
  for (const auto* kind : {"mp4", "audio"}) get(teacher, path(id(), "/download?format=" + std::string(kind)));
  run_jobs();
  const auto film = get(teacher, path(id(), "/download"));
  ASSERT_EQ(film.outcome(), "200");
  std::ofstream(folder / "film.mp4", std::ios::binary) << film.body;
  EXPECT_EQ(media::test::decoded_times(folder / "film.mp4", "v:0").size(), 150U);
  EXPECT_GT(media::test::decoded_times(folder / "film.mp4", "a:0").size(), 280U);
  EXPECT_EQ(get(teacher, path(id(), "/download?format=audio")).headers.get("Content-Type"), "audio/mp4");
  EXPECT_EQ(rendition_states(id()), "120p:ready 180p:pending source:ready audio:ready");
}

TEST_P(RecordedClass, TheSecondCallDoesNothing) {
  record_small_class();
  const auto first = finish();
  capture.stopped_at += 1h;
  const auto second = finish();
  EXPECT_EQ(second.stopped_at, first.stopped_at);
  const auto [tracks, jobs] =
      database()
          .read([&](db::Transaction& tx) {
            return std::pair(find_tracks(tx, id()).size(), jobs::jobs_of_recording(tx, id()).size());
          })
          .value();
  EXPECT_EQ(tracks, 3U);
  EXPECT_EQ(jobs, 3U);  // a rung, the thumbnail, the storyboard
}

TEST_P(RecordedClass, WithoutMediaItFails) {
  log("camera-h", TrackSource::camera).end();
  capture.tracks.emplace_back().folder = keys::track(id(), "never-begun");
  const auto result = feature().finalisation().finish(capture).value();
  EXPECT_EQ(result.recording.status, RecordingStatus::failed);
  EXPECT_EQ(result.recording.error_message, "no media received");
  EXPECT_THAT(result.unreadable, ElementsAre(keys::track(id(), "never-begun")));
  EXPECT_EQ(get(teacher, stream("master.m3u8")).outcome(), "409 RECORDING_FAILED");
}

TEST_P(RecordedClass, AnErasedRecordingIsNotFound) {
  capture.recording = RecordingId::make();
  EXPECT_EQ(feature().finalisation().finish(capture).error().code, ErrorCode::recording_not_found);
}

TEST_P(RecordedClass, WhatACrashHasLeftHalfDoneIsCutOff) {
  log("camera", TrackSource::camera).pictures({160, 120}, 4);  // nobody has ended it
  const auto data = store->path_of(keys::track(id(), "camera") + "/media.m4s").value();
  std::ofstream(data, std::ios::binary | std::ios::app) << "half a part";
  std::ofstream(data.parent_path() / "index.log", std::ios::binary | std::ios::app) << "torn";
  const auto recording = finish();
  EXPECT_EQ(recording.status, RecordingStatus::completed);
  EXPECT_EQ(recording.duration, 4s);
  EXPECT_EQ(media::test::decoded_times(fetch(teacher, stream("source/playlist.m3u8")), "v:0").size(), 100U);
}

TEST_P(RecordedClass, PicturesOfVp8AreEncoded) {
  log("camera", TrackSource::camera).gap(2).vp8_pictures({240, 180}, 4).end();
  log("audio", TrackSource::programme_sound).sound(6).end();
  const auto recording = finish();
  EXPECT_EQ(recording.status, RecordingStatus::processing);
  EXPECT_FALSE(recording.streaming_ready);
  EXPECT_EQ(recording.codecs, "vp8, aac");
  EXPECT_EQ(rendition_states(id()), "120p:pending 180p:pending audio:ready");
  run_jobs();
  EXPECT_EQ(status(), "completed");
  EXPECT_EQ(rendition_states(id()), "120p:ready 180p:ready audio:ready");
  const auto times = media::test::decoded_times(fetch(teacher, stream("180p/playlist.m3u8")), "v:0");
  ASSERT_FALSE(times.empty());
  EXPECT_NEAR(times.front(), 0, 0.05);
  EXPECT_NEAR(times.back(), 6, 0.1);
  EXPECT_TRUE(store->exists(keys::track(id(), "camera") + "/media.m4s"));
}

TEST_P(RecordedClass, AScreenIsARenditionOfItsOwn) {
  settings.auto_transcode = false;
  log("camera", TrackSource::camera).pictures({160, 120}, 4).end();
  log("screen", TrackSource::screen).gap(1).vp8_pictures({320, 240}, 3).end();
  finish();
  EXPECT_EQ(rendition_states(id()), "source:ready screen:pending");
  run_jobs();
  EXPECT_EQ(status(), "completed");
  EXPECT_EQ(rendition_states(id()), "source:ready screen:ready");
  EXPECT_THAT(get(teacher, stream("master.m3u8")).body, Not(HasSubstr("screen")));
  EXPECT_THAT(get(teacher, stream("manifest.mpd")).body, Not(HasSubstr("screen")));
  const auto info = media::probe(settings.tools, fetch(teacher, stream("screen/playlist.m3u8")));
  EXPECT_EQ(info->video->size, (media::PictureSize{320, 240}));
}

TEST_P(RecordedClass, PicturesThatChangeTheirSizeAndGoAway) {
  log("camera", TrackSource::camera)
      .pictures({320, 240}, 4)
      .gap(4)
      .pictures({160, 120}, 2)
      .pause()
      .pictures({320, 240}, 2)
      .end();
  log("audio", TrackSource::programme_sound).sound(12).end();
  finish();
  EXPECT_THAT(get(teacher, stream("source/playlist.m3u8")).body, HasSubstr("#EXT-X-GAP"));
  EXPECT_EQ(get(teacher, stream("source/seg-00002.m4s")).outcome(), "404 SEGMENT_NOT_FOUND");
  const auto interleaved = get(teacher, stream("source-av/playlist.m3u8")).body;
  EXPECT_THAT(interleaved, Not(HasSubstr("#EXT-X-GAP")));
  EXPECT_THAT(interleaved, HasSubstr("init-1.mp4"));
  EXPECT_EQ(get(teacher, stream("source-av/seg-00002.m4s")).outcome(), "200");
  EXPECT_THAT(get(teacher, stream("manifest.mpd")).body,
              HasSubstr("initialization=\"$RepresentationID$/init-1.mp4\""));
  const auto gaps = database().read([&](db::Transaction& tx) { return find_gaps(tx, id()); }).value();
  EXPECT_THAT(gaps, ElementsAre(RecordingGap{4'000'000, 8'000'000, RecordingGapReason::publisher_lost},
                                RecordingGap{10'000'000, 70'000'000, RecordingGapReason::pause}));
  run_jobs();
  EXPECT_EQ(rendition_states(id()), "120p:ready 180p:ready source:ready audio:ready");
  const auto encoded = media::test::decoded_times(fetch(teacher, stream("180p/playlist.m3u8")), "v:0");
  EXPECT_NEAR(static_cast<double>(encoded.size()), 12 * 25, 3);
  EXPECT_TRUE(std::ranges::is_sorted(encoded));
}

TEST_P(RecordedClass, AnHourCanBeWatchedWithinThreeSecondsOfItsEnd) {
  constexpr std::uint32_t half_a_second = 45'000;
  for (const int lines : {720, 360, 180}) {
    auto& track = capture.tracks.emplace_back();
    track.folder = keys::track(id(), "camera-" + std::to_string(lines));
    const auto log =
        media::TrackLog::create(store->path_of(track.folder).value(),
                                {.kind = TrackKind::video, .timescale = 90'000, .epoch = clock.now()})
            .value();
    ASSERT_TRUE(log->append_init({.codec = "avc1.42C01F", .size = {lines * 16 / 9, lines}, .bytes = "init"}));
    for (std::uint64_t i = 0; i < 7'200; ++i)
      ASSERT_TRUE(log->append_part({.start = i * half_a_second,
                                    .duration = half_a_second,
                                    .is_independent = i % 4 == 0,
                                    .ends_segment = i % 4 == 3},
                                   "a part"));
    ASSERT_TRUE(log->end());
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(finish().duration, 1h);
  EXPECT_EQ(get(teacher, stream("source/playlist.m3u8")).outcome(), "200");
  const auto elapsed = std::chrono::steady_clock::now() - begun;
  RecordProperty("milliseconds", static_cast<int>(elapsed / 1ms));
  EXPECT_LT(elapsed, 3s);
}

TEST_P(RecordedClass, PermanentDeletionRemovesTheLogs) {
  record_small_class();
  settings.auto_transcode = false;
  finish();
  EXPECT_EQ(del(teacher, path(id())).outcome(), "200");
  EXPECT_EQ(del(teacher, path(id(), "?permanent=true")).outcome(), "200");
  run_jobs();
  EXPECT_FALSE(store->exists(keys::folder(id())));
}

}  // namespace
}  // namespace vtp::recordings
