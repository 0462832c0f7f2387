#include "recordings/transcode_service.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class Transcoding : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Transcoding);

TEST_P(Transcoding, SourceIsOfferedUntilTheFirstRungIsReady) {
  settings.auto_transcode = false;
  const auto id = upload_small_lecture();
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
  EXPECT_EQ(rendition_states(id), "source:ready 120p:pending 180p:pending 240p:pending audio:ready");
  EXPECT_TRUE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("source/playlist.m3u8"));

  EXPECT_EQ(post(student, path(id, "/transcode")).outcome(), "404 RECORDING_NOT_FOUND");
  EXPECT_EQ(post(teacher, path(id, "/transcode?format=avi")).outcome(), "400 VALIDATION_FAILED");
  const auto started = post(teacher, path(id, "/transcode"));
  EXPECT_EQ(started.outcome(), "202");
  EXPECT_EQ(started.headers.get("Location"), "/api/v1/jobs/" + started.at("/job_id"));
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "409 TRANSCODE_RUNNING");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "processing");
  EXPECT_EQ(get(teacher, path(id, "/stream/master.m3u8")).headers.get("Cache-Control"), "no-cache");
  run_jobs();
  EXPECT_FALSE(get(teacher, path(id, "/stream/master.m3u8")).body.contains("source"));
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "200");
  EXPECT_EQ(post(teacher, path(id, "/transcode")).at("/job_id"), "null");
}

TEST_P(Transcoding, QualitiesAreMadeOnRequest) {
  settings.auto_transcode = false;
  const auto id = upload_small_lecture();
  link(course, id);
  EXPECT_EQ(post(teacher, path(id, "/transcode/quality")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  const auto target = path(id, "/transcode/quality");
  EXPECT_EQ(post(assistant, target).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["High"]})").outcome(), "400 PROFILE_ABOVE_SOURCE");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Huge"]})").outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, target, R"({"priority":9})").outcome(), "403 INSUFFICIENT_PERMISSIONS");
  const auto started = post(teacher, target, R"({"profiles":["Low"]})");
  EXPECT_EQ(started.outcome(), "202");
  EXPECT_EQ(started.headers.get("Location"), path(id, "/transcode/progress"));
  EXPECT_EQ(started.at("/profiles"),
            R"([{"label":"Low","rendition":"180p","height":180,"bitrate_kbps":150}])");
  EXPECT_EQ(started.at("/queue_position"), "1");
  EXPECT_EQ(post(teacher, target).outcome(), "409 TRANSCODE_RUNNING");
  const auto progress = get(teacher, path(id, "/transcode/progress"));
  EXPECT_EQ(progress.outcome(), "200");
  EXPECT_EQ(progress.at("/is_complete"), "false");
  EXPECT_EQ(get(student, path(id, "/transcode/progress")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  run_jobs();
  EXPECT_EQ(rendition_states(id), "source:ready 120p:pending 180p:ready 240p:pending audio:ready");
  EXPECT_EQ(get(assistant, path(id, "/transcode/progress")).at("/is_complete"), "true");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Low"]})").at("/job_ids"), "[]");
  EXPECT_EQ(post(teacher, target, R"({"profiles":["Low"],"force":true})").outcome(), "202");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/stream/180p/init.mp4")).status, 200);
}

TEST_P(Transcoding, CancelledPreparationCanBeTakenUpAgain) {
  const auto id = upload_small_lecture();
  EXPECT_EQ(post(student, path(id, "/transcode/cancel")).outcome(), "404 RECORDING_NOT_FOUND");
  const auto cancelled = post(teacher, path(id, "/transcode/cancel"));
  EXPECT_EQ(cancelled.at("/cancelled"), "1");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
  EXPECT_EQ(get(teacher, path(id)).at("/error_message"), "The preparation was cancelled.");
  EXPECT_EQ(post(teacher, path(id, "/transcode/cancel")).at("/cancelled"), "0");
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "202");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "completed");
}

}  // namespace
}  // namespace vtp::recordings
