#include "courses/course_routes.h"

#include <utility>

#include "base/try.h"

namespace vtp::courses {
namespace {

using http::Access;
using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

CourseId course_of(const Request& request) {
  return request.id<CourseId>("id");
}

/// The columns of a row that differ; the others have their defaults.
http::RouteSpec spec(Method method, std::string path, std::string summary, std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = std::move(path);
  spec.summary = std::move(summary);
  spec.tag = "Courses";
  spec.errors = std::move(errors);
  return spec;
}

http::RouteSpec creation_spec() {
  auto row = spec(
      Method::post, "/api/v1/courses", "Create a course; the caller becomes its owner",
      {invalid_id, insufficient_permissions, user_not_found, course_code_exists, course_role_not_allowed});
  row.access = Access::teacher;
  row.status = 201;
  return row;
}

}  // namespace

void add_course_routes(http::RouteTable& table, CourseService& service) {
  table.add<CreateCourse, CourseAnswer>(
      creation_spec(),
      [&service](const Request& request, const CreateCourse& wanted) -> Result<http::Reply<CourseAnswer>> {
        VTP_TRY(auto course, service.create(request, wanted));
        auto location = "/api/v1/courses/" + course.id.text();
        return http::created(std::move(course), std::move(location));
      });

  table.add<CourseQuery, CourseList>(
      spec(Method::get, "/api/v1/courses", "List the courses that the caller may see", {invalid_id}),
      [&service](const Request& request, const CourseQuery& query) {
        return service.list(request.caller(), query);
      });

  table.add<Nothing, CourseDetail>(
      spec(Method::get, "/api/v1/courses/{id}", "Show a course with its lectures", {course_not_found}),
      [&service](const Request& request, Nothing) {
        return service.find(request.caller(), course_of(request));
      });

  table.add<UpdateCourse, CourseAnswer>(spec(Method::put, "/api/v1/courses/{id}", "Change a course",
                                             {missing_fields, insufficient_permissions, course_not_found,
                                              user_not_found, course_code_exists, course_role_not_allowed}),
                                        [&service](const Request& request, const UpdateCourse& wanted) {
                                          return service.update(request, course_of(request), wanted);
                                        });

  table.add<Nothing, Nothing>(spec(Method::del, "/api/v1/courses/{id}",
                                   "Delete a course; it can be restored while it is in the trash",
                                   {insufficient_permissions, course_not_found, class_in_progress}),
                              [&service](const Request& request, Nothing) -> Result<Nothing> {
                                VTP_CHECK(service.remove(request, course_of(request)));
                                return Nothing{};
                              });

  table.add<Nothing, CourseAnswer>(
      spec(Method::post, "/api/v1/courses/{id}/restore", "Take a deleted course out of the trash",
           {insufficient_permissions, course_not_found, not_deleted, course_code_exists}),
      [&service](const Request& request, Nothing) { return service.restore(request, course_of(request)); });

  table.add<Nothing, CourseStats>(
      spec(Method::get, "/api/v1/courses/{id}/stats", "Sum up how a course is watched",
           {insufficient_permissions, course_not_found}),
      [&service](const Request& request, Nothing) {
        return service.stats(request.caller(), course_of(request));
      });
}

}  // namespace vtp::courses
