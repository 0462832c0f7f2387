// The elements of an RTP header extension (RFC 8285), in both of their forms.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// What the first half word of a header extension says of its form.
enum class ExtensionForm : std::uint8_t { one_byte, two_byte, unknown };

constexpr ExtensionForm extension_form(std::uint16_t profile) {
  if (profile == 0xBEDE) return ExtensionForm::one_byte;
  return (profile & 0xFFF0U) == 0x1000 ? ExtensionForm::two_byte : ExtensionForm::unknown;
}

struct ExtensionElement {
  std::uint8_t id = 0;
  Bytes value;
};

/// Goes over the elements. What is malformed ends it: elements before that are still good.
class ExtensionReader {
 public:
  /// `data` is what follows the profile and the length.
  ExtensionReader(ExtensionForm form, Bytes data) : form_(form), data_(data) {}

  std::optional<ExtensionElement> next();
  /// Where the value of the element that next() has just given begins in `data`.
  [[nodiscard]] std::size_t value_offset() const { return value_offset_; }

 private:
  ExtensionForm form_;
  Bytes data_;
  std::size_t at_ = 0;
  std::size_t value_offset_ = 0;
};

/// Bytes that write_extensions() needs, with the profile and the length; 0 for no elements.
std::size_t extensions_size(std::span<const ExtensionElement> elements);

/// Writes a whole header extension, in the one-byte form if all elements allow it. nullopt if there is no
/// room, or an element is none: the id is 0, a value is longer than 255 bytes.
std::optional<std::size_t> write_extensions(std::span<const ExtensionElement> elements, MutableBytes out);

}  // namespace vtp::rtc
