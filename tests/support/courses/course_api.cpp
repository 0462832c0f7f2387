#include "support/courses/course_api.h"

#include "courses/calendar_routes.h"
#include "courses/course_routes.h"
#include "courses/enrollment_routes.h"
#include "courses/permission_routes.h"
#include "courses/session_routes.h"
#include "json/writer.h"

namespace vtp::testing {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

}  // namespace

void CourseApi::add_routes(http::RouteTable& routes) {
  AccountsApi::add_routes(routes);
  courses::add_course_routes(routes, course_service_);
  courses::add_enrollment_routes(routes, enrollment_service_, enrollment_import_);
  courses::add_permission_routes(routes, permission_service_);
  courses::add_session_routes(routes, session_service_);
  courses::add_calendar_routes(routes, calendar_service_, "");
}

Identity CourseApi::add_person(Role role, const std::string& name) {
  const auto person = make_user(role, name);
  tokens_[person.id] = person.token;
  Identity identity;
  identity.user = person.id;
  identity.session = person.session;
  identity.role = role;
  identity.email = person.email;
  identity.full_name = name;
  return identity;
}

ApiAnswer CourseApi::call(const Identity& who, http::Method method, std::string_view target, std::string body,
                          const Fields& header_fields) {
  auto fields = header_fields;
  if (const auto token = tokens_.find(who.user); token != tokens_.end())
    fields.emplace_back("Authorization", "Bearer " + token->second);
  return AccountsApi::call(method, target, std::move(body), fields);
}

std::string CourseApi::add_course(const Identity& owner, const std::string& code, const std::string& more) {
  std::string body = R"({"semester":"Fall","code":)" + in_quotes(code);
  const auto unless_given = [&](std::string_view name, std::string_view value) {
    if (!more.contains(in_quotes(name))) body.append(",").append(in_quotes(name)).append(":").append(value);
  };
  unless_given("name", in_quotes("Course " + code));
  unless_given("status", in_quotes("active"));
  unless_given("year", "2026");
  if (!more.empty()) body += "," + more;
  const auto answer = post(owner, "/courses", body + "}");
  EXPECT_EQ(answer.outcome(), "201") << answer.body;
  return "/courses/" + answer.at("/id");
}

void CourseApi::enroll(const std::string& course, const Identity& person) {
  EXPECT_EQ(
      post(admin, course + "/enroll", R"({"student_id":)" + in_quotes(person.user.view()) + "}").outcome(),
      "201");
}

void CourseApi::grant(const std::string& course, const Identity& person, std::string_view role) {
  const auto body = R"({"user_id":)" + in_quotes(person.user.view()) + R"(,"role":)" + in_quotes(role) + "}";
  EXPECT_LT(post(admin, course + "/permissions", body).status, 300);
}

void CourseApi::set_course_status(const std::string& course, std::string_view status) {
  EXPECT_EQ(put(admin, course, R"({"status":)" + in_quotes(status) + "}").outcome(), "200");
}

courses::CourseId CourseApi::id_of(const std::string& course) {
  return courses::CourseId::parse(course.substr(course.rfind('/') + 1)).value();
}

}  // namespace vtp::testing
