#include "live/streaming/live_stream_routes.h"

#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "live/streaming/live_delivery.h"
#include "recordings/links.h"

namespace vtp::live {
namespace {

using http::Request;
using http::Response;
using json::Nothing;
using enum http::Method;
using enum ErrorCode;

constexpr std::string_view hls_type = "application/vnd.apple.mpegurl";

http::RouteSpec spec(http::Method method, std::string path, std::string summary,
                     std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = "/api/v1" + std::move(path);
  spec.summary = std::move(summary);
  spec.tag = "Live streams";
  spec.errors = std::move(errors);
  return spec;
}

RecordingId recording_of(const Request& request) {
  return request.id<RecordingId>("id");
}

http::Reply<LiveStarted> started(LiveStarted answer) {
  const auto location = answer.live_url;
  return http::created(std::move(answer), location);
}

std::optional<ViewerId> viewer_of(const Request& request) {
  const auto* text = request.query_parameter("vs");
  return text == nullptr ? std::nullopt : ViewerId::parse(*text);
}

bool wants_json(const Request& request) {
  return request.headers.get("Accept").contains("application/json");
}

LiveView view_of(const Request& request, const Watching& watching, Timestamp now) {
  const auto& stream = *watching.stream;
  const auto& viewer = watching.viewer;
  const auto& timing = stream.timing();
  const auto produced = stream.produced();
  const auto query = "?" + viewer_query(request.caller(), viewer.id);
  const auto id = stream.facts().recording;
  LiveView view{.recording_id = id, .viewer_id = viewer.id, .session_id = viewer.session};
  view.live_url = live_url(id) + query;
  view.dash_url = recordings::recording_url(id, "/stream/manifest.mpd") + query;
  view.current_bitrate = viewer.label;
  view.profiles.assign(produced.begin(), produced.end());
  view.buffer_health = viewer.buffer_health;
  view.connection_quality = viewer.quality;
  view.active_viewers =
      watching.stream->with_viewers([](const ViewerSessions& viewers) { return viewers.active(); });
  view.max_viewers = stream.facts().max_viewers;
  view.started_at = stream.facts().started_at;
  // As far behind as the playlists tell players to stay.
  view.latency_target_ms =
      timing.low_latency ? 3 * timing.part.count() : std::chrono::milliseconds(3 * timing.target).count();
  view.timestamp = now;
  return view;
}

Result<Response> live_response(const Request& request, LiveStreamService& service) {
  VTP_TRY(const auto watching,
          service.watch(recordings::visit_of(request), recording_of(request), viewer_of(request)));
  Response response;
  if (wants_json(request)) {
    response = http::json_response(200, json::write(view_of(request, watching, service.now())));
  } else {
    auto text = watching.stream->multivariant_playlist(viewer_query(request.caller(), watching.viewer.id));
    if (!text) return live::not_live();
    response = http::text_response(200, std::string(hls_type), *std::move(text));
    response.headers.set("Cache-Control", "no-cache");
  }
  response.headers.add("Vary", "Accept");
  return response;
}

void add_running_routes(http::RouteTable& table, LiveStreamService& service) {
  const std::vector<ErrorCode> start_errors{insufficient_permissions, recording_not_found,
                                            recording_not_active, already_live};
  auto start =
      spec(post, "/recordings/{id}/stream/start-live", "Stream a class that is recorded", start_errors);
  start.status = 201;
  table.add<StartLive, LiveStarted>(
      std::move(start),
      [&service](const Request& request, const StartLive& wanted) -> Result<http::Reply<LiveStarted>> {
        VTP_TRY(auto answer, service.start(request.caller(), recording_of(request), wanted));
        return started(std::move(answer));
      });

  table.add<Nothing, LiveStopped>(
      spec(del, "/recordings/{id}/stream/stop-live", "End the stream; the recording goes on",
           {insufficient_permissions, recording_not_found, not_live}),
      [&service](const Request& request, Nothing) {
        return service.stop(request.caller(), recording_of(request));
      });

  auto again = spec(post, "/streams/start", "Stream a class that is recorded", start_errors);
  again.status = 201;
  table.add<StartStream, LiveStarted>(
      std::move(again),
      [&service](const Request& request, const StartStream& wanted) -> Result<http::Reply<LiveStarted>> {
        VTP_TRY(auto answer, service.start(request.caller(), wanted.recording_id, wanted));
        return started(std::move(answer));
      });
}

void add_watching_routes(http::RouteTable& table, LiveStreamService& service) {
  auto live = spec(get, "/recordings/{id}/stream/live",
                   "LL-HLS: all renditions of a class that is streamed, or what there is to know as JSON",
                   {recording_not_found, not_live, viewer_not_found, viewer_limit_reached});
  live.access = http::Access::media;
  live.counts_towards_limits = false;
  live.answer_type = hls_type;
  live.other_answer_types = {"application/json"};
  table.add_raw<Nothing>(std::move(live), [&service](const Request& request, Nothing) {
    return live_response(request, service);
  });

  table.add<Nothing, StreamList>(
      spec(get, "/streams", "Classes that are streamed", {}),
      [&service](const Request& request, Nothing) { return service.list(request.caller()); });

  auto join = spec(post, "/streams/{recording_id}", "Begin to watch a class that is streamed",
                   {recording_not_found, not_live, viewer_limit_reached});
  join.status = 201;
  table.add<JoinStream, StreamJoined>(
      std::move(join),
      [&service](const Request& request, const JoinStream& wanted) -> Result<http::Reply<StreamJoined>> {
        const auto id = request.id<RecordingId>("recording_id");
        VTP_TRY(const auto watching,
                service.watch(recordings::visit_of(request), id, std::nullopt, wanted.initial_bitrate));
        StreamJoined joined{
            .recording_id = id,
            .viewer_id = watching.viewer.id,
            .session_id = watching.viewer.session,
            .current_bitrate = watching.viewer.label,
            .live_url = live_url(id) + "?" + viewer_query(request.caller(), watching.viewer.id),
            .timestamp = service.now()};
        const auto location = joined.live_url;
        return http::created(std::move(joined), location);
      });

  table.add<Nothing, StreamStatus>(
      spec(get, "/streams/{recording_id}", "Who watches a class that is streamed",
           {insufficient_permissions, recording_not_found, not_live}),
      [&service](const Request& request, Nothing) {
        return service.status(request.caller(), request.id<RecordingId>("recording_id"));
      });

  table.add<ViewerQuery, ViewerLeft>(
      spec(del, "/streams/{recording_id}", "End a viewer session",
           {insufficient_permissions, recording_not_found, not_live, viewer_not_found}),
      [&service](const Request& request, const ViewerQuery& query) {
        return service.leave(request.caller(), request.id<RecordingId>("recording_id"), query.viewer_id);
      });

  auto& adapt = table.add<AdaptQuality, QualityAdapted>(
      spec(post, "/viewers/adapt-quality", "Tell how full a player's buffer is, and learn what fits it",
           {recording_not_found, not_live, viewer_not_found}),
      [&service](const Request& request, const AdaptQuality& report) -> Result<QualityAdapted> {
        VTP_TRY(const auto query, json::read_query<AdaptQuery>(request.query));
        return service.adapt(request.caller(), query.recording_id, report);
      });
  adapt.query_fields = json::Shape<AdaptQuery>::fields;
}

}  // namespace

void add_live_stream_routes(http::RouteTable& table, LiveStreamService& service) {
  add_running_routes(table, service);
  add_watching_routes(table, service);
}

void add_distribution_routes(http::RouteTable& table, LiveStreamService& service) {
  auto metrics = spec(get, "/distribution/metrics", "What was delivered of live streams", {});
  metrics.access = http::Access::teacher;
  table.add<Nothing, DistributionMetrics>(std::move(metrics),
                                          [&service](const Request&, Nothing) { return service.metrics(); });
  auto health = spec(get, "/distribution/health", "Whether live streams reach their viewers", {});
  health.access = http::Access::teacher;
  table.add<Nothing, DistributionHealth>(
      std::move(health),
      [&service](const Request&, Nothing) -> Result<DistributionHealth> { return service.health(); });
}

}  // namespace vtp::live
