// What was delivered of live streams, and what was not.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

#include "base/time.h"

namespace vtp::live {

/// Counts, of one stream or of all. Thread-safe.
struct DeliveryCounts {
  std::atomic<std::int64_t> segments{0};  // parts of them, too
  std::atomic<std::int64_t> bytes{0};     // of segments and playlists
  std::atomic<std::int64_t> failures{0};  // what players asked for in vain
  std::atomic<std::int64_t> playlists_written{0};
  std::atomic<std::int64_t> playlists_shared{0};  // given again to others
};

/// The share of failures in the last five minutes. Thread-safe.
class FailureWatch {
 public:
  void note(bool is_failure, Timestamp now);
  /// 0 to 1; 0 if nothing was asked for.
  [[nodiscard]] double rate(Timestamp now) const;

 private:
  static constexpr std::chrono::seconds slice{10};
  static constexpr std::int64_t slices = 30;

  struct Slice {
    std::int64_t number = -1;
    std::int64_t all = 0;
    std::int64_t failed = 0;
  };
  static std::int64_t number_of(Timestamp now);

  mutable std::mutex mutex_;
  std::array<Slice, slices> slices_;
};

}  // namespace vtp::live
