#include "support/courses/course_api.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "accounts/user_store.h"
#include "base/text.h"
#include "courses/course_routes.h"
#include "courses/enrollment_routes.h"
#include "courses/permission_routes.h"
#include "json/document.h"

namespace vtp::testing {
namespace {

http::Parameters parameters_of(std::string_view query) {
  http::Parameters parameters;
  for (auto pair : split(query, '&')) {
    const auto equals = pair.find('=');
    parameters.emplace_back(std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1)));
  }
  return parameters;
}

std::string in_quotes(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

}  // namespace

std::string Answer::at(std::string_view pointer) const {
  const auto document = json::parse(body);
  if (!document) return "no JSON";
  boost::system::error_code missing;
  const auto* value = document->find_pointer(pointer, missing);
  if (value == nullptr) return "absent";
  if (value->is_string()) return std::string(value->get_string());
  return boost::json::serialize(*value);
}

std::string Answer::outcome() const {
  return std::to_string(status) + (status >= 400 ? " " + at("/code") : "");
}

Result<void> OpenGate::admit_address(const http::Request&, const http::RouteSpec&) {
  return {};
}

Result<std::optional<Identity>> OpenGate::identify(const http::Request& request, const http::RouteSpec&) {
  const auto found = people_.find(request.headers.get("Authorization"));
  if (found == people_.end()) return fail(ErrorCode::missing_token, "Sign in first");
  return found->second;
}

Result<void> OpenGate::admit_user(const http::Request& request, const http::RouteSpec& route) {
  const bool is_refused = (route.access == http::Access::teacher && !request.caller().may_teach()) ||
                          (route.access == http::Access::admin && !request.caller().is_admin());
  if (is_refused) return fail(ErrorCode::insufficient_permissions, "Not for your account");
  return {};
}

CourseApi::CourseApi() {
  courses::add_course_routes(table_, course_service_);
  courses::add_enrollment_routes(table_, enrollment_service_, enrollment_import_);
  courses::add_permission_routes(table_, permission_service_);
  router_.emplace(table_, gate_);
}

Identity CourseApi::add_person(Role role, const std::string& name) {
  Identity identity;
  identity.user = UserId::make();
  identity.session = SessionId::make();
  identity.role = role;
  identity.full_name = name;
  identity.email = to_lower(name) + "@example.org";
  accounts::User user;
  user.id = identity.user;
  user.email = identity.email;
  user.full_name = name;
  user.role = role;
  user.password_hash = "*";
  EXPECT_TRUE(database().write([&](db::Transaction& tx) { accounts::insert_user(tx, user, clock.now()); }));
  gate_.admit(identity);
  return identity;
}

Answer CourseApi::call(const Identity& who, http::Method method, std::string_view target, std::string body,
                       const Fields& header_fields) {
  http::Request request;
  request.method = method;
  request.target = target;
  const auto question_mark = target.find('?');
  request.path = target.substr(0, question_mark);
  if (question_mark != std::string_view::npos)
    request.query = parameters_of(target.substr(question_mark + 1));
  request.headers.add("Authorization", who.user.text());
  for (const auto& [name, value] : header_fields) request.headers.add(name, value);
  request.body = std::move(body);
  request.address = "192.0.2.1";
  const auto response = router_->handle(std::move(request));
  Answer answer{.status = response.status, .headers = response.headers, .body = {}};
  for (const auto& piece : response.body)
    if (const auto* text = std::get_if<std::string>(&piece)) answer.body += *text;
  return answer;
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
  const auto answer = post(owner, "/api/v1/courses", body + "}");
  EXPECT_EQ(answer.outcome(), "201") << answer.body;
  return "/api/v1/courses/" + answer.at("/id");
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

void CourseApi::set_enrollment_status(const std::string& course, const Identity& person,
                                      std::string_view status) {
  EXPECT_EQ(
      put(admin, course + "/enrollments/" + person.user.text(), R"({"status":)" + in_quotes(status) + "}")
          .outcome(),
      "200");
}

courses::CourseId CourseApi::id_of(const std::string& course) {
  return courses::CourseId::parse(course.substr(course.rfind('/') + 1)).value();
}

}  // namespace vtp::testing
