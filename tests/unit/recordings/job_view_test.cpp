#include "recordings/job_view.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

jobs::Job job_in(jobs::JobStatus status) {
  jobs::Job job;
  job.kind = "transcode";
  job.rendition = "720p";
  job.status = status;
  return job;
}

TEST(JobView, ARunningJobEndsWhenWhatIsLeftIsDone) {
  auto job = job_in(jobs::JobStatus::running);
  job.progress = 50;
  job.speed = 4;
  const auto view = view_of(job, {.duration = 1200s});
  EXPECT_EQ(view.eta_seconds, 150);
  EXPECT_EQ(view.queue_position, std::nullopt);
  EXPECT_EQ(view.output, std::nullopt);
}

TEST(JobView, AQueuedJobWaitsForThoseAhead) {
  const auto view =
      view_of(job_in(jobs::JobStatus::queued), {.duration = 1200s, .ahead = 2, .speed = 4.0, .workers = 2});
  EXPECT_EQ(view.queue_position, 3);
  EXPECT_EQ(view.eta_seconds, 2 * 1200 / 4 / 2 + 1200 / 4);
}

TEST(JobView, NobodyKnowsWhenWithoutALengthOrASpeed) {
  EXPECT_EQ(view_of(job_in(jobs::JobStatus::queued), {.speed = 4.0}).eta_seconds, std::nullopt);
  EXPECT_EQ(view_of(job_in(jobs::JobStatus::running), {.duration = 60s}).eta_seconds, std::nullopt);
  EXPECT_EQ(view_of(job_in(jobs::JobStatus::failed), {.duration = 60s, .speed = 1.0}).eta_seconds,
            std::nullopt);
}

TEST(JobView, TellsWhichQualityItMakes) {
  Rendition rung;
  rung.name = "720p";
  rung.label = "Medium";
  rung.bitrate_kbps = 2000;
  const std::vector<Rendition> renditions{rung};
  const auto view = view_of(job_in(jobs::JobStatus::completed), {.renditions = renditions});
  EXPECT_EQ(view.label, "Medium");
  EXPECT_EQ(view.bitrate, 2000);
  EXPECT_EQ(view.rendition, "720p");
  EXPECT_EQ(view.output, "720p");
  auto probe = job_in(jobs::JobStatus::completed);
  probe.rendition.clear();
  EXPECT_EQ(view_of(probe, {.renditions = renditions}).rendition, std::nullopt);
  EXPECT_EQ(view_of(probe, {.renditions = renditions}).output, std::nullopt);
}

}  // namespace
}  // namespace vtp::recordings
