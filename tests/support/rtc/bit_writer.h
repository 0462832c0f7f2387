// Bits one after the other, as tests write them.
#pragma once

#include "support/rtc/bytes.h"

namespace vtp::rtc {

class BitWriter {
 public:
  BitWriter& add(std::uint32_t value, unsigned bits) {
    for (; bits > 0; --bits, ++count_) {
      if (count_ % 8 == 0) bytes_.push_back(0);
      bytes_.back() =
          static_cast<std::uint8_t>(bytes_.back() | (value >> (bits - 1) & 1U) << (7 - count_ % 8));
    }
    return *this;
  }
  [[nodiscard]] const Buffer& bytes() const { return bytes_; }

 private:
  Buffer bytes_;
  std::size_t count_ = 0;
};

}  // namespace vtp::rtc
