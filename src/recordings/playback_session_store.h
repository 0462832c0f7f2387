// The tables `playback_sessions` and `playback_qualities`: one sitting of one person before one recording.
#pragma once

#include <optional>
#include <string_view>

#include "database/database.h"
#include "recordings/played_segments.h"
#include "recordings/recording.h"

namespace vtp::recordings {

using PlaybackSessionId = Id<struct PlaybackSessionTag>;

enum class PlaybackMode : std::uint8_t { vod, live };

struct PlaybackSession {
  PlaybackSessionId id;
  RecordingId recording;
  UserId user;
  PlaybackMode mode = PlaybackMode::vod;
  Timestamp started_at;
  Timestamp last_seen_at;
  PlayedSegments segments;
  std::optional<milliseconds> last_position;
  std::optional<Timestamp> last_position_at;

  /// A session that nobody was heard of for a minute is over.
  static constexpr std::chrono::seconds silence_limit{60};
  [[nodiscard]] bool is_open(Timestamp now) const { return now - last_seen_at <= silence_limit; }
};

std::optional<PlaybackSession> find_session(db::Transaction& tx, PlaybackSessionId id);
/// The latest one of the user that is still open.
std::optional<PlaybackSession> find_open_session(db::Transaction& tx, RecordingId recording, UserId user,
                                                 Timestamp now);

/// False if the id is taken.
bool insert_session(db::Transaction& tx, const PlaybackSession& session);
void touch_session(db::Transaction& tx, PlaybackSessionId id, Timestamp now);

/// What one progress call adds to a session.
struct PlaybackUpdate {
  bool is_counted = false;  // does the session count as a view now?
  int buffer_events = 0;
  std::int64_t buffer_ms = 0;
  bool is_pause = false;
  bool is_seek = false;
  std::optional<milliseconds>
      attention;  // played while the page was visible; unknown if the player does not say
};
void store_session(db::Transaction& tx, const PlaybackSession& session, const PlaybackUpdate& update);
void add_quality(db::Transaction& tx, PlaybackSessionId id, std::string_view quality, milliseconds wall);

/// Wall time that the user has spent in other sessions since `since`.
IntervalSet wall_time_elsewhere(db::Transaction& tx, UserId user, PlaybackSessionId except, Timestamp since);

/// Marks sessions that ended in silence; returns how many.
std::int64_t close_silent_sessions(db::Transaction& tx, Timestamp now);

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::PlaybackMode> {
  static constexpr std::array<std::string_view, 2> names{"vod", "live"};
};
