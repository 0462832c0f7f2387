#include "recordings/rights.h"

#include <gtest/gtest.h>

namespace vtp::recordings {
namespace {

using courses::CourseRole;
using enum Right;

TEST(RecordingRights, OwnerHasAll) {
  EXPECT_EQ(all_rights().list(),
            (std::vector<Right>{view, download, edit, analytics, control, share, remove}));
}

TEST(RecordingRights, InstructorHasAllButDeletion) {
  for (auto role : {CourseRole::admin, CourseRole::instructor})
    for (bool published : {false, true})
      EXPECT_EQ(rights_through({.role = role, .is_draft = true, .is_published = published}),
                (Rights{view, download, edit, analytics, control, share}));
}

TEST(RecordingRights, AssistantEditsButDoesNotControl) {
  EXPECT_EQ(rights_through({.role = CourseRole::ta, .is_draft = true}),
            (Rights{view, download, edit, analytics}));
}

TEST(RecordingRights, StudentSeesOnlyWhatIsPublished) {
  EXPECT_TRUE(rights_through({.role = CourseRole::student, .allow_download = true}).is_empty());
  EXPECT_TRUE(
      rights_through({.role = CourseRole::student, .is_draft = true, .is_published = true}).is_empty());
  EXPECT_EQ(rights_through({.role = CourseRole::student, .is_published = true}), Rights{view});
  EXPECT_EQ(rights_through({.role = CourseRole::student, .is_published = true, .allow_download = true}),
            (Rights{view, download}));
}

TEST(RecordingRights, ViewerNeverDownloads) {
  EXPECT_TRUE(rights_through({.role = CourseRole::viewer}).is_empty());
  EXPECT_EQ(rights_through({.role = CourseRole::viewer, .is_published = true, .allow_download = true}),
            Rights{view});
}

TEST(RecordingRights, ShareLevelsHoldTheOnesBefore) {
  EXPECT_EQ(rights_through(ShareLevel::view), Rights{view});
  EXPECT_EQ(rights_through(ShareLevel::download), (Rights{view, download}));
  EXPECT_EQ(rights_through(ShareLevel::share), (Rights{view, download, share}));
  EXPECT_EQ(rights_through(ShareLevel::remove), (Rights{view, download, share, remove}));
}

TEST(RecordingRights, AddUpOverSeveralCourses) {
  auto rights = rights_through({.role = CourseRole::student, .is_published = true});
  rights |= rights_through({.role = CourseRole::ta});
  EXPECT_EQ(rights, (Rights{view, download, edit, analytics}));
  EXPECT_FALSE(rights.has(control));
}

}  // namespace
}  // namespace vtp::recordings
