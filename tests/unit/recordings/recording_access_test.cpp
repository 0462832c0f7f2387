#include "recordings/recording_access.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class RecordingAccess : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(RecordingAccess);

TEST_P(RecordingAccess, UnpublishedIsInvisibleEverywhere) {
  const auto id = upload_small_lecture();
  link(course, id, false, true);
  run_jobs();
  for (auto rest : {"", "/info", "/stream/master.m3u8", "/stream/playlist.m3u8", "/stream/manifest.mpd",
                    "/stream/120p/playlist.m3u8", "/stream/120p/init.mp4", "/stream/120p-av/init.mp4",
                    "/stream/bad_name/x", "/thumbnail", "/storyboard.vtt", "/storyboard/0.jpg", "/download",
                    "/download-url", "/transcode/progress", "/analytics"})
    for (const auto& who : {student, viewer, stranger})
      EXPECT_EQ(get(who, path(id, rest)).outcome(), "404 RECORDING_NOT_FOUND") << rest;
  EXPECT_EQ(get(assistant, path(id, "/stream/master.m3u8")).outcome(), "200");
}

TEST_P(RecordingAccess, MediaTokensOpenOneRecording) {
  const auto id = upload_small_lecture();
  link(course, id);
  run_jobs();
  const auto made = post(student, path(id, "/media-token"));
  EXPECT_EQ(made.outcome(), "200");
  const auto token = made.at("/token");
  EXPECT_EQ(made.at("/urls/hls"),
            "http://lectures.example.org" + path(id, "/stream/master.m3u8?token=" + token));
  EXPECT_EQ(made.at("/urls/mp4"), "null");
  EXPECT_EQ(post(student, path(id, "/media-token"), R"({"level":"download"})").outcome(),
            "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(student, path(id, "/media-token"), R"({"level":"all"})").outcome(), "400 VALIDATION_FAILED");

  const auto anonymous = [&](const std::string& rest) {
    return call(nullptr, http::Method::get, path(id, rest + "?token=" + token));
  };
  const auto master = anonymous("/stream/master.m3u8");
  EXPECT_EQ(master.outcome(), "200");
  EXPECT_TRUE(master.body.contains("token=" + token)) << master.body;
  EXPECT_TRUE(anonymous("/stream/120p/playlist.m3u8").body.contains("seg-00000.m4s?token=" + token));
  EXPECT_EQ(anonymous("/stream/120p/seg-00000.m4s").status, 200);
  EXPECT_EQ(anonymous("/download").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(anonymous("/info").outcome(), "401 MISSING_TOKEN");
  const auto other = add_recording();
  EXPECT_EQ(call(nullptr, http::Method::get, path(other, "/stream/master.m3u8?token=" + token)).outcome(),
            "401 INVALID_TOKEN");
  post(teacher, course_path(course, "/" + id.text() + "/unpublish"));
  EXPECT_EQ(anonymous("/stream/master.m3u8").outcome(), "401 INVALID_TOKEN");
}

}  // namespace
}  // namespace vtp::recordings
