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
  const std::string_view type = spec.answer_type == dash_type ? dash_type : hls_type;
  table.add_raw<json::Nothing>(
      std::move(spec),
      [&service, make, type](const http::Request& request, json::Nothing) -> Result<http::Response> {
        VTP_TRY(auto playlist, (service.*make)(visit_of(request), request.id<RecordingId>("id")));
        return playlist_response(std::move(playlist), type, "no-cache");
      });
}

}  // namespace

void add_playback_routes(http::RouteTable& table, PlaybackService& service) {
  add(table, spec("/playlist.m3u8", "HLS: the best rendition as one playlist", hls_type), service,
      &PlaybackService::single_playlist);
  add(table, spec("/manifest.mpd", "DASH: all renditions", dash_type), service,
      &PlaybackService::dash_manifest);

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
