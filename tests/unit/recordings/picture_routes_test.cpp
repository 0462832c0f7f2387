#include "recordings/picture_routes.h"

#include <gtest/gtest.h>

#include "support/recordings/lecture_api.h"

namespace vtp::recordings {
namespace {

class Pictures : public test::LectureApi {};
VTP_ON_BOTH_ENGINES(Pictures);

TEST_P(Pictures, PicturesAreMade) {
  const auto id = upload_small_lecture();
  EXPECT_EQ(get(teacher, path(id, "/thumbnail")).outcome(), "409 RECORDING_NOT_READY");
  EXPECT_EQ(get(teacher, path(id, "/storyboard.vtt")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  const auto thumbnail = get(teacher, path(id, "/thumbnail"));
  EXPECT_EQ(thumbnail.outcome(), "200");
  EXPECT_EQ(thumbnail.headers.get("Content-Type"), "image/jpeg");
  EXPECT_TRUE(thumbnail.body.starts_with("\xFF\xD8"));
  EXPECT_EQ(get(teacher, path(id, "/thumbnail"), {{"Range", "bytes=0-1"}}).body, "\xFF\xD8");
  const test::Fields behind_the_end{{"Range", "bytes=99999999-"}};
  EXPECT_EQ(get(teacher, path(id, "/thumbnail"), behind_the_end).outcome(), "416 RANGE_NOT_SATISFIABLE");
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=100")).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=640")).outcome(), "409 RECORDING_NOT_READY");
  run_jobs();
  EXPECT_EQ(get(teacher, path(id, "/thumbnail?width=640")).outcome(), "200");

  const auto storyboard = get(teacher, path(id, "/storyboard.vtt"));
  EXPECT_TRUE(storyboard.body.starts_with("WEBVTT"));
  EXPECT_TRUE(storyboard.body.contains("storyboard/0.jpg#xywh=0,0,160,90")) << storyboard.body;
  EXPECT_EQ(get(teacher, path(id, "/storyboard/0.jpg")).headers.get("Content-Type"), "image/jpeg");
  EXPECT_EQ(get(teacher, path(id, "/storyboard/0.jpg"), {{"Range", "bytes=0-1"}}).status, 206);
  EXPECT_EQ(get(teacher, path(id, "/storyboard/0.jpg"), behind_the_end).outcome(),
            "416 RANGE_NOT_SATISFIABLE");
  for (auto name : {"1.jpg", "00.jpg", "x.jpg", "0.png", "-1.jpg"})
    EXPECT_EQ(get(teacher, path(id, "/storyboard/" + std::string(name))).outcome(), "404 SEGMENT_NOT_FOUND")
        << name;
  EXPECT_EQ(get(teacher, path(id, "/info")).at("/storyboard_url"), path(id, "/storyboard.vtt"));
}

}  // namespace
}  // namespace vtp::recordings
