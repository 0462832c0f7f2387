// Divides what the way to a viewer carries among the streams that the viewer wants (realtime.md section 8.3,
// forwarding rule).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "rtc/instant.h"
#include "sfu/media_events.h"
#include "sfu/parameters/rtp_parameters.h"

namespace vtp::sfu {

constexpr std::size_t most_spatial_layers = 4;
constexpr std::size_t most_temporal_layers = 4;

/// What a stream is to the class; earlier ones are served before later ones of the same priority.
enum class Standing : std::uint8_t { screen, teacher, pinned, speaker, other };

/// bit/s that are sent when a viewer gets an encoding up to a temporal layer; 0: it does not exist, or its
/// publisher does not send it now.
using LayerBitrates = std::array<std::array<std::int64_t, most_temporal_layers>, most_spatial_layers>;

/// One consumer.
struct Demand {
  MediaKind kind = MediaKind::video;
  Standing standing = Standing::other;
  std::uint8_t priority = 1;  // 1 to 255; higher ones are served first
  std::uint64_t order = 0;    // different for each consumer; of equals, the lower comes first
  LayerBitrates bitrates{};   // audio: [0][0]
  Layers preferred{.spatial = most_spatial_layers - 1, .temporal = {}};
  bool is_paused = false;         // nobody wants it now
  std::optional<Layers> current;  // what is sent now
  bool is_held = false;           // it lost something a short time ago, and may not rise yet
};

struct Allocation {
  /// nullopt: nothing is sent.
  std::optional<Layers> layers;
  /// Nothing is sent, because not even the lowest layer fits: the viewer must be told.
  bool is_starved = false;
  /// It gets less than what is preferred and there.
  bool is_limited = false;
  std::int64_t bits_per_second = 0;
};

struct AllocationTotals {
  std::int64_t spent = 0;   // bit/s
  std::int64_t wanted = 0;  // bit/s that would be enough for everybody to rise to what they prefer
};

struct AllocationOptions {
  /// How much more must fit for a stream to rise.
  double margin = 0.1;
  /// How much more than the budget may be taken by the lowest layer of something that is being watched: an
  /// estimate that has just backed off lies 15 % below what the way carries.
  double tolerance = 0.17;
  /// The budget is only a guess yet (SendSideEstimator::has_measured): lowest layers are sent in any case.
  bool is_guess = false;
};

constexpr std::size_t most_demands = 512;  // consumers of a transport

/// Audio in any case; then the lowest layer of every video, screens first; then layer by layer, higher
/// priorities first and equals by turns. `out` is as long as `demands`, of which there are most_demands at
/// most. The order of the demands does not matter.
AllocationTotals allocate(std::span<const Demand> demands, std::int64_t bits_per_second,
                          std::span<Allocation> out, const AllocationOptions& options = {});

/// Keeps a consumer from going up and down: after it has lost something it stays there for a while, the
/// longer the more often it lost what it had just got.
class RiseHold {
 public:
  static constexpr rtc::Duration after_loss = std::chrono::seconds(10);
  static constexpr rtc::Duration longest = std::chrono::seconds(60);
  static constexpr rtc::Duration after_pause = std::chrono::seconds(3);

  /// What was given to it.
  void on_allocated(const Allocation& allocation, rtc::Instant now);
  /// Another wish, or another producer: what was before says nothing.
  void reset() { *this = {}; }
  [[nodiscard]] bool is_held(rtc::Instant now) const { return now < until_; }
  /// When it ends, so that one looks again.
  [[nodiscard]] rtc::Instant until() const { return until_; }

 private:
  void lose(rtc::Instant now);

  std::optional<Layers> last_;
  std::optional<rtc::Instant> risen_at_;
  rtc::Duration length_{};  // of the last hold after a loss
  rtc::Instant until_ = rtc::Instant::min();
};

}  // namespace vtp::sfu
