#include "courses/calendar_service.h"

#include <gtest/gtest.h>

#include "support/courses/course_api.h"

namespace vtp::courses {
namespace {

class Calendars : public vtp::testing::CourseApi {
 public:
  std::string add_session(const std::string& title) {
    const auto answer = post(teacher, course + "/sessions",
                             R"({"title":")" + title +
                                 R"(","starts_at":"2026-03-19T10:00:00Z","ends_at":"2026-03-19T11:00:00Z"})");
    EXPECT_EQ(answer.outcome(), "201") << answer.body;
    return course + "/sessions/" + answer.at("/id");
  }
  /// The secret of the caller's calendars.
  std::string token_of(const Identity& who) {
    const auto answer = post(who, "/users/me/calendar-token");
    EXPECT_EQ(answer.outcome(), "200") << answer.body;
    const auto url = answer.at("/url");
    return url.substr(url.find("token=") + 6);
  }
  vtp::testing::ApiAnswer feed(const std::string& path, const std::string& token, const Fields& fields = {}) {
    return call(Identity{}, http::Method::get, path + "?token=" + token, {}, fields);
  }

  const std::string course = add_course(teacher, "PHY");
};
VTP_ON_BOTH_ENGINES(Calendars);

TEST_P(Calendars, OpenWithTheSecretInTheirAddress) {
  const auto session = add_session("Waves");
  enroll(course, student);
  const auto token = token_of(student);
  for (const auto& path : {course + "/calendar.ics", std::string("/users/me/calendar.ics")}) {
    const auto answer = feed(path, token);
    EXPECT_EQ(answer.outcome(), "200") << answer.body;
    EXPECT_EQ(answer.headers.get("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_NE(answer.body.find("SUMMARY:PHY: Waves\r\n"), std::string::npos);
    EXPECT_NE(answer.body.find("URL:http://lectures.example.org/courses/"), std::string::npos);
  }
  del(teacher, session);
  const auto after = feed(course + "/calendar.ics", token);
  EXPECT_NE(after.body.find("STATUS:CANCELLED\r\n"), std::string::npos);
  EXPECT_NE(after.body.find("SEQUENCE:1\r\n"), std::string::npos);
}

TEST_P(Calendars, AreNotSentAgainUnchanged) {
  const auto token = token_of(teacher);
  const auto first = feed(course + "/calendar.ics", token);
  const auto etag = std::string(first.headers.get("ETag"));
  EXPECT_FALSE(etag.empty());
  EXPECT_EQ(feed(course + "/calendar.ics", token, {{"If-None-Match", etag}}).status, 304);
  add_session("Waves");
  EXPECT_EQ(feed(course + "/calendar.ics", token, {{"If-None-Match", etag}}).status, 200);
}

TEST_P(Calendars, OpenToNobodyElse) {
  EXPECT_EQ(feed("/users/me/calendar.ics", "guess").outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(feed("/users/me/calendar.ics", "").outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(call(Identity{}, http::Method::post, "/users/me/calendar-token").status, 401);
  const auto token = token_of(stranger);
  EXPECT_EQ(feed(course + "/calendar.ics", token).outcome(), "404 COURSE_NOT_FOUND");
  EXPECT_EQ(feed("/users/me/calendar.ics", token).body.find("VEVENT"), std::string::npos);
}

TEST_P(Calendars, TakeNoSecretThatIsTooLong) {
  const std::string endless(201, 'x');
  EXPECT_EQ(feed("/users/me/calendar.ics", endless).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(feed(course + "/calendar.ics", endless).outcome(), "400 VALIDATION_FAILED");
  EXPECT_EQ(feed(course + "/calendar.ics", "guess").outcome(), "401 INVALID_TOKEN");
}

TEST_P(Calendars, CloseWithANewSecretAndWithTheAccount) {
  const auto old = token_of(student);
  const auto current = token_of(student);
  EXPECT_EQ(feed("/users/me/calendar.ics", old).outcome(), "401 INVALID_TOKEN");
  EXPECT_EQ(feed("/users/me/calendar.ics", current).outcome(), "200");
  EXPECT_EQ(post(admin, "/users/" + student.user.text() + "/disable").outcome(), "200");
  EXPECT_EQ(feed("/users/me/calendar.ics", current).outcome(), "401 INVALID_TOKEN");
}

}  // namespace
}  // namespace vtp::courses
