#include "courses/calendar_routes.h"

#include <utility>

#include "base/try.h"
#include "http/conditional.h"
#include "http/origin.h"

namespace vtp::courses {
namespace {

using http::Method;
using http::Request;
using json::Nothing;

http::RouteSpec feed_spec(std::string path, std::string summary) {
  http::RouteSpec spec;
  spec.method = Method::get;
  spec.path = std::move(path);
  spec.access = http::Access::open;
  spec.summary = std::move(summary);
  spec.tag = "Classes";
  spec.errors = {ErrorCode::invalid_token};
  spec.answer_type = "text/calendar";
  return spec;
}

/// Programs ask again and again; what has not changed is not sent again.
http::Response feed(const Request& request, std::string text) {
  const auto etag = http::weak_etag_of(text);
  auto response = http::text_response(200, "text/calendar; charset=utf-8", std::move(text));
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "private, no-cache");
  return http::is_unchanged(request, etag, {}) ? http::not_modified(response) : response;
}

}  // namespace

void add_calendar_routes(http::RouteTable& table, CalendarService& service, std::string public_url) {
  http::RouteSpec rotation;
  rotation.method = Method::post;
  rotation.path = "/api/v1/users/me/calendar-token";
  rotation.summary = "Make the secret addresses of the caller's calendars; earlier ones become void";
  rotation.tag = "Classes";
  table.add<Nothing, CalendarAddress>(
      std::move(rotation), [&service, public_url](const Request& request, Nothing) {
        return service.rotate(request.caller(), http::public_origin(public_url, request));
      });

  table.add_raw<CalendarQuery>(
      feed_spec("/api/v1/users/me/calendar.ics", "The classes of all own courses as a calendar (RFC 5545)"),
      [&service, public_url](const Request& request, const CalendarQuery& query) -> Result<http::Response> {
        VTP_TRY(auto text, service.of_user(query.token, http::public_origin(public_url, request)));
        return feed(request, std::move(text));
      });

  auto course =
      feed_spec("/api/v1/courses/{id}/calendar.ics", "The classes of a course as a calendar (RFC 5545)");
  course.errors.push_back(ErrorCode::course_not_found);
  table.add_raw<CalendarQuery>(
      std::move(course),
      [&service, public_url](const Request& request, const CalendarQuery& query) -> Result<http::Response> {
        VTP_TRY(auto text, service.of_course(query.token, request.id<CourseId>("id"),
                                             http::public_origin(public_url, request)));
        return feed(request, std::move(text));
      });
}

}  // namespace vtp::courses
