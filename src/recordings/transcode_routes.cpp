#include "recordings/transcode_routes.h"

#include "base/try.h"
#include "recordings/links.h"

namespace vtp::recordings {
namespace {

using enum http::Method;
using http::Reply;
using http::Request;

http::RouteSpec spec(http::Method method, std::string path, std::string summary,
                     std::vector<ErrorCode> errors) {
  return {.method = method,
          .path = std::move(path),
          .summary = std::move(summary),
          .tag = "Processing",
          .errors = std::move(errors)};
}

RecordingId recording_of(const Request& request) {
  return request.id<RecordingId>("id");
}

jobs::JobId job_of(const Request& request) {
  return request.id<jobs::JobId>("id");
}

/// 202 with the place to look at when something was begun, else 200.
template <class Answer>
Reply<Answer> begun(Answer answer, bool has_begun, std::string location) {
  Reply<Answer> reply(std::move(answer));
  if (!has_begun) {
    reply.status = 200;
    return reply;
  }
  reply.status = 202;
  reply.headers.set("Location", std::move(location));
  return reply;
}

void add_starting_routes(http::RouteTable& table, TranscodeService& service) {
  using enum ErrorCode;
  const std::vector<ErrorCode> errors{insufficient_permissions, recording_not_found, recording_not_ready,
                                      recording_failed, transcode_running};

  auto start = spec(post, "/api/v1/recordings/{id}/transcode", "Make what is missing for a format", errors);
  start.status = 202;
  start.other_statuses = {200};
  auto& route = table.add_raw<json::Nothing>(
      start, [&](const Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(const auto query, json::read_query<TranscodeQuery>(request.query));
        VTP_TRY(auto answer, service.start(request.caller(), recording_of(request), query.format));
        auto response = http::json_response(answer.job_id ? 202 : 200, json::write(answer));
        if (answer.job_id) response.headers.set("Location", "/api/v1/jobs/" + answer.job_id->text());
        return response;
      });
  route.query_fields = json::Shape<TranscodeQuery>::fields;
  route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<TranscodeStarted>::schema({}, schema); };

  auto ladder =
      spec(post, "/api/v1/recordings/{id}/transcode/quality", "Make qualities of the ladder", errors);
  ladder.errors.push_back(profile_above_source);
  ladder.status = 202;
  ladder.other_statuses = {200};
  table.add<QualityRequest, QualityStarted>(
      ladder, [&](const Request& request, const QualityRequest& wanted) -> Result<Reply<QualityStarted>> {
        VTP_TRY(auto answer, service.start_ladder(request.caller(), recording_of(request), wanted));
        const bool has_begun = !answer.job_ids.empty();
        return begun(std::move(answer), has_begun,
                     recording_url(recording_of(request), "/transcode/progress"));
      });
}

}  // namespace

void add_transcode_routes(http::RouteTable& table, TranscodeService& service) {
  using enum ErrorCode;
  add_starting_routes(table, service);

  table.add<json::Nothing, TranscodeProgress>(
      spec(get, "/api/v1/recordings/{id}/transcode/progress", "How far the jobs of a recording are",
           {insufficient_permissions, recording_not_found}),
      [&](const Request& request, json::Nothing) {
        return service.progress(request.caller(), recording_of(request));
      });

  table.add<json::Nothing, TranscodeCancelled>(
      spec(post, "/api/v1/recordings/{id}/transcode/cancel", "Stop all jobs of a recording",
           {insufficient_permissions, recording_not_found}),
      [&](const Request& request, json::Nothing) {
        return service.cancel(request.caller(), recording_of(request));
      });
}

void add_job_routes(http::RouteTable& table, JobService& service) {
  using enum ErrorCode;
  table.add<JobQuery, JobList>(
      spec(get, "/api/v1/jobs", "Jobs of the caller's recordings", {invalid_id}),
      [&](const Request& request, const JobQuery& query) { return service.list(request.caller(), query); });

  table.add<json::Nothing, JobView>(
      spec(get, "/api/v1/jobs/{id}", "One job", {insufficient_permissions, job_not_found}),
      [&](const Request& request, json::Nothing) { return service.find(request.caller(), job_of(request)); });

  table.add<json::Nothing, JobView>(spec(post, "/api/v1/jobs/{id}/cancel", "Stop a job",
                                         {insufficient_permissions, job_not_found, job_finished}),
                                    [&](const Request& request, json::Nothing) {
                                      return service.cancel(request.caller(), job_of(request));
                                    });

  table.add<json::Nothing, JobView>(
      spec(post, "/api/v1/jobs/{id}/retry", "Do a finished job again",
           {insufficient_permissions, job_not_found, job_not_finished, transcode_running}),
      [&](const Request& request, json::Nothing) {
        return service.retry(request.caller(), job_of(request));
      });
}

}  // namespace vtp::recordings
