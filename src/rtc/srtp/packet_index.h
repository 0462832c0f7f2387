// Which packet of a stream a sequence number stands for (RFC 3711 section 3.3.1 and appendix A).
#pragma once

#include <cstdint>
#include <optional>

namespace vtp::rtc {

/// Follows the highest packet of one stream: its rollover counter and its sequence number.
class PacketIndex {
 public:
  /// What `sequence` most likely stands for. Nothing comes before the first rollover counter: what seems to
  /// is far ahead.
  [[nodiscard]] std::uint64_t guess(std::uint16_t sequence) const {
    const auto rollovers = highest_.value_or(0) >> 16;
    if (seems_earlier_rollover(sequence)) return (rollovers > 0 ? rollovers - 1 : 0) << 16 | sequence;
    if (highest_sequence() >= half && sequence < highest_sequence() - half)
      return (rollovers + 1) << 16 | sequence;
    return rollovers << 16 | sequence;
  }

  /// A sender has begun behind `sequence`. Taken for far ahead, it would draw the rollover counter along, and
  /// receivers would understand nothing any more.
  [[nodiscard]] bool is_before_first(std::uint16_t sequence) const {
    return highest_ && *highest_ >> 16 == 0 && seems_earlier_rollover(sequence);
  }

  /// A packet was sealed, or is authentic.
  void note(std::uint64_t index) {
    if (index >= highest_.value_or(0)) highest_ = index;
  }

 private:
  static constexpr std::uint32_t half = 0x8000;
  [[nodiscard]] std::uint32_t highest_sequence() const {
    return static_cast<std::uint32_t>(highest_.value_or(0) & 0xFFFF);
  }
  [[nodiscard]] bool seems_earlier_rollover(std::uint16_t sequence) const {
    return highest_sequence() < half && sequence > highest_sequence() + half;
  }

  std::optional<std::uint64_t> highest_;
};

}  // namespace vtp::rtc
