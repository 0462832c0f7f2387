// Reads the bits of a unit of H.264 (ITU-T H.264 sections 7.2 and 9.1), passing over the bytes that were put
// in so that no start code appears by chance.
#pragma once

#include <cstdint>
#include <string_view>

namespace vtp::media {

/// Reading past the end gives zeros and is remembered: ask has_failed() once, after the last read.
class RbspReader {
 public:
  /// `bytes` follow the header of the unit.
  explicit RbspReader(std::string_view bytes) : bytes_(bytes) {}

  bool flag() { return bits(1) != 0; }
  /// At most 32.
  std::uint32_t bits(unsigned count);
  /// Exp-Golomb codes, which hold up to 32 bits: ue(v) and se(v).
  std::uint32_t unsigned_code();
  std::int32_t signed_code();

  [[nodiscard]] bool has_failed() const { return has_failed_; }

 private:
  bool next_bit();

  std::string_view bytes_;
  std::size_t at_ = 0;  // of the byte that bits are taken from
  unsigned left_ = 8;   // bits of it
  unsigned zeros_ = 0;  // bytes of zero before it
  bool has_failed_ = false;
};

}  // namespace vtp::media
