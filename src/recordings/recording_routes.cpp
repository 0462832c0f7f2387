#include "recordings/recording_routes.h"

namespace vtp::recordings {

using enum http::Method;
using http::Request;

void add_recording_routes(http::RouteTable& table, RecordingService& service) {
  using enum ErrorCode;
  table.add<RecordingQuery, RecordingList>(
      {.method = get,
       .path = "/api/v1/recordings",
       .summary = "Recordings that the caller may view",
       .tag = "Recordings",
       .errors = {invalid_id}},
      [&](const Request& request, RecordingQuery query) { return service.list(request.caller(), query); });

  table.add<json::Nothing, RecordingDetail>({.method = get,
                                             .path = "/api/v1/recordings/{id}",
                                             .summary = "One recording",
                                             .tag = "Recordings",
                                             .errors = {ErrorCode::recording_not_found}},
                                            [&](const Request& request, json::Nothing) {
                                              return service.detail(request.caller(),
                                                                    request.id<RecordingId>("id"));
                                            });

  table.add<UpdateRecording, RecordingDetail>({.method = put,
                                               .path = "/api/v1/recordings/{id}",
                                               .summary = "Change title, description, metadata or thumbnail",
                                               .tag = "Recordings",
                                               .errors = {insufficient_permissions, recording_not_found}},
                                              [&](const Request& request, UpdateRecording changes) {
                                                return service.update(request.caller(),
                                                                      request.id<RecordingId>("id"), changes);
                                              });

  table.add<DeleteQuery, DeletedRecording>(
      {.method = del,
       .path = "/api/v1/recordings/{id}",
       .summary = "Move a recording to the trash, or remove it for good",
       .tag = "Recordings",
       .errors = {insufficient_permissions, recording_not_found, recording_in_progress}},
      [&](const Request& request, DeleteQuery query) {
        const auto id = request.id<RecordingId>("id");
        const auto visit = visit_of(request);
        return query.permanent ? service.remove_permanently(visit, id) : service.remove(visit, id);
      });

  table.add<json::Nothing, RecordingDetail>(
      {.method = post,
       .path = "/api/v1/recordings/{id}/restore",
       .summary = "Take a recording from the trash",
       .tag = "Recordings",
       .errors = {insufficient_permissions, recording_not_found, not_deleted}},
      [&](const Request& request, json::Nothing) {
        return service.restore(visit_of(request), request.id<RecordingId>("id"));
      });
}

}  // namespace vtp::recordings
