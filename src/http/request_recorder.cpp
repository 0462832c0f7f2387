#include "http/request_recorder.h"

#include <mutex>
#include <string>

namespace vtp::http {
namespace {

/// The pattern, not the path: paths are without number.
std::string_view route_name(const RequestOutcome& outcome) {
  return outcome.route ? std::string_view(outcome.route->spec.path) : "none";
}

}  // namespace

void RequestRecorder::on_finished(const RequestOutcome& outcome) {
  const auto seconds = std::chrono::duration<double>(outcome.duration).count();
  const auto& handles = handles_of(outcome);
  handles.requests.add();
  handles.seconds.observe(seconds);
  log_.info(outcome.is_broken ? "Request broken off" : "Request",
            {{"method", to_text(outcome.request.method)},
             {"route", route_name(outcome)},
             {"status", outcome.status},
             {"ms", seconds * 1000},
             {"bytes", outcome.bytes},
             {"address", outcome.request.address},
             {"request_id", outcome.request.request_id}});
}

const RequestRecorder::Handles& RequestRecorder::handles_of(const RequestOutcome& outcome) {
  const Key key(outcome.route, outcome.request.method, outcome.status);
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = handles_.find(key); found != handles_.end()) return found->second;
  }
  const std::unique_lock lock(mutex_);
  return handles_.try_emplace(key, make_handles(outcome)).first->second;
}

RequestRecorder::Handles RequestRecorder::make_handles(const RequestOutcome& outcome) {
  const std::string route(route_name(outcome));
  const std::string method(to_text(outcome.request.method));
  return {.requests = metrics_.counter(
              "vtp_http_requests_total", "Requests that were answered or broken off.",
              {{"route", route}, {"method", method}, {"status", std::to_string(outcome.status)}}),
          .seconds = metrics_.histogram("vtp_http_request_duration_seconds",
                                        "From the head of a request to the end of its answer.",
                                        duration_bounds(), {{"route", route}, {"method", method}})};
}

}  // namespace vtp::http
