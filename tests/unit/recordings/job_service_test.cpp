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

}  // namespace
}  // namespace vtp::recordings
