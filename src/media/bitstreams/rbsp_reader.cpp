#include "media/bitstreams/rbsp_reader.h"

namespace vtp::media {
namespace {

constexpr char emulation_prevention = 3;

}  // namespace

bool RbspReader::next_bit() {
  if (left_ == 8 && zeros_ >= 2 && at_ < bytes_.size() && bytes_[at_] == emulation_prevention) {
    ++at_;
    zeros_ = 0;
  }
  if (at_ >= bytes_.size()) {
    has_failed_ = true;
    return false;
  }
  const auto byte = static_cast<unsigned char>(bytes_[at_]);
  const bool bit = (byte >> --left_ & 1U) != 0;
  if (left_ == 0) {
    zeros_ = byte == 0 ? zeros_ + 1 : 0;
    left_ = 8;
    ++at_;
  }
  return bit;
}

std::uint32_t RbspReader::bits(unsigned count) {
  std::uint32_t value = 0;
  for (; count > 0; --count) value = value << 1U | (next_bit() ? 1U : 0U);
  return value;
}

std::uint32_t RbspReader::unsigned_code() {
  unsigned zeros = 0;
  while (!has_failed_ && !next_bit()) ++zeros;
  if (zeros > 31) has_failed_ = true;
  if (has_failed_) return 0;
  return (1U << zeros) - 1 + bits(zeros);
}

std::int32_t RbspReader::signed_code() {
  const auto code = unsigned_code();
  const auto size = static_cast<std::int32_t>(code / 2 + code % 2);
  return code % 2 == 1 ? size : -size;
}

}  // namespace vtp::media
