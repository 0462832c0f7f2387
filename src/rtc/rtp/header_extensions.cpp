#include "rtc/rtp/header_extensions.h"

#include <algorithm>

namespace vtp::rtc {
namespace {

constexpr std::size_t prefix_bytes = 4;             // profile and length
constexpr std::uint8_t highest_one_byte_id = 14;    // 15 says "stop here"
constexpr std::size_t longest_one_byte_value = 16;  // and the shortest has one byte
constexpr std::size_t longest_two_byte_value = 255;

bool fits_one_byte_form(const ExtensionElement& element) {
  return element.id <= highest_one_byte_id && !element.value.empty() &&
         element.value.size() <= longest_one_byte_value;
}

ExtensionForm form_for(std::span<const ExtensionElement> elements) {
  return std::ranges::all_of(elements, fits_one_byte_form) ? ExtensionForm::one_byte
                                                           : ExtensionForm::two_byte;
}

std::size_t data_size(std::span<const ExtensionElement> elements, ExtensionForm form) {
  std::size_t size = 0;
  for (const auto& element : elements)
    size += (form == ExtensionForm::one_byte ? 1 : 2) + element.value.size();
  return padded_to_words(size);
}

}  // namespace

std::optional<ExtensionElement> ExtensionReader::next() {
  if (form_ == ExtensionForm::unknown) return std::nullopt;
  while (at_ < data_.size() && data_[at_] == 0) ++at_;  // padding between elements
  const bool is_short = form_ == ExtensionForm::one_byte;
  const std::size_t head = is_short ? 1 : 2;
  if (data_.size() - at_ < head) return std::nullopt;
  ExtensionElement element;
  element.id = is_short ? static_cast<std::uint8_t>(data_[at_] >> 4U) : data_[at_];
  const std::size_t length = is_short ? (data_[at_] & 0x0FU) + 1U : data_[at_ + 1];
  const bool is_bad = is_short && (element.id > highest_one_byte_id || element.id == 0);
  if (is_bad || data_.size() - at_ - head < length) {
    at_ = data_.size();
    return std::nullopt;
  }
  value_offset_ = at_ + head;
  element.value = data_.subspan(value_offset_, length);
  at_ = value_offset_ + length;
  return element;
}

std::size_t extensions_size(std::span<const ExtensionElement> elements) {
  return elements.empty() ? 0 : prefix_bytes + data_size(elements, form_for(elements));
}

std::optional<std::size_t> write_extensions(std::span<const ExtensionElement> elements, MutableBytes out) {
  if (elements.empty()) return 0;
  const auto is_bad = [](const ExtensionElement& element) {
    return element.id == 0 || element.value.size() > longest_two_byte_value;
  };
  if (std::ranges::any_of(elements, is_bad)) return std::nullopt;
  const auto form = form_for(elements);
  const auto size = data_size(elements, form);
  ByteWriter writer(out);
  writer.u16(form == ExtensionForm::one_byte ? 0xBEDE : 0x1000);
  writer.u16(static_cast<std::uint16_t>(size / 4));
  for (const auto& [id, value] : elements) {
    if (form == ExtensionForm::one_byte) {
      writer.u8(static_cast<std::uint8_t>(static_cast<unsigned>(id) << 4U | (value.size() - 1)));
    } else {
      writer.u8(id);
      writer.u8(static_cast<std::uint8_t>(value.size()));
    }
    writer.bytes(value);
  }
  if (writer.has_failed()) return std::nullopt;
  writer.zeros(prefix_bytes + size - writer.size());
  return writer.has_failed() ? std::nullopt : std::optional(writer.size());
}

}  // namespace vtp::rtc
