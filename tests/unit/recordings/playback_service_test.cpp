// Plays what an uploaded file became, as a player would.
#include "recordings/playback_service.h"

#include <gtest/gtest.h>

#include "media/probe.h"
#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class Playback : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Playback);

TEST_P(Playback, UploadBecomesAnAdaptiveLecture) {
  const auto id = upload_small_lecture();
  link(course, id);
  EXPECT_EQ(get(student, path(id, "/stream/master.m3u8")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();

  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "completed") << detail.body;
  EXPECT_EQ(detail.at("/streaming_ready"), "true");
  EXPECT_EQ(detail.at("/resolution"), "320x240");
  EXPECT_EQ(detail.at("/codecs"), "h264, aac");
  EXPECT_EQ(detail.at("/mime_type"), "video/mp4");
  EXPECT_NEAR(detail.number("/duration_seconds"), 4, 0.2);
  EXPECT_EQ(rendition_states(id), "source:ready 120p:ready 180p:ready 240p:ready audio:ready");

  const auto master = get(student, path(id, "/stream/master.m3u8"));
  EXPECT_EQ(master.outcome(), "200");
  EXPECT_EQ(master.headers.get("Content-Type"), "application/vnd.apple.mpegurl");
  EXPECT_EQ(master.headers.get("Cache-Control"), "private, max-age=60");
  EXPECT_TRUE(master.body.contains("RESOLUTION=320x240")) << master.body;
  EXPECT_FALSE(master.body.contains("source")) << master.body;
  EXPECT_FALSE(master.body.contains("token=")) << master.body;

  for (auto name : {"120p", "240p", "audio", "240p-av"}) {
    const auto file = fetch(student, path(id, "/stream/" + std::string(name) + "/playlist.m3u8"));
    const auto info = media::probe(settings.tools, file);
    ASSERT_TRUE(info) << name;
    EXPECT_NEAR(info->duration_seconds, 4, 0.2) << name;
    EXPECT_EQ(info->audio.has_value(), std::string(name).ends_with("av") || std::string(name) == "audio")
        << name;
  }
  const auto manifest = get(student, path(id, "/stream/manifest.mpd"));
  EXPECT_EQ(manifest.headers.get("Content-Type"), "application/dash+xml");
  EXPECT_TRUE(manifest.body.contains("<MPD")) << manifest.body;
}

TEST_P(Playback, SinglePlaylistHasPictureAndSound) {
  const auto id = upload_small_lecture();
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/stream/playlist.m3u8")).headers.get("Cache-Control"), "no-cache");
  const auto info = media::probe(settings.tools, fetch(teacher, path(id, "/stream/playlist.m3u8")));
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->video && info->audio);
  EXPECT_EQ(info->video->size, (media::PictureSize{320, 240}));
}

TEST_P(Playback, PlayingWritesTheAccessLogOncePerSession) {
  const auto id = upload_small_lecture();
  run_jobs();
  get(teacher, path(id, "/stream/master.m3u8"));
  get(teacher, path(id, "/stream/120p/playlist.m3u8"));
  const auto views = database().read([&](db::Transaction& tx) {
    return tx
        .query("select count(*) from recording_access_log where recording_id = $1 and action = 'view'", id)
        .front()
        .get<int>(0);
  });
  EXPECT_EQ(views.value(), 1);
}

}  // namespace
}  // namespace vtp::recordings
