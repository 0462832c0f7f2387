// Numbers in network byte order, and spans of bytes with a place in them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vtp::rtc {

using Bytes = std::span<const std::uint8_t>;
using MutableBytes = std::span<std::uint8_t>;

/// The number of `Count` bytes at `at`, the highest first. The bytes must be there.
template <std::size_t Count>
  requires(Count <= 8)
constexpr std::uint64_t read_number(Bytes bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < Count; ++i) number = number << 8U | bytes[at + i];
  return number;
}

constexpr std::uint16_t read_u16(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(read_number<2>(bytes, at));
}
constexpr std::uint32_t read_u24(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(read_number<3>(bytes, at));
}
constexpr std::uint32_t read_u32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(read_number<4>(bytes, at));
}
constexpr std::uint64_t read_u64(Bytes bytes, std::size_t at) {
  return read_number<8>(bytes, at);
}

/// Writes the low `Count` bytes of `number` at `at`, the highest first. There must be room.
template <std::size_t Count>
  requires(Count <= 8)
constexpr void write_number(MutableBytes bytes, std::size_t at, std::uint64_t number) {
  for (std::size_t i = 0; i < Count; ++i)
    bytes[at + i] = static_cast<std::uint8_t>(number >> 8U * (Count - 1 - i));
}

constexpr void write_u16(MutableBytes bytes, std::size_t at, std::uint16_t number) {
  write_number<2>(bytes, at, number);
}
constexpr void write_u24(MutableBytes bytes, std::size_t at, std::uint32_t number) {
  write_number<3>(bytes, at, number);
}
constexpr void write_u32(MutableBytes bytes, std::size_t at, std::uint32_t number) {
  write_number<4>(bytes, at, number);
}
constexpr void write_u64(MutableBytes bytes, std::size_t at, std::uint64_t number) {
  write_number<8>(bytes, at, number);
}

/// `size` rounded up to whole words of four bytes, of which RTP's and STUN's parts are made.
constexpr std::size_t padded_to_words(std::size_t size) {
  return (size + 3) / 4 * 4;
}

/// Takes numbers from the front of bytes. Reading past the end gives zeros and is remembered: ask
/// has_failed() once, after the last read.
class ByteReader {
 public:
  constexpr explicit ByteReader(Bytes bytes) : bytes_(bytes) {}

  constexpr std::uint8_t u8() { return static_cast<std::uint8_t>(number<1>()); }
  constexpr std::uint16_t u16() { return static_cast<std::uint16_t>(number<2>()); }
  constexpr std::uint32_t u24() { return static_cast<std::uint32_t>(number<3>()); }
  constexpr std::uint32_t u32() { return static_cast<std::uint32_t>(number<4>()); }
  constexpr std::uint64_t u64() { return number<8>(); }

  constexpr Bytes take(std::size_t count) {
    if (count > rest().size()) {
      has_failed_ = true;
      at_ = bytes_.size();
      return {};
    }
    at_ += count;
    return bytes_.subspan(at_ - count, count);
  }

  [[nodiscard]] constexpr Bytes rest() const { return bytes_.subspan(at_); }
  [[nodiscard]] constexpr std::size_t position() const { return at_; }
  [[nodiscard]] constexpr bool has_failed() const { return has_failed_; }

 private:
  template <std::size_t Count>
  constexpr std::uint64_t number() {
    const auto bytes = take(Count);
    return bytes.empty() ? 0 : read_number<Count>(bytes, 0);
  }

  Bytes bytes_;
  std::size_t at_ = 0;
  bool has_failed_ = false;
};

/// Appends numbers to bytes that somebody else owns. What does not fit is left out and remembered: ask
/// has_failed() once, after the last write.
class ByteWriter {
 public:
  constexpr explicit ByteWriter(MutableBytes bytes) : bytes_(bytes) {}

  constexpr void u8(std::uint8_t number) { append<1>(number); }
  constexpr void u16(std::uint16_t number) { append<2>(number); }
  constexpr void u24(std::uint32_t number) { append<3>(number); }
  constexpr void u32(std::uint32_t number) { append<4>(number); }
  constexpr void u64(std::uint64_t number) { append<8>(number); }

  constexpr void bytes(Bytes value) {
    if (reserve(value.size())) std::ranges::copy(value, bytes_.begin() + offset(at_ - value.size()));
  }
  constexpr void zeros(std::size_t count) {
    if (reserve(count)) std::ranges::fill(bytes_.subspan(at_ - count, count), std::uint8_t{0});
  }

  /// Leaves `count` bytes as they are, because they have been written already.
  constexpr void skip(std::size_t count) { reserve(count); }

  /// Gives up what was written after the first `size` bytes, and that something did not fit.
  constexpr void rewind(std::size_t size) {
    at_ = size;
    has_failed_ = false;
  }

  [[nodiscard]] constexpr std::size_t size() const { return at_; }
  [[nodiscard]] constexpr MutableBytes written() const { return bytes_.first(at_); }
  [[nodiscard]] constexpr bool has_failed() const { return has_failed_; }

 private:
  static constexpr std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  constexpr bool reserve(std::size_t count) {
    if (has_failed_ || count > bytes_.size() - at_) {
      has_failed_ = true;
      return false;
    }
    at_ += count;
    return true;
  }
  template <std::size_t Count>
  constexpr void append(std::uint64_t number) {
    if (reserve(Count)) write_number<Count>(bytes_, at_ - Count, number);
  }

  MutableBytes bytes_;
  std::size_t at_ = 0;
  bool has_failed_ = false;
};

}  // namespace vtp::rtc
