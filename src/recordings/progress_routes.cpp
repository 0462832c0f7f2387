#include "recordings/progress_routes.h"

#include "base/text.h"
#include "base/try.h"
#include "http/url.h"

namespace vtp::recordings {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// JSON, or a form such as navigator.sendBeacon sends.
Result<ProgressReport> read_report(const http::Request& request) {
  const auto type = trim(split(request.headers.get("Content-Type"), ';').front());
  if (!equals_ignoring_case(type, form_type)) return json::read<ProgressReport>(request.body);
  const auto pairs = http::parse_query(request.body);
  if (!pairs) return fail(ErrorCode::invalid_input, "The form is malformed");
  return json::read_query<ProgressReport>(*pairs);
}

}  // namespace

void add_progress_routes(http::RouteTable& table, ProgressService& service) {
  http::RouteSpec spec{.method = http::Method::post,
                       .path = "/api/v1/recordings/{id}/progress",
                       .summary = "Tell what was played",
                       .tag = "Playback",
                       .errors = {ErrorCode::recording_not_found, ErrorCode::session_not_found,
                                  ErrorCode::recording_not_ready, ErrorCode::recording_failed},
                       .body_limit = 16 * 1024,
                       .content_types = {"application/json", std::string(form_type)}};
  auto& route = table.add_raw<json::Nothing>(
      spec, [&](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(const auto report, read_report(request));
        VTP_TRY(const auto answer, service.report(visit_of(request), request.id<RecordingId>("id"), report));
        return http::json_response(200, json::write(answer));
      });
  route.input_name = json::Shape<ProgressReport>::name;
  route.input_fields = json::Shape<ProgressReport>::fields;
  route.input_schema = [](json::SchemaWriter& schema) { json::Codec<ProgressReport>::schema({}, schema); };
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<ProgressAnswer>::schema({}, schema); };
}

}  // namespace vtp::recordings
