#include <string>

#include <gtest/gtest.h>

#include "recordings/upload_service.h"
#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

std::string encoded(std::string_view text) {
  return test::RecordingsApi::base64(text);
}

ErrorCode refusal(std::string_view length, const std::string& metadata) {
  const auto wanted = read_new_upload(length, metadata);
  EXPECT_FALSE(wanted) << metadata;
  return wanted ? ErrorCode::internal_error : wanted.error().code;
}

TEST(NewUpload, SaysEverythingInItsMetadata) {
  const auto course = CourseId::make();
  const auto wanted =
      read_new_upload("12", "filename " + encoded("week 1.mp4") + ",title " + encoded(" Optics ") +
                                ",description " + encoded("About light") + ",lecture_title " + encoded("I") +
                                ",course_id " + encoded(course.text()) + ",filetype " + encoded("video/mp4"))
          .value();
  EXPECT_EQ(wanted.length, 12);
  EXPECT_EQ(wanted.filename, "week 1.mp4");
  EXPECT_EQ(wanted.wishes.title, "Optics");
  EXPECT_EQ(wanted.wishes.description, "About light");
  EXPECT_EQ(wanted.wishes.lecture_title, "I");
  EXPECT_EQ(wanted.wishes.course_id, course);
}

TEST(NewUpload, TitleIsTheNameOfTheFileWithoutItsFolderAndExtension) {
  for (const auto* name :
       {"../../etc/Optics.mp4", R"(C:\films\Optics.mp4)", "Optics.mp4", "Optics", "Op\ntics.mp4"})
    EXPECT_EQ(read_new_upload("1", "filename " + encoded(name))->wishes.title, "Optics") << name;
  EXPECT_EQ(read_new_upload("1", "filename " + encoded(".mp4"))->wishes.title, ".mp4");
}

TEST(NewUpload, IsRefusedForCause) {
  const auto name = "filename " + encoded("a.mp4");
  EXPECT_EQ(refusal("0", name), ErrorCode::invalid_input);
  EXPECT_EQ(refusal("", name), ErrorCode::invalid_input);
  EXPECT_EQ(refusal("-1", name), ErrorCode::invalid_input);
  EXPECT_EQ(refusal("1", ""), ErrorCode::missing_fields);
  EXPECT_EQ(refusal("1", "filename " + encoded("films/")), ErrorCode::missing_fields);
  EXPECT_EQ(refusal("1", "filename " + encoded(std::string(256, 'x'))), ErrorCode::validation_failed);
  EXPECT_EQ(refusal("1", name + ",title " + encoded(std::string(256, 'x'))), ErrorCode::validation_failed);
  EXPECT_EQ(refusal("1", name + ",description " + encoded(std::string(4001, 'x'))),
            ErrorCode::validation_failed);
  EXPECT_EQ(refusal("1", name + ",course_id " + encoded("nonsense")), ErrorCode::invalid_id);
}

}  // namespace
}  // namespace vtp::recordings
