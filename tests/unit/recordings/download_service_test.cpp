#include "recordings/download_service.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class Downloads : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Downloads);

TEST_P(Downloads, DownloadsAreMadeOnDemand) {
  const auto id = upload_small_lecture();
  link(course, id, true, true);
  run_jobs();
  const auto first = get(student, path(id, "/download"));
  EXPECT_EQ(first.outcome(), "409 RECORDING_NOT_READY");
  EXPECT_FALSE(first.headers.get("Retry-After").empty());
  get(student, path(id, "/download?format=audio"));
  run_jobs();
  const auto film = get(student, path(id, "/download"));
  EXPECT_EQ(film.outcome(), "200");
  EXPECT_EQ(film.headers.get("Content-Type"), "video/mp4");
  EXPECT_EQ(film.headers.get("Content-Disposition"),
            "attachment; filename=\"lecture.mp4\"; filename*=UTF-8''lecture.mp4");
  EXPECT_EQ(get(student, path(id, "/download"), {{"Range", "bytes=0-3"}}).status, 206);
  EXPECT_EQ(get(student, path(id, "/download"), {{"Range", "bytes=999999999-"}}).outcome(),
            "416 RANGE_NOT_SATISFIABLE");
  const auto sound = get(student, path(id, "/download?format=audio"));
  EXPECT_EQ(sound.headers.get("Content-Type"), "audio/mp4");
  EXPECT_EQ(get(student, path(id, "/download?format=original")).body,
            test::contents_of(folder / "lecture.mp4"));
  EXPECT_EQ(get(student, path(id, "/download?format=avi")).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(viewer, path(id, "/download")).outcome(), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(get(teacher, path(id, "/analytics")).at("/download_count"), "4");
}

TEST_P(Downloads, DownloadUrlWorksWithoutSigningIn) {
  const auto id = upload_small_lecture();
  run_jobs();
  const auto answer = get(teacher, path(id, "/download-url?format=original"));
  EXPECT_EQ(answer.outcome(), "200");
  EXPECT_EQ(answer.at("/expires_in"), "86400");
  EXPECT_EQ(answer.at("/file_name"), "lecture.mp4");
  EXPECT_EQ(get(teacher, path(id, "/download-url?format=avi")).outcome(), "400 VALIDATION_FAILED");
  const auto url = answer.at("/download_url");
  const std::string origin = "http://lectures.example.org";
  ASSERT_TRUE(url.starts_with(origin));
  EXPECT_EQ(call(nullptr, http::Method::get, url.substr(origin.size())).status, 200);
}

}  // namespace
}  // namespace vtp::recordings
