#include "courses/session_routes.h"

#include <string>
#include <utility>

#include "base/try.h"

namespace vtp::courses {
namespace {

using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

constexpr std::string_view collection = "/api/v1/courses/{id}/sessions";
constexpr std::string_view item = "/api/v1/courses/{id}/sessions/{session_id}";

CourseId course_of(const Request& request) {
  return request.id<CourseId>("id");
}

ClassSessionId session_of(const Request& request) {
  return request.id<ClassSessionId>("session_id");
}

/// The columns of a row that differ; the others have their defaults.
http::RouteSpec spec(Method method, std::string_view path, std::string summary,
                     std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = path;
  spec.summary = std::move(summary);
  spec.tag = "Classes";
  spec.errors = std::move(errors);
  return spec;
}

http::RouteSpec creation_spec() {
  auto row =
      spec(Method::post, collection, "Put a class, or a series of classes, on the calendar of a course",
           {insufficient_permissions, course_not_found});
  row.status = 201;
  return row;
}

}  // namespace

void add_session_routes(http::RouteTable& table, SessionService& service) {
  table.add<CreateSession, CreatedSession>(
      creation_spec(),
      [&service](const Request& request, const CreateSession& wanted) -> Result<http::Reply<CreatedSession>> {
        VTP_TRY(auto created, service.create(request, course_of(request), wanted));
        auto location = "/api/v1/courses/" + created.course_id.text() + "/sessions/" + created.id.text();
        return http::created(std::move(created), std::move(location));
      });

  table.add<SessionQuery, SessionList>(spec(Method::get, collection, "List the classes of a course",
                                            {insufficient_permissions, course_not_found}),
                                       [&service](const Request& request, const SessionQuery& query) {
                                         return service.list(request.caller(), course_of(request), query);
                                       });

  table.add<Nothing, SessionAnswer>(spec(Method::get, item, "Show a class",
                                         {insufficient_permissions, course_not_found, session_not_found}),
                                    [&service](const Request& request, Nothing) {
                                      return service.find(request.caller(), course_of(request),
                                                          session_of(request));
                                    });

  table.add<UpdateSession, SessionAnswer>(
      spec(Method::put, item, "Change or move a class, or more of its series",
           {insufficient_permissions, course_not_found, session_not_found, session_started,
            session_cancelled}),
      [&service](const Request& request, const UpdateSession& wanted) {
        return service.update(request, course_of(request), session_of(request), wanted);
      });

  table.add<CancelSession, Nothing>(
      spec(Method::del, item, "Cancel a class, or more of its series",
           {insufficient_permissions, course_not_found, session_not_found, session_started}),
      [&service](const Request& request, const CancelSession& wanted) -> Result<Nothing> {
        VTP_CHECK(service.cancel(request, course_of(request), session_of(request), wanted.scope));
        return Nothing{};
      });
}

}  // namespace vtp::courses
