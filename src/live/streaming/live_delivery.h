// The media of live streams over HTTP: media playlists (E54), and what recordings ask for (rows 22 and 23).
#pragma once

#include <optional>
#include <string>

#include "http/route.h"
#include "live/streaming/live_stream_service.h"
#include "recordings/media_passes.h"
#include "recordings/running_media.h"

namespace vtp::live {

/// The query of a media playlist.
struct LivePlaylistQuery {
  std::optional<std::int64_t> number;
  std::optional<std::int64_t> part;
  std::string skip;  // "YES" or "v2"
  std::optional<ViewerId> viewer;
};

class LiveDelivery final : public recordings::RunningMedia {
 public:
  /// Both outlive it.
  LiveDelivery(LiveStreamService& service, recordings::MediaPasses& passes)
      : service_(service), passes_(passes) {}

  [[nodiscard]] bool is_live(RecordingId recording) const override;
  [[nodiscard]] bool has_media(RecordingId recording) const override;
  std::optional<http::Response> segment(const http::Request& request, RecordingId recording) override;
  std::optional<Result<std::string>> manifest(const http::Request& request, RecordingId recording) override;

  /// Without a query and without waiting: for viewers who were let in lately and say who they are. Runs on
  /// the network thread.
  std::optional<http::Response> playlist_at_once(const http::Request& request);
  Result<http::Response> playlist(const http::Request& request, const LivePlaylistQuery& query);

 private:
  LiveStreamService& service_;
  recordings::MediaPasses& passes_;
};

/// `vs` and, of callers who came with one, `token`: what the addresses of a viewer carry.
std::string viewer_query(const Identity& caller, ViewerId viewer);

/// The object must outlive the table.
void add_live_playlist_route(http::RouteTable& table, LiveDelivery& delivery);

}  // namespace vtp::live

namespace vtp::json {

template <>
struct Shape<live::LivePlaylistQuery> {
  using T = live::LivePlaylistQuery;
  static constexpr std::string_view name = "LivePlaylistQuery";
  static constexpr std::array fields{
      field<&T::number>("_HLS_msn", range(0, 1'000'000'000)),
      field<&T::part>("_HLS_part", range(0, 1'000'000)),
      field<&T::skip>("_HLS_skip"),
      field<&T::viewer>("vs"),
  };
};

}  // namespace vtp::json
