// Timestamps of a stream as a viewer gets them: of one clock, though what is behind them changes.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"

namespace vtp::sfu {

class TimestampMap {
 public:
  /// `rate`: ticks a second.
  explicit TimestampMap(std::uint32_t rate) : rate_(rate) {}

  /// From now on timestamps are those of another source, beginning with `in`. `expected` is the same moment
  /// in the timestamps that went before it, if that is known. False: the result would lie too far behind what
  /// went out, and a later picture must be waited for; nothing has changed then.
  bool begin(std::uint32_t in, std::optional<std::uint32_t> expected, rtc::Instant now);

  /// The timestamp that `in` goes out with.
  std::uint32_t forward(std::uint32_t in, rtc::Instant now);
  /// The same, leaving no trace.
  [[nodiscard]] std::uint32_t at(std::uint32_t in) const { return in + offset_; }

 private:
  [[nodiscard]] std::int32_t ticks(rtc::Duration duration) const;

  std::uint32_t rate_;
  std::uint32_t offset_ = 0;
  std::uint32_t pushed_ = 0;  // of the offset: ticks by which the last change came too early
  bool has_begun_ = false;
  std::uint32_t last_out_ = 0;  // the newest
  rtc::Instant last_at_{};
};

}  // namespace vtp::sfu
