#include "live/class_recording_routes.h"

#include <utility>

#include "base/try.h"

namespace vtp::live {
namespace {

using enum http::Method;
using enum ErrorCode;
using http::Request;
using json::Nothing;

http::RouteSpec spec(std::string rest, std::string summary, std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = post;
  spec.path = "/api/v1/recordings/" + std::move(rest);
  spec.lane = http::Lane::slow;  // waits for whoever records
  spec.summary = std::move(summary);
  spec.tag = "Recording of classes";
  spec.errors = std::move(errors);
  spec.errors.push_back(insufficient_permissions);
  return spec;
}

}  // namespace

void add_class_recording_routes(http::RouteTable& table, ClassRecordingService& service) {
  auto start = spec("start", "Record the class in a room",
                    {room_not_found, already_recording, room_closed, insufficient_storage});
  start.status = 201;
  table.add<StartRecording, StartedRecording>(
      std::move(start),
      [&](const Request& request, const StartRecording& wanted) -> Result<http::Reply<StartedRecording>> {
        VTP_TRY(auto started, service.start(request.caller(), wanted));
        auto location = "/api/v1/recordings/" + started.recording_id.text();
        return http::created(std::move(started), std::move(location));
      });
  table.add<Nothing, StoppedRecording>(
      spec("{id}/stop", "End a recording; it can be watched when this is answered",
           {recording_not_found, not_recording}),
      [&](const Request& request, Nothing) {
        return service.stop(request.caller(), request.id<RecordingId>("id"));
      });
  for (const bool is_paused : {true, false})
    table.add<Nothing, PausedRecording>(
        spec(is_paused ? "{id}/pause" : "{id}/resume",
             is_paused ? "Leave out what follows" : "Record again after a pause",
             {recording_not_found, not_recording}),
        [&service, is_paused](const Request& request, Nothing) {
          return service.set_paused(request.caller(), request.id<RecordingId>("id"), is_paused);
        });
}

}  // namespace vtp::live
