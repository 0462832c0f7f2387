#include "live/streaming/live_delivery.h"

#include <utility>

#include "base/try.h"
#include "http/url.h"
#include "recordings/playback_service.h"

namespace vtp::live {
namespace {

constexpr std::string_view hls_type = "application/vnd.apple.mpegurl";

std::optional<ViewerId> viewer_of(const http::Request& request) {
  const auto* text = request.query_parameter("vs");
  return text == nullptr ? std::nullopt : ViewerId::parse(*text);
}

/// What only a live stream has. The names of initialisation segments are those of stored recordings, too.
bool is_live_name(const std::string& name, bool has_viewer) {
  return media::parse_live_name(name) || (has_viewer && media::parse_init_version_name(name));
}

PlaylistRequest wanted_by(const LivePlaylistQuery& query, std::string addresses) {
  const auto size = [](std::optional<std::int64_t> number) {
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
  };
  return {.reload = {.number = size(query.number), .part = size(query.part)},
          .skips = query.skip == "YES" || query.skip == "v2",
          .query = std::move(addresses)};
}

}  // namespace

std::string viewer_query(const Identity& caller, ViewerId viewer) {
  auto query = "vs=" + viewer.text();
  if (const auto token = recordings::carried_query(caller); !token.empty()) query += "&" + token;
  return query;
}

bool LiveDelivery::is_live(RecordingId recording) const {
  return service_.streams().find_running(recording) != nullptr;
}

bool LiveDelivery::has_media(RecordingId recording) const {
  return service_.streams().find(recording) != nullptr;
}

std::optional<http::Response> LiveDelivery::segment(const http::Request& request, RecordingId recording) {
  const auto stream = service_.streams().find(recording);
  const auto viewer = viewer_of(request);
  const auto& name = request.path_parameter("segment");
  if (!stream || !is_live_name(name, viewer.has_value())) return std::nullopt;
  return stream->piece(request, request.path_parameter("rendition"), name, viewer);
}

std::optional<Result<std::string>> LiveDelivery::manifest(const http::Request& request,
                                                          RecordingId recording) {
  const auto viewer = viewer_of(request);
  const auto visit = recordings::visit_of(request);
  const auto watching =
      viewer ? service_.watch(visit, recording, viewer) : service_.watch_again(visit, recording);
  if (!watching) {
    if (watching.error().code == ErrorCode::not_live) return std::nullopt;  // has ended this moment
    return std::unexpected(watching.error());
  }
  if (!watching->stream->has_media()) return std::nullopt;
  return watching->stream->manifest(viewer_query(request.caller(), watching->viewer.id), service_.now());
}

std::optional<http::Response> LiveDelivery::playlist_at_once(const http::Request& request) {
  const auto id = RecordingId::parse(request.path_parameter("id"));
  const auto viewer = viewer_of(request);
  if (!id || !viewer || !passes_.is_let_in(request, *id)) return std::nullopt;
  const auto stream = service_.streams().find(*id);
  const auto query = json::read_query<LivePlaylistQuery>(request.query);
  if (!stream || !query) return std::nullopt;
  if (!stream->ended_at()) {
    // Whose session it is is looked at again when the pass is over.
    const bool goes_on =
        stream->with_viewers([&](ViewerSessions& viewers) { return viewers.touch(*viewer, service_.now()); });
    if (!goes_on) return std::nullopt;
  }
  auto addresses = "vs=" + viewer->text();
  if (const auto* token = request.query_parameter("token"))
    addresses += "&token=" + http::percent_encode(*token);
  return stream->playlist(request, request.path_parameter("rendition"), wanted_by(*query, addresses));
}

Result<http::Response> LiveDelivery::playlist(const http::Request& request, const LivePlaylistQuery& query) {
  const auto id = request.id<RecordingId>("id");
  VTP_CHECK(service_.require_view(request.caller(), id));
  passes_.let_in(request, id);
  const auto stream = service_.streams().find(id);
  if (!stream) return not_live();
  auto viewer = query.viewer.value_or(ViewerId());
  if (!stream->ended_at()) {
    const auto visit = recordings::visit_of(request);
    VTP_TRY(const auto watching,
            query.viewer ? service_.watch(visit, id, query.viewer) : service_.watch_again(visit, id));
    viewer = watching.viewer.id;
  }
  return stream->playlist(request, request.path_parameter("rendition"),
                          wanted_by(query, viewer_query(request.caller(), viewer)));
}

void add_live_playlist_route(http::RouteTable& table, LiveDelivery& delivery) {
  using enum ErrorCode;
  http::RouteSpec spec{
      .method = http::Method::get,
      .path = "/api/v1/recordings/{id}/stream/{rendition}/live.m3u8",
      .access = http::Access::media,
      .summary = "LL-HLS: one rendition of a class that is streamed; waits for _HLS_msn and _HLS_part",
      .tag = "Live streams",
      .errors = {recording_not_found, not_live, segment_not_found, viewer_not_found, viewer_limit_reached,
                 not_ready},
      .counts_towards_limits = false,
      .answer_type = std::string(hls_type)};
  auto& route = table.add_raw<LivePlaylistQuery>(
      std::move(spec), [&delivery](const http::Request& request, const LivePlaylistQuery& query) {
        return delivery.playlist(request, query);
      });
  route.fast = [&delivery](const http::Request& request) { return delivery.playlist_at_once(request); };
}

}  // namespace vtp::live
