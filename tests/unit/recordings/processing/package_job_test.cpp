#include "recordings/processing/package_job.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class PackageJob : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(PackageJob);

TEST_P(PackageJob, SoundAloneIsALecture) {
  const auto id = upload_lecture("-f lavfi -i sine=frequency=440:duration=3 -c:a libmp3lame", "talk.mp3");
  run_jobs();
  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "completed") << detail.body;
  EXPECT_EQ(detail.at("/has_video"), "false");
  EXPECT_EQ(rendition_states(id), "audio:ready");
  EXPECT_FALSE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("RESOLUTION"));
  EXPECT_TRUE(get(teacher, path(id, "/stream/playlist.m3u8")).body.contains("audio/init.mp4"));
  EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "200");
  EXPECT_EQ(get(teacher, path(id, "/storyboard.vtt")).outcome(), "409 RECORDING_NOT_READY");
}

TEST_P(PackageJob, SilentFilmInAnotherCodecIsEncoded) {
  const auto id = upload_lecture("-f lavfi -i testsrc=size=160x120:rate=10:duration=3 -c:v libvpx -b:v 100k",
                                 "film.webm");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed") << get(teacher, path(id)).body;
  EXPECT_EQ(rendition_states(id), "120p:ready");
  EXPECT_EQ(get(teacher, path(id)).at("/mime_type"), "video/webm");
  EXPECT_TRUE(get(teacher, path(id, "/stream/playlist.m3u8")).body.contains("120p/init.mp4"));
}

}  // namespace
}  // namespace vtp::recordings
