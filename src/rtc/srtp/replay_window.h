// Which of the latest packets have been seen (RFC 3711 section 3.3.2).
#pragma once

#include <array>
#include <cstdint>

namespace vtp::rtc {

/// Remembers the last 1,024 indexes. What is older counts as seen.
class ReplayWindow {
 public:
  static constexpr std::uint64_t size = 1024;

  [[nodiscard]] bool has_seen(std::uint64_t index) const {
    if (index >= end_) return false;
    return end_ - index > size || (word_of(index) >> index % 64 & 1U) != 0;
  }

  void add(std::uint64_t index) {
    if (index >= end_) {
      if (index - end_ >= size)
        seen_.fill(0);
      else
        while (end_ <= index) forget(end_++);
      end_ = index + 1;
    } else if (end_ - index > size) {
      return;
    }
    word_of(index) |= std::uint64_t{1} << index % 64;
  }

 private:
  [[nodiscard]] const std::uint64_t& word_of(std::uint64_t index) const { return seen_[index % size / 64]; }
  [[nodiscard]] std::uint64_t& word_of(std::uint64_t index) { return seen_[index % size / 64]; }
  void forget(std::uint64_t index) { word_of(index) &= ~(std::uint64_t{1} << index % 64); }

  std::array<std::uint64_t, size / 64> seen_{};
  std::uint64_t end_ = 0;  // one past the highest
};

}  // namespace vtp::rtc
