#include "courses/permission_routes.h"

#include <string>
#include <utility>

#include "base/try.h"

namespace vtp::courses {
namespace {

using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

CourseId course_of(const Request& request) {
  return request.id<CourseId>("id");
}

UserId user_of(const Request& request) {
  return request.id<UserId>("user_id");
}

/// The columns of a row that differ; the others have their defaults.
http::RouteSpec spec(Method method, std::string path, std::string summary, std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = std::move(path);
  spec.summary = std::move(summary);
  spec.tag = "Permissions";
  spec.errors = std::move(errors);
  return spec;
}

}  // namespace

void add_permission_routes(http::RouteTable& table, PermissionService& service) {
  auto grant = spec(Method::post, "/api/v1/courses/{id}/permissions",
                    "Grant a role in a course (201), or change it (200)",
                    {insufficient_permissions, course_not_found, user_not_found, course_role_not_allowed,
                     owner_role_fixed});
  grant.status = 201;
  grant.other_statuses = {200};
  table.add<SetPermission, Permission>(
      std::move(grant),
      [&service](const Request& request, const SetPermission& wanted) -> Result<http::Reply<Permission>> {
        VTP_TRY(auto granted, service.set(request, course_of(request), wanted));
        if (!granted.is_new) return http::Reply<Permission>(granted.permission, {}, 200);
        return http::created(granted.permission, "/api/v1/courses/" + granted.permission.course_id.text() +
                                                     "/permissions/" + granted.permission.user_id.text());
      });

  table.add<PermissionQuery, PermissionList>(
      spec(Method::get, "/api/v1/courses/{id}/permissions", "List the roles that were granted in a course",
           {insufficient_permissions, course_not_found}),
      [&service](const Request& request, const PermissionQuery& query) {
        return service.list(request.caller(), course_of(request), query);
      });

  table.add<Nothing, PermissionCheck>(
      spec(Method::get, "/api/v1/courses/{id}/permissions/{user_id}", "Tell what a user may do in a course",
           {insufficient_permissions, course_not_found, user_not_found}),
      [&service](const Request& request, Nothing) {
        return service.check(request.caller(), course_of(request), user_of(request));
      });

  table.add<Nothing, Nothing>(
      spec(Method::del, "/api/v1/courses/{id}/permissions/{user_id}", "Withdraw a granted role",
           {insufficient_permissions, course_not_found, permission_not_found, owner_role_fixed}),
      [&service](const Request& request, Nothing) -> Result<Nothing> {
        VTP_CHECK(service.remove(request, course_of(request), user_of(request)));
        return Nothing{};
      });
}

}  // namespace vtp::courses
