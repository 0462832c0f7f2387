// The routes of courses in one process, together with those of accounts.
//
//   class Courses : public vtp::testing::CourseApi {};
//   VTP_ON_BOTH_ENGINES(Courses);
//   TEST_P(Courses, ShowTheirName) { EXPECT_EQ(get(student, course).at("/name"), "Physics"); }
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/identity.h"
#include "courses/calendar_service.h"
#include "courses/course_service.h"
#include "courses/enrollment_import.h"
#include "courses/enrollment_service.h"
#include "courses/permission_service.h"
#include "courses/session_service.h"
#include "support/accounts/api_fixture.h"
#include "support/courses/fake_lectures.h"
#include "support/courses/fake_live_classes.h"

namespace vtp::testing {

class CourseApi : public AccountsApi {
 public:
  /// A new account, signed in. `name` makes the e-mail address too.
  Identity add_person(Role role, const std::string& name);

  /// `target` comes after /api/v1. Somebody without account sends no credential.
  ApiAnswer call(const Identity& who, http::Method method, std::string_view target, std::string body = {},
                 const Fields& header_fields = {});
  ApiAnswer get(const Identity& who, std::string_view target) { return call(who, http::Method::get, target); }
  ApiAnswer post(const Identity& who, std::string_view target, std::string body = {}) {
    return call(who, http::Method::post, target, std::move(body));
  }
  ApiAnswer put(const Identity& who, std::string_view target, std::string body) {
    return call(who, http::Method::put, target, std::move(body));
  }
  ApiAnswer del(const Identity& who, std::string_view target) { return call(who, http::Method::del, target); }

  /// Makes a course, active unless `more` says otherwise, and returns its path. `more` is further members of
  /// the body, e.g. R"("max_students":1)".
  std::string add_course(const Identity& owner, const std::string& code, const std::string& more = {});
  /// As the account admin does it; these must succeed.
  void enroll(const std::string& course, const Identity& person);
  void grant(const std::string& course, const Identity& person, std::string_view role);
  void set_course_status(const std::string& course, std::string_view status);

  static courses::CourseId id_of(const std::string& course);

  FakeLectures lectures;
  FakeLiveClasses live;

 protected:
  void add_routes(http::RouteTable& routes) override;
  courses::SessionService& sessions() { return session_service_; }

 private:
  courses::CourseService course_service_{database(), lectures, live, clock};
  courses::EnrollmentService enrollment_service_{database(), lectures, clock};
  courses::EnrollmentImport enrollment_import_{database(), clock, "ar"};
  courses::PermissionService permission_service_{database(), clock};
  courses::SessionService session_service_{{.database = database(),
                                            .lectures = lectures,
                                            .live = live,
                                            .clock = clock,
                                            .default_timezone = "UTC"}};
  courses::CalendarService calendar_service_{database(), clock};
  std::map<UserId, std::string> tokens_;

 public:
  const Identity admin = add_person(Role::admin, "Adele");
  const Identity teacher = add_person(Role::teacher, "Theo");
  const Identity student = add_person(Role::student, "Sara");
  const Identity stranger = add_person(Role::student, "Stan");
};

}  // namespace vtp::testing
