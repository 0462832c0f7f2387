// Boxes of ISO base media files (ISO/IEC 14496-12 section 4.2), read with bounds on everything and written
// with their sizes filled in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::media::mp4 {

struct Box {
  std::string_view type;   // four bytes
  std::string_view whole;  // with its header
  std::string_view content;
};

/// Walks over the boxes that stand side by side in `bytes`.
class BoxReader {
 public:
  explicit BoxReader(std::string_view bytes) : rest_(bytes) {}

  /// The next box; nullopt at the end, and at a box that does not fit.
  std::optional<Box> next();
  [[nodiscard]] bool is_broken() const { return broken_; }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

/// The first box of that type among those side by side in `bytes`.
std::optional<Box> find_box(std::string_view bytes, std::string_view type);

/// The first box at a path of types, e.g. "moov/trak/mdia".
std::optional<Box> find_path(std::string_view bytes, std::string_view path);

/// Takes big-endian numbers from the front. After the end everything is zero and has_failed() is true.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(take(2)); }
  std::uint32_t u24() { return static_cast<std::uint32_t>(take(3)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(take(4)); }
  std::uint64_t u64() { return take(8); }
  void skip(std::size_t count);

  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool has_failed() const { return failed_; }

 private:
  std::uint64_t take(std::size_t count);

  std::string_view rest_;
  bool failed_ = false;
};

class BoxWriter {
 public:
  void begin(std::string_view type);
  void end();

  void u8(std::uint8_t value) { put(value, 1); }
  void u16(std::uint16_t value) { put(value, 2); }
  void u24(std::uint32_t value) { put(value, 3); }
  void u32(std::uint32_t value) { put(value, 4); }
  void u64(std::uint64_t value) { put(value, 8); }
  /// The version and flags that full boxes begin with.
  void version_and_flags(std::uint8_t version, std::uint32_t flags) {
    u32(std::uint32_t{version} << 24U | flags);
  }
  void bytes(std::string_view bytes) { text_ += bytes; }
  /// Replaces four bytes written before.
  void patch_u32(std::size_t at, std::uint32_t value);

  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void put(std::uint64_t value, unsigned count);

  std::string text_;
  std::vector<std::size_t> open_;
};

}  // namespace vtp::media::mp4
