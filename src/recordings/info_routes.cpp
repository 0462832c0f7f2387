#include "recordings/info_routes.h"

#include "recordings/links.h"

namespace vtp::recordings {

using http::Request;

void add_info_routes(http::RouteTable& table, InfoService& service, const RecordingSettings& settings) {
  using enum http::Method;
  table.add<json::Nothing, RecordingInfo>({.method = get,
                                           .path = "/api/v1/recordings/{id}/info",
                                           .summary = "Everything that a watch page needs",
                                           .tag = "Playback",
                                           .errors = {ErrorCode::recording_not_found}},
                                          [&](const Request& request, json::Nothing) {
                                            return service.info(request.caller(),
                                                                request.id<RecordingId>("id"));
                                          });

  table.add<json::Nothing, ViewingFigures>(
      {.method = get,
       .path = "/api/v1/recordings/{id}/analytics",
       .summary = "How much a recording is watched",
       .tag = "Recordings",
       .errors = {ErrorCode::insufficient_permissions, ErrorCode::recording_not_found}},
      [&](const Request& request, json::Nothing) {
        return service.analytics(request.caller(), request.id<RecordingId>("id"));
      });

  table.add<MediaTokenRequest, MediaTokenAnswer>(
      {.method = post,
       .path = "/api/v1/recordings/{id}/media-token",
       .summary = "A token that opens the media of one recording to other players",
       .tag = "Playback",
       .errors = {ErrorCode::insufficient_permissions, ErrorCode::recording_not_found}},
      [&](const Request& request, MediaTokenRequest wanted) {
        return service.media_token(request.caller(), request.id<RecordingId>("id"), wanted.level,
                                   public_origin(settings.public_url, request));
      });
}

}  // namespace vtp::recordings
