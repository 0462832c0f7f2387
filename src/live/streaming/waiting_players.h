// Players of one live stream that wait for what comes next: a playlist that has grown (RFC 8216bis section
// 6.2.5.2) or a part that they were told of (section 6.2.6).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "http/later.h"
#include "http/request.h"
#include "live/streaming/viewer_sessions.h"
#include "media/live/blocking_reload.h"
#include "media/live/live_names.h"

namespace vtp::live {

struct PlaylistWish {
  media::BlockingReload reload;
  bool skips = false;
  std::string query;  // of the addresses in the playlist
};

/// Only parts are waited for.
struct PieceWish {
  media::LiveName name;
  std::optional<ViewerId> viewer;
};

using Wish = std::variant<PlaylistWish, PieceWish>;

/// May be answered: there is what it waits for, or it will never be.
bool is_ready(const media::TrackIndex& index, const media::LiveTiming& timing, const Wish& wish);

/// How many may wait in the whole process. Thread-safe; outlives its places.
class WaitBudget {
 public:
  explicit WaitBudget(std::int64_t most) : most_(most) {}

  /// Held by somebody who waits.
  using Place = std::shared_ptr<void>;
  /// nullptr if there are too many, or nobody may wait any more.
  Place take();
  void close() { is_closed_ = true; }
  [[nodiscard]] std::int64_t taken() const { return taken_; }

 private:
  const std::int64_t most_;
  std::atomic<std::int64_t> taken_{0};
  std::atomic<bool> is_closed_{false};
};

struct WaitingPlayer {
  http::Request request;
  std::string rendition;
  Wish wish;
  Timestamp deadline;
  http::Answerer answerer;
  WaitBudget::Place place;
};

/// Thread-safe.
class WaitingPlayers {
 public:
  using Number = std::uint64_t;

  Number add(WaitingPlayer player);
  /// Somebody who has gone away. Nothing happens if they were taken.
  void remove(Number number);

  std::vector<WaitingPlayer> take_ready(const std::string& rendition, const media::TrackIndex& index,
                                        const media::LiveTiming& timing);
  std::vector<WaitingPlayer> take_overdue(Timestamp now);
  std::vector<WaitingPlayer> take_all();

  [[nodiscard]] std::size_t count() const;

 private:
  template <class Predicate>
  std::vector<WaitingPlayer> take_if(Predicate predicate);

  mutable std::mutex mutex_;
  Number last_ = 0;
  std::map<Number, WaitingPlayer> players_;
};

}  // namespace vtp::live
