#include "recordings/processing/transcode_job.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <map>
#include <sys/stat.h>
#include <utility>

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

class TranscodeJob : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(TranscodeJob);

TEST_P(TranscodeJob, LadderIsOneJobForEachRungAndLowestFirst) {
  const auto id = upload_small_lecture();
  run_jobs();
  const auto progress = get(teacher, path(id, "/transcode/progress"));
  EXPECT_EQ(progress.at("/failed_jobs"), "0");
  EXPECT_EQ(progress.at("/average_progress_percent"), "100");
  std::map<std::string, std::string> finished;
  for (int i = 0; progress.at("/jobs/" + std::to_string(i)) != "absent"; ++i) {
    const auto place = "/jobs/" + std::to_string(i);
    if (progress.at(place + "/kind") == "transcode")
      finished[progress.at(place + "/output")] = progress.at(place + "/finished_at");
  }
  ASSERT_EQ(finished.size(), 3U);
  EXPECT_LT(finished.at("120p"), finished.at("240p"));
}

TEST_P(TranscodeJob, FileThatNeedsTooMuchComputingFailsAtOnceWithItsOwnSentence) {
  settings.tools.cpu = {.to_start = 100ms, .seconds_per_media_second = 0};
  const auto id =
      upload_lecture("-f lavfi -i testsrc2=size=640x480:rate=30:duration=20 -c:v mpeg4 -q:v 5", "long.avi");
  run_jobs();
  const auto detail = get(teacher, path(id));
  EXPECT_EQ(detail.at("/status"), "failed");
  EXPECT_TRUE(detail.at("/error_message").contains("too long to convert")) << detail.body;
  const auto jobs = get(admin, "/api/v1/jobs?kind=transcode&status=failed&recording_id=" + id.text());
  EXPECT_EQ(jobs.at("/total"), "3");
  EXPECT_EQ(jobs.at("/jobs/0/attempts"), "1") << jobs.body;
}

TEST_P(TranscodeJob, CancellingEndsTheEncoderAtOnce) {
  // Tells its number and stands still: it will not end by itself.
  const auto pipe = folder / "started";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const auto script = folder / "ffmpeg";
  std::ofstream(script) << "#!/bin/sh\necho $$ > " << pipe.string() << "\nkill -STOP $$\n";
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  settings.tools.ffmpeg = script;
  const auto id =
      upload_lecture("-f lavfi -i testsrc2=size=320x240:duration=1 -c:v mpeg4 -f avi", "film.avi");
  start_worker();
  pid_t encoder = 0;
  std::ifstream(pipe) >> encoder;  // waits for it
  ASSERT_EQ(::kill(encoder, 0), 0);
  const auto jobs = "/api/v1/jobs?kind=transcode&recording_id=" + id.text();
  EXPECT_EQ(get(teacher, jobs + "&status=running").at("/total"), "1");

  EXPECT_EQ(post(teacher, path(id, "/transcode/cancel")).at("/cancelled"), "3");
  for (auto seen = queue.signal().count(); get(teacher, jobs + "&status=cancelled").at("/total") != "3";
       seen = queue.signal().count())
    queue.signal().wait(seen, 1h);
  EXPECT_EQ(::kill(encoder, 0), -1);
  EXPECT_EQ(errno, ESRCH);
  EXPECT_EQ(get(teacher, path(id)).at("/status"), "failed");
  EXPECT_EQ(get(teacher, path(id)).at("/error_message"), "The preparation was cancelled.");
  EXPECT_EQ(rendition_states(id), "120p:pending 180p:pending 240p:pending");
}

TEST_P(TranscodeJob, OtherRungsWaitForTheLowestAlsoWithSeveralWorkers) {
  const auto id = upload_small_lecture();
  start_worker();
  start_worker();
  run_jobs();
  const auto progress = get(teacher, path(id, "/transcode/progress"));
  std::map<std::string, std::pair<std::string, std::string>> times;  // started and finished, by rung
  for (int i = 0; progress.at("/jobs/" + std::to_string(i)) != "absent"; ++i) {
    const auto place = "/jobs/" + std::to_string(i);
    if (progress.at(place + "/kind") == "transcode")
      times[progress.at(place + "/output")] = {progress.at(place + "/started_at"),
                                               progress.at(place + "/finished_at")};
  }
  ASSERT_EQ(times.size(), 3U) << progress.body;
  EXPECT_GE(times["180p"].first, times["120p"].second);
  EXPECT_GE(times["240p"].first, times["120p"].second);
  EXPECT_LT(times["240p"].first, times["180p"].second);  // in one run with it
}

}  // namespace
}  // namespace vtp::recordings
