#include "recordings/course_link_routes.h"

#include "base/try.h"

namespace vtp::recordings {
namespace {

using enum http::Method;
using http::Request;

http::RouteSpec spec(http::Method method, std::string_view path, std::string summary,
                     std::vector<ErrorCode> more_errors = {}) {
  http::RouteSpec spec{.method = method,
                       .path = "/api/v1/courses/{id}/recordings" + std::string(path),
                       .summary = std::move(summary),
                       .tag = "Lectures of a course",
                       .errors = {ErrorCode::insufficient_permissions, ErrorCode::course_not_found}};
  spec.errors.insert(spec.errors.end(), more_errors.begin(), more_errors.end());
  return spec;
}

CourseId course_of(const Request& request) {
  return request.id<CourseId>("id");
}

RecordingId recording_of(const Request& request) {
  return request.id<RecordingId>("recording_id");
}

}  // namespace

void add_course_link_routes(http::RouteTable& table, CourseLinkService& service) {
  using enum ErrorCode;

  table.add<LectureQuery, LectureList>(spec(get, "", "The lectures of a course in their order"),
                                       [&](const Request& request, LectureQuery query) {
                                         return service.list(request.caller(), course_of(request), query);
                                       });

  auto link = spec(post, "", "Link a recording to a course", {recording_not_found, already_linked});
  link.status = 201;
  table.add<LinkRecording, CourseLink>(
      std::move(link), [&](const Request& request, LinkRecording wanted) -> Result<http::Reply<CourseLink>> {
        auto made = service.link(request.caller(), course_of(request), wanted);
        if (!made) return std::unexpected(std::move(made).error());
        auto location = request.path + "/" + made->recording_id.text();
        return http::created(*std::move(made), std::move(location));
      });

  table.add<LinkOrder, LinkList>(spec(put, "/order", "Put the lectures of a course into another order"),
                                 [&](const Request& request, const LinkOrder& order) {
                                   return service.reorder(request.caller(), course_of(request), order);
                                 });

  table.add<UpdateLink, CourseLink>(
      spec(put, "/{recording_id}", "Change how a course shows a recording", {recording_not_found}),
      [&](const Request& request, const UpdateLink& changes) {
        return service.update(request.caller(), course_of(request), recording_of(request), changes);
      });

  table.add<json::Nothing, json::Nothing>(
      spec(del, "/{recording_id}", "Unlink a recording from a course", {recording_not_found}),
      [&](const Request& request, json::Nothing) -> Result<json::Nothing> {
        VTP_CHECK(service.unlink(request.caller(), course_of(request), recording_of(request)));
        return json::Nothing{};
      });

  table.add<json::Nothing, PublishedLink>(
      spec(post, "/{recording_id}/publish", "Show a lecture to the students", {recording_not_found}),
      [&](const Request& request, json::Nothing) {
        return service.set_published(visit_of(request), course_of(request), recording_of(request), true);
      });

  table.add<json::Nothing, PublishedLink>(
      spec(post, "/{recording_id}/unpublish", "Hide a lecture from the students", {recording_not_found}),
      [&](const Request& request, json::Nothing) {
        return service.set_published(visit_of(request), course_of(request), recording_of(request), false);
      });
}

}  // namespace vtp::recordings
