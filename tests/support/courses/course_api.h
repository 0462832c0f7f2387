// The routes of courses in one process, with people who need no passwords.
//
//   class Courses : public vtp::testing::CourseApi {};
//   VTP_ON_BOTH_ENGINES(Courses);
//   TEST_P(Courses, ShowTheirName) { EXPECT_EQ(get(student, "/api/v1/courses/" + id).at("/name"), "Physics");
//   }
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "courses/course_service.h"
#include "courses/enrollment_import.h"
#include "courses/enrollment_service.h"
#include "courses/permission_service.h"
#include "http/router.h"
#include "support/courses/fake_lectures.h"
#include "support/database/database_test.h"

namespace vtp::testing {

/// What came back, with its JSON ready to be asked.
struct Answer {
  int status = 0;
  http::Headers headers;
  std::string body;

  /// The value at a JSON pointer (RFC 6901): text as it is, everything else as JSON, "absent" if there is
  /// none.
  [[nodiscard]] std::string at(std::string_view pointer) const;
  /// "404 COURSE_NOT_FOUND", or only the status of a success.
  [[nodiscard]] std::string outcome() const;
};

/// Lets everyone in whose id is the bearer token, and checks the account role.
class OpenGate final : public http::Gate {
 public:
  void admit(const Identity& identity) { people_[identity.user.text()] = identity; }

  Result<void> admit_address(const http::Request& request, const http::RouteSpec& route) override;
  Result<std::optional<Identity>> identify(const http::Request& request,
                                           const http::RouteSpec& route) override;
  Result<void> admit_user(const http::Request& request, const http::RouteSpec& route) override;

 private:
  std::map<std::string, Identity, std::less<>> people_;
};

class CourseApi : public DatabaseTest {
 public:
  CourseApi();

  /// A new account. `name` makes the e-mail address too.
  Identity add_person(Role role, const std::string& name);

  using Fields = std::vector<std::pair<std::string, std::string>>;
  Answer call(const Identity& who, http::Method method, std::string_view target, std::string body = {},
              const Fields& header_fields = {});
  Answer get(const Identity& who, std::string_view target) { return call(who, http::Method::get, target); }
  Answer post(const Identity& who, std::string_view target, std::string body = {}) {
    return call(who, http::Method::post, target, std::move(body));
  }
  Answer put(const Identity& who, std::string_view target, std::string body) {
    return call(who, http::Method::put, target, std::move(body));
  }
  Answer del(const Identity& who, std::string_view target) { return call(who, http::Method::del, target); }

  /// Makes a course, active unless `more` says otherwise, and returns its path. `more` is further members of
  /// the body, e.g. R"("max_students":1)".
  std::string add_course(const Identity& owner, const std::string& code, const std::string& more = {});
  /// As the account admin does it; these must succeed.
  void enroll(const std::string& course, const Identity& person);
  void grant(const std::string& course, const Identity& person, std::string_view role);
  void set_course_status(const std::string& course, std::string_view status);
  void set_enrollment_status(const std::string& course, const Identity& person, std::string_view status);

  static courses::CourseId id_of(const std::string& course);

  FakeLectures lectures;

 private:
  OpenGate gate_;
  courses::CourseService course_service_{database(), lectures, clock};
  courses::EnrollmentService enrollment_service_{database(), lectures, clock};
  courses::EnrollmentImport enrollment_import_{database(), clock};
  courses::PermissionService permission_service_{database(), clock};
  http::RouteTable table_;
  std::optional<http::Router> router_;

 public:
  const Identity admin = add_person(Role::admin, "Adele");
  const Identity teacher = add_person(Role::teacher, "Theo");
  const Identity student = add_person(Role::student, "Sara");
  const Identity stranger = add_person(Role::student, "Stan");
};

}  // namespace vtp::testing
