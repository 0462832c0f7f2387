#include "courses/enrollment_routes.h"

#include <string>
#include <utility>

#include "base/try.h"
#include "http/csv_response.h"

namespace vtp::courses {
namespace {

using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

CourseId course_of(const Request& request) {
  return request.id<CourseId>("id");
}

UserId student_of(const Request& request) {
  return request.id<UserId>("student_id");
}

/// The columns of a row that differ; the others have their defaults.
http::RouteSpec spec(Method method, std::string path, std::string summary, std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = std::move(path);
  spec.summary = std::move(summary);
  spec.tag = "Enrolments";
  spec.errors = std::move(errors);
  return spec;
}

http::RouteSpec enroll_spec() {
  auto row =
      spec(Method::post, "/api/v1/courses/{id}/enroll", "Enrol the caller, or another user, in a course",
           {enrollment_closed, enrollment_key_invalid, insufficient_permissions, course_not_found,
            user_not_found, already_enrolled, course_full, course_not_active});
  row.status = 201;
  return row;
}

/// Two paths lead to the students of a course.
void add_list(http::RouteTable& table, EnrollmentService& service, std::string path, std::string summary) {
  auto row =
      spec(Method::get, std::move(path), std::move(summary), {insufficient_permissions, course_not_found});
  row.other_answer_types = {"text/csv"};
  auto& route = table.add_raw<EnrollmentQuery>(
      std::move(row),
      [&service](const Request& request, const EnrollmentQuery& query) -> Result<http::Response> {
        if (query.format == ListFormat::csv) {
          VTP_TRY(auto text, service.list_as_csv(request.caller(), course_of(request), query));
          return http::csv_response("enrollments.csv", std::move(text));
        }
        VTP_TRY(const auto list, service.list(request.caller(), course_of(request), query));
        return http::json_response(200, json::write(list));
      });
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<EnrollmentList>::schema({}, schema); };
}

http::RouteSpec import_spec() {
  auto row = spec(Method::post, "/api/v1/courses/{id}/enrollments/import",
                  "Enrol everyone in a CSV file of e-mail addresses, or tell what that would do",
                  {insufficient_permissions, course_not_found, course_not_active});
  row.lane = http::Lane::slow;
  row.content_types = {"text/csv"};
  row.body_limit = 5 * 1024 * 1024;
  return row;
}

/// Takes a file and a query at once, which no other route does.
void add_import(http::RouteTable& table, EnrollmentImport& import) {
  auto& route = table.add_raw<Nothing>(
      import_spec(), [&import](const Request& request, Nothing) -> Result<http::Response> {
        VTP_TRY(const auto query, json::read_query<ImportQuery>(request.query));
        VTP_TRY(const auto report, import.run(request, course_of(request), query));
        return http::json_response(200, json::write(report));
      });
  route.query_fields = json::Shape<ImportQuery>::fields;
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<ImportReport>::schema({}, schema); };
}

}  // namespace

void add_enrollment_routes(http::RouteTable& table, EnrollmentService& service, EnrollmentImport& import) {
  table.add<Enroll, Enrollment>(
      enroll_spec(),
      [&service](const Request& request, const Enroll& wanted) -> Result<http::Reply<Enrollment>> {
        VTP_TRY(auto enrollment, service.enroll(request, course_of(request), wanted));
        auto location =
            "/api/v1/courses/" + enrollment.course_id.text() + "/enrollments/" + enrollment.student_id.text();
        return http::created(std::move(enrollment), std::move(location));
      });

  add_list(table, service, "/api/v1/courses/{id}/enrollments", "List the students of a course, also as CSV");
  add_list(table, service, "/api/v1/courses/{id}/enroll",
           "List the students of a course, under its other name");

  table.add<Nothing, Nothing>(spec(Method::del, "/api/v1/courses/{id}/enroll/{student_id}",
                                   "Drop a student, or oneself, from a course",
                                   {insufficient_permissions, course_not_found, enrollment_not_found}),
                              [&service](const Request& request, Nothing) -> Result<Nothing> {
                                VTP_CHECK(service.drop(request, course_of(request), student_of(request)));
                                return Nothing{};
                              });

  table.add<SetEnrollmentStatus, Enrollment>(
      spec(Method::put, "/api/v1/courses/{id}/enrollments/{student_id}", "Set the status of an enrolment",
           {insufficient_permissions, course_not_found, enrollment_not_found, course_full}),
      [&service](const Request& request, const SetEnrollmentStatus& wanted) {
        return service.set_status(request, course_of(request), student_of(request), wanted.status);
      });

  table.add<MyEnrollmentQuery, MyEnrollmentList>(
      spec(Method::get, "/api/v1/users/me/enrollments", "List the enrolments of the caller", {}),
      [&service](const Request& request, const MyEnrollmentQuery& query) {
        return service.list_own(request.caller(), query);
      });

  add_import(table, import);
}

}  // namespace vtp::courses
