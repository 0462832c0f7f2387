#include "blobs/key.h"

#include <algorithm>

#include "base/text.h"

namespace vtp::blobs {
namespace {

constexpr std::size_t max_parts = 8;
constexpr std::size_t max_part_bytes = 200;

bool is_allowed(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool is_part(std::string_view part) {
  return !part.empty() && part.size() <= max_part_bytes && !part.starts_with('.') &&
         std::ranges::all_of(part, is_allowed);
}

}  // namespace

bool is_key(std::string_view text) {
  const auto parts = split(text, '/');
  return parts.size() <= max_parts && std::ranges::all_of(parts, is_part);
}

}  // namespace vtp::blobs
