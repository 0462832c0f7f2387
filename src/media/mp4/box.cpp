#include "media/mp4/box.h"

#include "base/text.h"

namespace vtp::media::mp4 {

std::optional<Box> BoxReader::next() {
  if (rest_.empty() || broken_) return std::nullopt;
  FieldReader header(rest_);
  std::uint64_t size = header.u32();
  const auto type = header.rest().substr(0, 4);
  header.skip(4);
  if (size == 1) size = header.u64();
  if (size == 0) size = rest_.size();  // to the end of the file
  const auto header_size = rest_.size() - header.rest().size();
  if (header.has_failed() || size < header_size || size > rest_.size()) {
    broken_ = true;
    return std::nullopt;
  }
  const auto whole = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return Box{type, whole, whole.substr(header_size)};
}

std::optional<Box> find_box(std::string_view bytes, std::string_view type) {
  BoxReader reader(bytes);
  while (auto box = reader.next())
    if (box->type == type) return box;
  return std::nullopt;
}

std::optional<Box> find_path(std::string_view bytes, std::string_view path) {
  std::optional<Box> box;
  for (const auto type : split(path, '/')) {
    box = find_box(bytes, type);
    if (!box) return std::nullopt;
    bytes = box->content;
  }
  return box;
}

void FieldReader::skip(std::size_t count) {
  if (count > rest_.size()) {
    failed_ = true;
    count = rest_.size();
  }
  rest_.remove_prefix(count);
}

std::uint64_t FieldReader::take(std::size_t count) {
  if (count > rest_.size()) {
    skip(count);
    return 0;
  }
  std::uint64_t value = 0;
  for (const char byte : rest_.substr(0, count)) value = value << 8U | static_cast<unsigned char>(byte);
  rest_.remove_prefix(count);
  return value;
}

void BoxWriter::begin(std::string_view type) {
  open_.push_back(text_.size());
  u32(0);
  text_ += type;
}

void BoxWriter::end() {
  const auto start = open_.back();
  open_.pop_back();
  patch_u32(start, static_cast<std::uint32_t>(text_.size() - start));
}

void BoxWriter::patch_u32(std::size_t at, std::uint32_t value) {
  for (unsigned i = 0; i < 4; ++i) text_[at + i] = static_cast<char>(value >> (24U - 8 * i) & 0xFFU);
}

void BoxWriter::put(std::uint64_t value, unsigned count) {
  for (unsigned i = count; i-- > 0;) text_.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
}

}  // namespace vtp::media::mp4
