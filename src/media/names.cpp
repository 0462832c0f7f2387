#include "media/names.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace vtp::media {
namespace {

constexpr std::string_view interleaved_suffix = "-av";

bool is_lower_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string segment_name(std::size_t number) {
  return fmt::format("seg-{:05}.m4s", number);
}

std::optional<std::size_t> parse_segment_name(std::string_view name) {
  if (!name.starts_with("seg-") || !name.ends_with(".m4s")) return std::nullopt;
  const auto digits = name.substr(4, name.size() - 8);
  const bool all_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (digits.size() < 5 || digits.size() > 9 || !all_digits) return std::nullopt;
  if (digits.size() > 5 && digits.front() == '0') return std::nullopt;
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_rendition_name(std::string_view name) {
  return !name.empty() && name.size() <= 32 && is_lower_alphanumeric(name.front()) &&
         std::ranges::all_of(name, [](char c) { return is_lower_alphanumeric(c) || c == '-'; });
}

std::optional<std::string_view> video_of_interleaved(std::string_view name) {
  if (!name.ends_with(interleaved_suffix) || name.size() == interleaved_suffix.size()) return std::nullopt;
  return name.substr(0, name.size() - interleaved_suffix.size());
}

std::string interleaved_name(std::string_view video) {
  return std::string(video).append(interleaved_suffix);
}

}  // namespace vtp::media
