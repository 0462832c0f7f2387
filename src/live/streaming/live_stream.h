// One live stream (row 41) in memory: its tracks as they grow, playlists that are written once for everybody,
// players that wait, and viewer sessions.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "http/response.h"
#include "live/streaming/delivery_figures.h"
#include "live/streaming/live_track.h"
#include "live/streaming/shared_playlist.h"
#include "live/streaming/viewer_sessions.h"
#include "live/streaming/waiting_players.h"
#include "media/live/live_dash.h"

namespace vtp::live {

using LiveStreamId = Id<struct LiveStreamTag>;

/// A row of `live_streams`, as far as it does not change.
struct StreamFacts {
  LiveStreamId id;
  RecordingId recording;
  std::optional<RoomId> room;
  std::string title;  // of the recording
  int max_viewers = 100;
  bool low_latency = true;
  std::chrono::seconds dvr_window{300};  // 0: from the beginning
  std::set<QualityLabel> profiles;       // empty: all
  UserId started_by;
  Timestamp started_at;
};

/// What all streams of the process share; outlives them.
struct StreamParts {
  const Clock& clock;
  media::LiveTiming timing;  // window and low_latency are the stream's
  WaitBudget& budget;
  FailureWatch& failures;
};

/// What a player asks for besides the playlist's name.
struct PlaylistRequest {
  media::BlockingReload reload;
  bool skips = false;
  std::string query;  // of the addresses in the playlist, percent-encoded
};

/// Thread-safe. Never waits for anything.
class LiveStream : public std::enable_shared_from_this<LiveStream> {
 public:
  LiveStream(StreamFacts facts, StreamParts parts);

  [[nodiscard]] const StreamFacts& facts() const { return facts_; }
  [[nodiscard]] const media::LiveTiming& timing() const { return timing_; }

  /// To be called with what the registry has, at the beginning and whenever something has grown; `wake` is to
  /// follow, on another thread if this one is in a hurry.
  void grow(const TrackSnapshot& tracks);
  /// Answers players who have waited for what there is now.
  void wake();
  /// Playlists say that the stream is over, and stay. False if it was over before. `wake` is to follow.
  bool end(Timestamp now);
  /// nullopt while it runs.
  [[nodiscard]] std::optional<Timestamp> ended_at() const;

  /// Time-outs of players who wait and of viewers who are silent.
  void tick(Timestamp now);
  /// Nobody waits any longer.
  void dismiss_players();

  /// Labels that are really there.
  [[nodiscard]] std::set<QualityLabel> produced() const;
  /// The best picture of that label; empty if there is none.
  [[nodiscard]] std::string rendition_of(QualityLabel label) const;
  /// Is there anything to play?
  [[nodiscard]] bool has_media() const;

  /// nullopt as long as nothing has come.
  [[nodiscard]] std::optional<std::string> multivariant_playlist(std::string_view query) const;
  [[nodiscard]] std::string manifest(std::string_view query, Timestamp now) const;
  /// Perhaps later. SEGMENT_NOT_FOUND for a rendition that is not there; 400 for a reload that is refused.
  http::Response playlist(const http::Request& request, const std::string& rendition,
                          const PlaylistRequest& wanted);
  /// A segment, a part, perhaps later, or an initialisation segment; nullopt if there is no such name.
  std::optional<http::Response> piece(const http::Request& request, const std::string& rendition,
                                      const std::string& name, std::optional<ViewerId> viewer);

  /// Calls `act(ViewerSessions&)` while nobody else uses the sessions.
  template <class Act>
  auto with_viewers(Act act) {
    const std::lock_guard lock(viewers_mutex_);
    return act(viewers_);
  }
  [[nodiscard]] const DeliveryCounts& counts() const { return counts_; }
  [[nodiscard]] std::size_t waiting() const { return players_.count(); }

 private:
  using Tracks = std::vector<LiveTrackPointer>;
  struct Written {
    std::uint64_t growth = 0;
    std::shared_ptr<const SharedPlaylist> playlist;
  };

  [[nodiscard]] std::shared_ptr<const Tracks> tracks() const;
  [[nodiscard]] LiveTrackPointer track(const std::string& rendition) const;
  [[nodiscard]] bool is_offered(const LiveTrack& track) const;
  [[nodiscard]] std::uint64_t growth() const;
  template <class Write>
  std::string with_presentation(Write write) const;

  http::Response playlist_now(const http::Request& request, const LiveTrack& track,
                              const PlaylistWish& wanted);
  std::shared_ptr<const SharedPlaylist> shared_playlist(const LiveTrack& track, bool skips);
  [[nodiscard]] std::string write_playlist(const LiveTrack& track, bool skips) const;
  std::optional<http::Response> piece_now(const http::Request& request, const LiveTrack& track,
                                          const std::string& name, std::optional<ViewerId> viewer);
  http::Response wait(const http::Request& request, const std::string& rendition, Wish wish,
                      std::uint64_t growth);
  void answer(WaitingPlayer player);
  http::Response refuse(const http::Request& request, const Error& error);
  void count_piece(std::int64_t bytes, std::optional<ViewerId> viewer);

  const StreamFacts facts_;
  const StreamParts parts_;
  const media::LiveTiming timing_;

  mutable std::mutex mutex_;  // for what follows
  std::shared_ptr<const Tracks> tracks_ = std::make_shared<Tracks>();
  std::uint64_t growth_ = 0;
  std::optional<Timestamp> ended_at_;
  std::map<std::pair<std::string, bool>, Written> written_;  // by rendition, and with older segments skipped

  mutable std::mutex viewers_mutex_;
  ViewerSessions viewers_;
  WaitingPlayers players_;
  DeliveryCounts counts_;
};

using LiveStreamPointer = std::shared_ptr<LiveStream>;

}  // namespace vtp::live
