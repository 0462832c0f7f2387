#include "recordings/processing/probe_job.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class ProbeJob : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(ProbeJob);

TEST_P(ProbeJob, HostileFilesFailWithASentence) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"lecture.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"},
      {"lecture.mp4", "ffconcat version 1.0\nfile /etc/passwd\n"},
      {"lecture.mp4", std::string(5000, '\0')},
      {"lecture.pdf", "%PDF-1.4 nothing to see"},
      {"../../../escape.mp4", "x"},
  };
  for (const auto& [name, bytes] : files) {
    const auto id = upload(bytes, name);
    run_jobs();
    const auto detail = get(teacher, path(id));
    EXPECT_EQ(detail.at("/status"), "failed") << name;
    EXPECT_TRUE(detail.at("/error_message").ends_with(".")) << detail.at("/error_message");
    EXPECT_FALSE(detail.at("/error_message").contains("/")) << detail.at("/error_message");
    EXPECT_EQ(get(teacher, path(id, "/stream/master.m3u8")).outcome(), "409 RECORDING_FAILED");
    EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "409 RECORDING_FAILED");
  }
}

TEST_P(ProbeJob, CutOffFileStillTellsItsStory) {
  media::test::make_small_lecture(folder / "lecture.mp4", 4);
  auto bytes = test::contents_of(folder / "lecture.mp4");
  bytes.resize(bytes.size() / 3);
  const auto id = upload(bytes, "lecture.mp4");
  run_jobs();
  const auto status = get(teacher, path(id)).at("/status");
  EXPECT_TRUE(status == "failed" || status == "completed") << status;
  if (status == "failed") EXPECT_NE(get(teacher, path(id)).at("/error_message"), "null");
}

}  // namespace
}  // namespace vtp::recordings
