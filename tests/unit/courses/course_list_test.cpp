// Row 29: what is in a page, in which order, and for whom.
#include "courses/course_list.h"

#include <gtest/gtest.h>

#include "http/url.h"
#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class CourseLists : public vtp::testing::CourseApi {
 public:
  /// The codes of the page, with blanks between, and the total: "A B (2)".
  std::string codes(const Identity& who, const std::string& query = {}) {
    const auto answer = get(who, "/courses" + (query.empty() ? "" : "?" + query));
    if (answer.status != 200) return answer.outcome();
    std::string text;
    for (int i = 0; answer.at("/courses/" + std::to_string(i)) != "absent"; ++i)
      text += answer.at("/courses/" + std::to_string(i) + "/code") + " ";
    return text + "(" + answer.at("/total") + ")";
  }

  std::string add_later(const Identity& owner, const std::string& code, const std::string& more = {}) {
    clock.advance(std::chrono::seconds(1));
    return add_course(owner, code, more);
  }
};
VTP_ON_BOTH_ENGINES(CourseLists);

TEST_P(CourseLists, BeginWithTheNewest) {
  add_later(teacher, "A");
  add_later(teacher, "C");
  add_later(teacher, "B");
  EXPECT_EQ(codes(student), "B C A (3)");
  EXPECT_EQ(codes(student, "sort=created_at"), "A C B (3)");
  EXPECT_EQ(codes(student, "sort=code"), "A B C (3)");
  EXPECT_EQ(codes(student, "sort=-code"), "C B A (3)");
}

TEST_P(CourseLists, SortNamesWithoutRegardToCase) {
  add_later(teacher, "1", R"("name":"banana","year":2028)");
  add_later(teacher, "2", R"("name":"Apple","year":2027)");
  add_later(teacher, "3", R"("name":"Cherry","year":2029)");
  add_later(teacher, "4", R"("name":"Élan","year":2026)");
  EXPECT_EQ(codes(student, "sort=name"), "2 1 3 4 (4)");
  EXPECT_EQ(codes(student, "sort=-name"), "4 3 1 2 (4)");
  EXPECT_EQ(codes(student, "sort=year"), "4 2 1 3 (4)");
  EXPECT_EQ(codes(student, "sort=-year"), "3 1 2 4 (4)");
}

TEST_P(CourseLists, ComeInPages) {
  for (const auto* code : {"A", "B", "C", "D", "E"}) add_later(teacher, code);
  EXPECT_EQ(codes(student, "limit=2"), "E D (5)");
  EXPECT_EQ(codes(student, "limit=2&offset=4"), "A (5)");
  EXPECT_EQ(codes(student, "offset=9"), "(5)");
  const auto answer = get(student, "/courses?limit=3&offset=1");
  EXPECT_EQ(answer.at("/limit"), "3");
  EXPECT_EQ(answer.at("/offset"), "1");
  EXPECT_EQ(get(student, "/courses").at("/limit"), "20");
}

TEST_P(CourseLists, RefuseWhatTheyDoNotUnderstand) {
  for (const auto* query :
       {"limit=0", "limit=101", "limit=x", "offset=-1", "sort=colour", "status=open", "year=x", "mine=maybe"})
    EXPECT_EQ(codes(student, query), "400 VALIDATION_FAILED") << query;
  EXPECT_EQ(codes(student, "instructor_id=x"), "400 INVALID_ID");
}

TEST_P(CourseLists, AreFiltered) {
  const auto other = add_person(Role::teacher, "Olga");
  add_later(teacher, "A", R"("description":"Waves and light")");
  add_later(other, "B", R"("name":"Optik für Anfänger")");
  add_later(other, "C", R"("status":"completed","name":"الضَّوء")");
  EXPECT_EQ(codes(student, "status=completed"), "C (1)");
  EXPECT_EQ(codes(student, "instructor_id=" + other.user.text()), "C B (2)");
  EXPECT_EQ(codes(student, "year=2026&semester=Fall"), "C B A (3)");
  EXPECT_EQ(codes(student, "year=2027"), "(0)");
  EXPECT_EQ(codes(student, "semester=Spring"), "(0)");
  EXPECT_EQ(codes(student, "q=" + http::percent_encode("LIGHT")), "A (1)");
  EXPECT_EQ(codes(student, "q=" + http::percent_encode("FÜR")), "B (1)");
  EXPECT_EQ(codes(student, "q=" + http::percent_encode("الضوء")), "C (1)");
  EXPECT_EQ(codes(student, "q=" + http::percent_encode("%")), "(0)");
  EXPECT_EQ(codes(student, "q=" + http::percent_encode("_")), "(0)");
  EXPECT_EQ(codes(student, "q="), "C B A (3)");
}

TEST_P(CourseLists, HoldWhatTheCallerMayKnow) {
  for (const auto* status : {"draft", "active", "completed", "archived"}) {
    const auto course = add_later(teacher, status, "\"status\":\"" + std::string(status) + "\"");
    if (std::string_view(status) == "archived") set_course_status(course, "active");
    set_course_status(course, status == std::string_view("archived") ? "active" : status);
    if (std::string_view(status) != "completed") enroll(course, student);
    set_course_status(course, status);
  }
  const auto deleted = add_later(teacher, "deleted");
  EXPECT_EQ(del(teacher, deleted).outcome(), "204");
  const auto assistant = add_person(Role::student, "Tara");
  const auto draft = get(teacher, "/courses?status=draft").at("/courses/0/id");
  grant("/courses/" + draft, assistant, "ta");

  EXPECT_EQ(codes(stranger), "completed active (2)");
  EXPECT_EQ(codes(student), "archived completed active (3)");
  EXPECT_EQ(codes(assistant), "completed active draft (3)");
  EXPECT_EQ(codes(teacher), "archived completed active draft (4)");
  EXPECT_EQ(codes(admin), "archived completed active draft (4)");
  EXPECT_EQ(codes(stranger, "status=draft"), "(0)");
}

TEST_P(CourseLists, CanBeReducedToOnesOwn) {
  add_later(teacher, "taught");
  const auto joined = add_later(admin, "joined");
  const auto viewed = add_later(admin, "viewed");
  const auto assisted = add_later(admin, "assisted");
  add_later(admin, "foreign");
  enroll(joined, student);
  grant(viewed, student, "viewer");
  grant(assisted, student, "ta");
  EXPECT_EQ(codes(student, "mine=true"), "assisted joined (2)");
  EXPECT_EQ(codes(teacher, "mine=true"), "taught (1)");
  EXPECT_EQ(codes(admin, "mine=true"), "foreign assisted viewed joined (4)");
  EXPECT_EQ(codes(student, "mine=false"), "foreign assisted viewed joined taught (5)");
}

TEST_P(CourseLists, TellWhatTheCallerIsInEach) {
  const auto course = add_later(teacher, "A");
  lectures.lectures_of[id_of(course)] = {{.is_published = true}, {.is_published = false}};
  enroll(course, student);
  const auto first = [&](const Identity& who) {
    const auto answer = get(who, "/courses");
    return answer.at("/courses/0/my_role") + " " + answer.at("/courses/0/is_enrolled") + " " +
           answer.at("/courses/0/recording_count") + " " + answer.at("/courses/0/enrolled_count") + " " +
           answer.at("/courses/0/settings");
  };
  EXPECT_EQ(first(teacher), "instructor false 2 1 {}");
  EXPECT_EQ(first(student), "student true 1 1 absent");
  EXPECT_EQ(first(stranger), "null false 0 1 absent");
  EXPECT_EQ(first(admin), "admin false 2 1 {}");
}

}  // namespace
}  // namespace vtp::courses
