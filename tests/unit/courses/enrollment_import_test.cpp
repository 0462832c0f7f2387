// E33.
#include "courses/enrollment_import.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class Imports : public vtp::testing::CourseApi {
 public:
  vtp::testing::ApiAnswer import(const Identity& who, const std::string& text,
                                 const std::string& query = "dry_run=false") {
    return call(who, http::Method::post, course + "/enrollments/import?" + query, text,
                {{"Content-Type", "text/csv"}});
  }
  /// "created enrolled already / line code, ..."
  std::string report(const Identity& who, const std::string& text,
                     const std::string& query = "dry_run=false") {
    const auto answer = import(who, text, query);
    if (answer.status != 200) return answer.outcome();
    std::string summary = answer.at("/created") + " " + answer.at("/enrolled") + " " + answer.at("/already");
    for (int i = 0; answer.at("/errors/" + std::to_string(i)) != "absent"; ++i) {
      const auto error = "/errors/" + std::to_string(i);
      summary += " / " + answer.at(error + "/line") + " " + answer.at(error + "/code");
    }
    return summary;
  }
  std::string enrolled() { return get(teacher, course).at("/enrolled_count"); }

  const std::string course = add_course(teacher, "A", R"("max_students":3)");
};
VTP_ON_BOTH_ENGINES(Imports);

TEST_P(Imports, EnrolEveryoneOfTheFile) {
  EXPECT_EQ(report(teacher, "email,full_name\r\nSARA@example.org,Sara\r\nstan@example.org,\r\n"), "0 2 0");
  EXPECT_EQ(enrolled(), "2");
  EXPECT_EQ(report(teacher, "email\nsara@example.org\nsara@example.org\n"), "0 0 2");
}

TEST_P(Imports, OnlyTellWhatTheyWouldDoAtFirst) {
  EXPECT_EQ(report(teacher, "email\nsara@example.org\n", ""), "0 1 0");
  EXPECT_EQ(enrolled(), "0");
}

TEST_P(Imports, DoNothingIfAnythingIsWrong) {
  const std::string file = "email\nsara@example.org\nnobody@example.org\n\nnot an address\n";
  EXPECT_EQ(report(teacher, file, "dry_run=true"), "0 1 0 / 3 USER_NOT_FOUND / 5 INVALID_EMAIL");
  EXPECT_EQ(report(teacher, file), "0 0 0 / 3 USER_NOT_FOUND / 5 INVALID_EMAIL");
  EXPECT_EQ(enrolled(), "0");
}

TEST_P(Imports, TakeTheAddressesThatRegistrationTakes) {
  EXPECT_EQ(report(admin, "email,full_name\na@b,A\na@@b.c,A\na@b.c,A\n", "create_users=true"),
            "1 1 0 / 2 INVALID_EMAIL / 3 INVALID_EMAIL");
}

TEST_P(Imports, MakeAccountsInTheLanguageOfTheServer) {
  import(admin, "email,full_name\nnew@example.org,New\n", "create_users=true&dry_run=false");
  EXPECT_EQ(get(admin, "/users?email=new@example.org").at("/users/0/locale"), "ar");
}

TEST_P(Imports, MakeAccountsForAdministrators) {
  const std::string file = "email,full_name\nnew@example.org,\"Doe, Jane\"\nnameless@example.org,\n";
  EXPECT_EQ(report(teacher, file, "create_users=true"), "403 INSUFFICIENT_PERMISSIONS");
  EXPECT_EQ(report(admin, file, "create_users=true"), "1 1 0 / 3 MISSING_FIELDS");
  EXPECT_EQ(
      report(admin, "email,full_name\nnew@example.org,\"Doe, Jane\"\n", "create_users=true&dry_run=false"),
      "1 1 0");
  EXPECT_EQ(get(teacher, course + "/enrollments").at("/enrollments/0/full_name"), "Doe, Jane");
}

TEST_P(Imports, KeepToTheSeats) {
  EXPECT_EQ(
      report(admin, "email,full_name\na@x.org,A\nb@x.org,B\nc@x.org,C\nd@x.org,D\n", "create_users=true"),
      "4 3 0 / 5 COURSE_FULL");
}

TEST_P(Imports, RefuseOtherFiles) {
  EXPECT_EQ(report(teacher, "name\nsara@example.org\n"), "400 INVALID_INPUT");
  EXPECT_EQ(report(teacher, ""), "400 INVALID_INPUT");
  EXPECT_EQ(report(teacher, "email\n\"open"), "400 INVALID_INPUT");
  EXPECT_EQ(report(teacher, "email\n\xff@x.org"), "400 INVALID_INPUT");
  EXPECT_EQ(report(teacher, "email\n", "dry_run=perhaps"), "400 VALIDATION_FAILED");
  EXPECT_EQ(post(teacher, course + "/enrollments/import", "{}").outcome(), "400 INVALID_INPUT");
  EXPECT_EQ(call(teacher, http::Method::post, course + "/enrollments/import", "{}",
                 {{"Content-Type", "application/json"}})
                .outcome(),
            "415 UNSUPPORTED_MEDIA_TYPE");
}

TEST_P(Imports, NeedTheRightToManageStudents) {
  EXPECT_EQ(report(student, "email\n"), "403 INSUFFICIENT_PERMISSIONS");
  set_course_status(course, "draft");
  EXPECT_EQ(report(student, "email\n"), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(report(teacher, "email\nsara@example.org"), "0 1 0");
  set_course_status(course, "archived");
  EXPECT_EQ(report(teacher, "email\n"), "409 COURSE_NOT_ACTIVE");
}

}  // namespace
}  // namespace vtp::courses
