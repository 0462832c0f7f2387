#include "recordings/playback_routes.h"

#include "base/try.h"

namespace vtp::recordings {
namespace {

constexpr std::string_view hls_type = "application/vnd.apple.mpegurl";
constexpr std::string_view dash_type = "application/dash+xml";

http::RouteSpec spec(std::string_view path, std::string summary, std::string_view type) {
  return {
      .method = http::Method::get,
      .path = "/api/v1/recordings/{id}/stream" + std::string(path),
      .access = http::Access::media,
      .summary = std::move(summary),
      .tag = "Playback",
      .errors = {ErrorCode::recording_not_found, ErrorCode::recording_not_ready, ErrorCode::recording_failed},
      .counts_towards_limits = false,
      .answer_type = std::string(type)};
}

http::Response playlist_response(Playlist playlist, std::string_view type, std::string_view cache_control) {
  auto response = http::text_response(200, std::string(type), std::move(playlist.text));
  response.headers.set("Cache-Control", std::string(cache_control));
  return response;
}

/// A route without parameters but the recording, whose playlist must be asked for again each time.
void add(http::RouteTable& table, http::RouteSpec spec, PlaybackService& service,
         Result<Playlist> (PlaybackService::*make)(const Visit&, RecordingId)) {
  table.add_raw<json::Nothing>(
      std::move(spec),
      [&service, make](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(auto playlist, (service.*make)(visit_of(request), request.id<RecordingId>("id")));
        return playlist_response(std::move(playlist), hls_type, "no-cache");
      });
}

/// The text of a class that is streamed, or of what is stored.
Result<Playlist> manifest_of(const http::Request& request, PlaybackService& service, RunningMedia* running) {
  const auto id = request.id<RecordingId>("id");
  if (running != nullptr && running->is_live(id)) {
    VTP_CHECK(service.require_view(request.caller(), id));
    if (auto live = running->manifest(request, id)) {
      VTP_TRY(auto text, *std::move(live));
      return Playlist{.text = std::move(text), .is_final = false};
    }
  }
  return service.dash_manifest(visit_of(request), id);
}

void add_manifest(http::RouteTable& table, PlaybackService& service, RunningMedia* running) {
  auto manifest = spec("/manifest.mpd", "DASH: all renditions, of a class too that is streamed", dash_type);
  manifest.errors.push_back(ErrorCode::viewer_not_found);
  manifest.errors.push_back(ErrorCode::viewer_limit_reached);
  table.add_raw<json::Nothing>(
      std::move(manifest),
      [&service, running](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(auto playlist, manifest_of(request, service, running));
        return playlist_response(std::move(playlist), dash_type, "no-cache");
      });
}

}  // namespace

void add_playback_routes(http::RouteTable& table, PlaybackService& service, RunningMedia* running) {
  add(table, spec("/playlist.m3u8", "HLS: the best rendition as one playlist", hls_type), service,
      &PlaybackService::single_playlist);
  add_manifest(table, service, running);

  table.add_raw<json::Nothing>(
      spec("/master.m3u8", "HLS: all renditions", hls_type),
      [&](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(auto playlist,
                service.multivariant_playlist(visit_of(request), request.id<RecordingId>("id")));
        const auto cache_control = playlist.is_final ? "private, max-age=60" : "no-cache";
        return playlist_response(std::move(playlist), hls_type, cache_control);
      });

  auto one = spec("/{rendition}/playlist.m3u8", "HLS: one rendition", hls_type);
  one.errors.push_back(ErrorCode::segment_not_found);
  table.add_raw<json::Nothing>(
      one, [&](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(auto playlist, service.rendition_playlist(visit_of(request), request.id<RecordingId>("id"),
                                                          request.path_parameter("rendition")));
        return playlist_response(std::move(playlist), hls_type, "no-cache");
      });
}

}  // namespace vtp::recordings
