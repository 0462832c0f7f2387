// The viewer sessions of one live stream (api.md section 3.5): who watches, within a limit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.h"
#include "base/identity.h"
#include "base/time.h"
#include "live/streaming/viewer_rules.h"
#include "recordings/playback_session_store.h"

namespace vtp::live {

/// The `vs` in the addresses of a viewer.
using ViewerId = Id<struct LiveViewerTag>;

enum class LeaveReason : std::uint8_t { silence, closed, replaced, stopped };

struct Viewer {
  ViewerId id;
  recordings::PlaybackSessionId session;
  UserId user;
  std::string full_name;
  QualityLabel label = QualityLabel::low;
  double buffer_health = first_buffer_health;
  classroom::ConnectionQuality quality = classroom::ConnectionQuality::excellent;
  std::int64_t segments = 0;
  std::int64_t bytes = 0;
  Timestamp joined_at;
  Timestamp last_seen_at;
  std::optional<Timestamp> left_at;
  LeaveReason reason = LeaveReason::silence;  // why they left

  [[nodiscard]] bool is_open() const { return !left_at; }
};

/// Used by one thread at a time.
class ViewerSessions {
 public:
  static constexpr std::chrono::seconds silence_limit{10};
  /// Open ones of one person, who would shut others out by opening further ones.
  static constexpr int most_of_one_user = 5;
  /// Of players that were silent for long, so that they find their session again.
  static constexpr std::size_t most_remembered = 20'000;

  explicit ViewerSessions(int limit) : limit_(limit) {}

  /// False if there is no place. The longest silent session of somebody with too many gives way.
  bool open(Viewer viewer);
  /// The session goes on, and is opened again if it was closed by silence and there is place. nullptr if it
  /// is not the user's, or if there is no place: see `find`.
  Viewer* renew(ViewerId id, UserId user, Timestamp now);
  /// The viewer is not silent. False if the session is not open.
  bool touch(ViewerId id, Timestamp now);
  /// What was delivered to the viewer, who is not silent. Nothing happens if there is no such viewer.
  void count_piece(ViewerId id, std::int64_t bytes, Timestamp now);
  /// Open or closed.
  [[nodiscard]] const Viewer* find(ViewerId id) const;
  /// The latest of the user.
  [[nodiscard]] const Viewer* find_of(UserId user) const;
  /// False if it is not open.
  bool close(ViewerId id, LeaveReason reason, Timestamp now);
  void close_silent(Timestamp now);
  void close_all(LeaveReason reason, Timestamp now);

  [[nodiscard]] std::vector<Viewer> open_ones() const;
  /// Those that have changed since the last call, to be written down.
  std::vector<Viewer> take_changed();
  /// To be called when it could not be written down.
  void mark_changed(const std::vector<Viewer>& viewers);

  [[nodiscard]] int active() const { return active_; }
  [[nodiscard]] int limit() const { return limit_; }
  [[nodiscard]] int peak() const { return peak_; }
  [[nodiscard]] std::int64_t total() const { return total_; }

 private:
  struct Entry {
    Viewer viewer;
    bool is_changed = true;
  };

  void close(Entry& entry, LeaveReason reason, Timestamp now);
  void enter(Entry& entry);
  void replace_oldest_of(UserId user, Timestamp now);
  void forget_some();

  const int limit_;
  int active_ = 0;
  int peak_ = 0;
  std::int64_t total_ = 0;
  std::map<ViewerId, Entry> viewers_;  // in the order of their coming
};

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::LeaveReason> {
  static constexpr std::array<std::string_view, 4> names{"silence", "closed", "replaced", "stopped"};
};
