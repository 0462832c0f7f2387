#include "recordings/lecture_plan.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

CapturedTrack track(TrackSource source, std::string codec, media::PictureSize size = {},
                    std::uint32_t bytes = 1'000'000) {
  CapturedTrack made;
  made.finished.source = source;
  made.finished.folder = std::string(to_text(source)) + std::to_string(size.height);
  made.index = {.kind = size.height > 0 ? media::TrackKind::video : media::TrackKind::audio,
                .timescale = 1,
                .codec = codec,
                .segments = {{10, bytes}},
                .inits = {{codec, size, 700}}};
  made.size = size;
  made.frame_rate = size.height > 0 ? 29.9 : 0;
  return made;
}

/// "source/Medium 180p audio | 480p/Low<camera720".
std::string described(const LecturePlan& plan) {
  std::string text;
  const auto add = [&](const Rendition& rendition) {
    text += (text.empty() ? "" : " ") + rendition.name;
    if (rendition.label) text += "/" + *rendition.label;
  };
  for (const auto& rendition : plan.ready) add(rendition);
  text += " |";
  for (const auto& rendition : plan.missing) {
    add(rendition);
    text += "<" + rendition.path;
  }
  return text;
}

std::string planned(const std::vector<CapturedTrack>& tracks) {
  return described(plan_lecture(RecordingId::make(), tracks, media::default_ladder()));
}

const std::string h264 = "avc1.42C01F", vp8 = "vp08.00.10.08", aac = "mp4a.40.2", opus = "opus";
using enum TrackSource;

TEST(LecturePlan, LayersAreRungsAndTheBestOneIsTheSource) {
  EXPECT_EQ(planned({track(camera, h264, {320, 180}, 100), track(camera, h264, {640, 360}, 500),
                     track(camera, h264, {1280, 720}, 2'000), track(programme_sound, aac)}),
            "source/Medium 360p/VeryLow 180p audio | 480p/Low<camera720");
}

TEST(LecturePlan, WhatIsServedIsTheLog) {
  const std::vector tracks{track(camera, h264, {640, 360}, 250'000)};
  const auto plan = plan_lecture(RecordingId::make(), tracks, media::default_ladder());
  ASSERT_EQ(plan.ready.size(), 1U);
  const auto& rendition = plan.ready[0];
  EXPECT_EQ(rendition.path, "camera360");
  EXPECT_EQ(rendition.index, tracks[0].index);
  EXPECT_EQ(rendition.codecs, h264);
  EXPECT_EQ(rendition.bitrate_kbps, 200);
  EXPECT_EQ(rendition.size_bytes, 250'000);
  EXPECT_TRUE(rendition.is_captured());
  EXPECT_EQ(plan.picture, &tracks[0]);
  EXPECT_EQ(plan.sound, nullptr);
}

TEST(LecturePlan, WhatNotEveryPlayerKnowsIsEncoded) {
  EXPECT_EQ(planned({track(camera, vp8, {640, 360}), track(programme_sound, opus)}),
            " | 360p/VeryLow<camera360 audio<programme_sound0");
  EXPECT_EQ(planned({track(camera, vp8, {1280, 720}), track(camera, h264, {640, 360})}), "source/VeryLow |");
}

TEST(LecturePlan, AScreenBesideACameraIsAPictureOfItsOwn) {
  EXPECT_EQ(planned({track(camera, h264, {640, 360}), track(screen, h264, {1920, 1080})}),
            "source/VeryLow screen |");
  EXPECT_EQ(planned({track(camera, h264, {640, 360}), track(screen, vp8, {2560, 1440})}),
            "source/VeryLow | screen<screen1440");
}

TEST(LecturePlan, AScreenAloneIsTheLecture) {
  EXPECT_EQ(planned({track(screen, h264, {640, 360}), track(programme_sound, aac)}),
            "source/VeryLow audio |");
}

TEST(LecturePlan, OfTwoTracksForOnePurposeTheFullerOneCounts) {
  auto students = track(camera, h264, {1280, 720}, 9'000'000);
  students.finished.is_shown = false;
  auto short_one = track(camera, h264, {640, 360}, 10);
  short_one.finished.folder = "short";
  const std::vector tracks{students, short_one, track(camera, h264, {640, 360}, 500),
                           track(microphone, opus)};
  const auto plan = plan_lecture(RecordingId::make(), tracks, media::default_ladder());
  EXPECT_EQ(described(plan), "source/VeryLow | audio<microphone0");
  EXPECT_EQ(plan.ready[0].path, "camera360");
}

TEST(LecturePlan, TracksWithoutMediaAreNothing) {
  auto empty = track(camera, h264, {640, 360});
  empty.index.segments.clear();
  EXPECT_EQ(planned({empty}), " |");
}

}  // namespace
}  // namespace vtp::recordings
