#include "recordings/job_service.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class Jobs : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Jobs);

TEST_P(Jobs, SingleJobsAreLookedAfter) {
  const auto id = upload_small_lecture();
  link(course, id);
  const auto list = get(teacher, "/api/v1/jobs");
  EXPECT_EQ(list.at("/total"), "1");
  EXPECT_EQ(list.at("/jobs/0/title"), "lecture");
  EXPECT_EQ(list.at("/jobs/0/queue_position"), "1");
  const auto job = "/api/v1/jobs/" + list.at("/jobs/0/job_id");
  EXPECT_EQ(get(teacher, job).at("/log_tail"), "absent");
  EXPECT_NE(get(admin, job).at("/log_tail"), "absent");
  EXPECT_EQ(get(admin, "/api/v1/jobs?kind=probe&status=queued").at("/total"), "1");
  EXPECT_EQ(get(stranger, "/api/v1/jobs").at("/total"), "0");
  EXPECT_EQ(get(stranger, job).outcome(), "404 JOB_NOT_FOUND");
  EXPECT_EQ(get(student, job).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(post(teacher, job + "/retry").outcome(), "409 JOB_NOT_FINISHED");
  EXPECT_EQ(post(teacher, job + "/cancel").at("/status"), "cancelled");
  EXPECT_EQ(post(teacher, job + "/cancel").outcome(), "409 JOB_FINISHED");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
  EXPECT_EQ(post(teacher, job + "/retry").at("/status"), "queued");
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "processing");
  EXPECT_EQ(get(teacher, "/api/v1/jobs/" + jobs::JobId::make().text()).outcome(), "404 JOB_NOT_FOUND");
}

TEST_P(Jobs, AreForThoseWhoControlTheRecording) {
  const auto id = upload_small_lecture();
  link(course, id);
  const auto job = "/api/v1/jobs/" + get(teacher, "/api/v1/jobs").at("/jobs/0/job_id");
  const auto unknown = "/api/v1/jobs/" + jobs::JobId::make().text();
  for (const auto* action : {"/cancel", "/retry"}) {
    for (const auto& who : {assistant, student, viewer})
      EXPECT_EQ(post(who, job + action).outcome(), "403 INSUFFICIENT_PERMISSIONS") << who.full_name << action;
    EXPECT_EQ(post(stranger, job + action).outcome(), "404 JOB_NOT_FOUND") << action;
    EXPECT_EQ(post(admin, unknown + action).outcome(), "404 JOB_NOT_FOUND") << action;
    for (const auto& who : {colleague, teacher, admin}) {
      const auto answer = post(who, job + action);
      EXPECT_TRUE(answer.status == 200 || answer.status == 409) << who.full_name << answer.body;
    }
  }
  for (const auto& who : {assistant, viewer})
    EXPECT_EQ(get(who, job).outcome(), "403 INSUFFICIENT_PERMISSIONS") << who.full_name;
  for (const auto& who : {colleague, teacher, admin}) EXPECT_EQ(get(who, job).outcome(), "200");
}

TEST_P(Jobs, OfNoRecordingAreForAdministrators) {
  const auto id = upload("not a film", "a.mp4");
  del(admin, path(id, "?permanent=true"));
  const auto purge = "/api/v1/jobs/" + get(admin, "/api/v1/jobs?kind=purge").at("/jobs/0/job_id");
  EXPECT_EQ(get(admin, purge).at("/kind"), "purge");
  EXPECT_EQ(get(teacher, purge).outcome(), "404 JOB_NOT_FOUND");
}

TEST_P(Jobs, AreNotDoneAgainBesideTheSameWork) {
  const auto id = upload_small_lecture();
  const auto job = "/api/v1/jobs/" + get(teacher, "/api/v1/jobs").at("/jobs/0/job_id");
  post(teacher, job + "/cancel");
  EXPECT_EQ(post(teacher, path(id, "/transcode")).outcome(), "202");
  EXPECT_EQ(post(teacher, job + "/retry").outcome(), "409 TRANSCODE_RUNNING");
}

TEST_P(Jobs, QueriesThatSayNothingAreRefused) {
  EXPECT_EQ(get(teacher, "/api/v1/jobs?recording_id=x").outcome(), "400 INVALID_ID");
  for (const auto* query : {"?limit=0", "?offset=-1", "?status=gone", "?kind=chore"})
    EXPECT_EQ(get(teacher, std::string("/api/v1/jobs") + query).outcome(), "400 VALIDATION_FAILED") << query;
}

}  // namespace
}  // namespace vtp::recordings
