// Which seconds of a recording one person has seen (api.md section 6.2).
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "base/intervals.h"

namespace vtp::recordings {

/// One bit for each second of source media time, the last one maybe shorter. Bits are only ever set.
class Coverage {
 public:
  explicit Coverage(std::chrono::milliseconds duration);
  /// From stored bytes; missing ones count as not seen, surplus ones are dropped (the duration became
  /// shorter).
  Coverage(std::chrono::milliseconds duration, std::span<const std::byte> bits);

  /// Sets the bits of all seconds of which one piece of `played` (milliseconds) covers at least half. Pieces
  /// that are less than the slack apart count as one.
  void mark(const IntervalSet& played);
  void merge(const Coverage& other);

  [[nodiscard]] bool is_set(std::size_t second) const;
  [[nodiscard]] int seconds() const { return static_cast<int>(seconds_); }
  [[nodiscard]] int covered() const;
  /// 0 to 100; 0 for a recording without duration.
  [[nodiscard]] double percent() const;
  /// Bit i of byte i / 8 (least significant first) is second i.
  [[nodiscard]] const std::vector<std::byte>& bits() const { return bits_; }

  static constexpr std::chrono::milliseconds slack{250};

 private:
  void mark_piece(Interval piece);
  void clear_unused_bits();

  std::chrono::milliseconds duration_;
  std::size_t seconds_;
  std::vector<std::byte> bits_;
};

}  // namespace vtp::recordings
