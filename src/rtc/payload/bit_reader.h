// Takes bits from the front of bytes, the highest of each byte first.
#pragma once

#include <bit>
#include <cstdint>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// Reading past the end gives zeros and is remembered: ask has_failed() once, after the last read.
class BitReader {
 public:
  explicit BitReader(Bytes bytes) : bytes_(bytes) {}

  bool flag() { return number(1) != 0; }

  /// A number of `bits` bits, at most 32.
  std::uint32_t number(unsigned bits) {
    if (bits > bytes_.size() * 8 - at_) {
      has_failed_ = true;
      at_ = bytes_.size() * 8;
      return 0;
    }
    std::uint32_t value = 0;
    for (; bits > 0; --bits, ++at_) value = value << 1U | (bytes_[at_ / 8] >> (7 - at_ % 8) & 1U);
    return value;
  }

  /// One of `count` numbers, of which the lower ones may take a bit less (AV1 section 4.10.7).
  std::uint32_t non_symmetric(std::uint32_t count) {
    const auto width = static_cast<unsigned>(std::bit_width(count));
    const auto short_ones = (1U << width) - count;
    const auto value = number(width - 1);
    return value < short_ones ? value : (value << 1U) - short_ones + number(1);
  }

  [[nodiscard]] bool has_failed() const { return has_failed_; }

 private:
  Bytes bytes_;
  std::size_t at_ = 0;
  bool has_failed_ = false;
};

}  // namespace vtp::rtc
