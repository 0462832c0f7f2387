#include "recordings/download_routes.h"

#include "base/try.h"
#include "http/file_response.h"
#include "recordings/links.h"

namespace vtp::recordings {
namespace {

using http::Request;

/// Clients fetch files in pieces; the one with the first byte counts.
bool begins_download(const Request& request, const http::Response& response) {
  if (request.method != http::Method::get || (response.status != 200 && response.status != 206)) return false;
  return response.status == 200 || response.headers.get("Content-Range").starts_with("bytes 0-");
}

}  // namespace

void add_download_routes(http::RouteTable& table, DownloadService& service,
                         const RecordingSettings& settings) {
  using enum ErrorCode;
  http::RouteSpec file{.method = http::Method::get,
                       .path = "/api/v1/recordings/{id}/download",
                       .access = http::Access::media,
                       .lane = http::Lane::slow,
                       .summary = "The recording as a file",
                       .tag = "Playback",
                       .other_statuses = {206},
                       .errors = {insufficient_permissions, recording_not_found, recording_not_ready,
                                  recording_failed, range_not_satisfiable},
                       .counts_towards_limits = false,
                       .answer_type = "video/mp4"};
  table.add_raw<DownloadQuery>(
      file, [&](const Request& request, DownloadQuery query) -> Result<http::Response> {
        const auto id = request.id<RecordingId>("id");
        VTP_TRY(const auto download, service.open(request.caller(), id, query.format));
        VTP_TRY(auto response,
                http::file_response(request, download.path,
                                    {.content_type = download.mime_type,
                                     .disposition = http::attachment_disposition(download.file_name)}));
        if (begins_download(request, response)) VTP_CHECK(service.log(visit_of(request), id));
        return response;
      });

  http::RouteSpec link{
      .method = http::Method::get,
      .path = "/api/v1/recordings/{id}/download-url",
      .summary = "A link to the file that works without signing in",
      .tag = "Playback",
      .errors = {insufficient_permissions, recording_not_found, recording_not_ready, recording_failed}};
  table.add<DownloadQuery, DownloadUrl>(link, [&](const Request& request, DownloadQuery query) {
    return service.url(request.caller(), request.id<RecordingId>("id"), query.format,
                       public_origin(settings.public_url, request));
  });
}

}  // namespace vtp::recordings
