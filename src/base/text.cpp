#include "base/text.h"

#include <algorithm>
#include <cstdint>

namespace vtp {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The code point at `text[at]` and how many bytes it has; 0 bytes for a malformed sequence.
struct Decoded {
  char32_t point;
  std::size_t bytes;
};

Decoded decode(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + bytes > text.size()) return {0, 0};
  char32_t point = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_continuation(text[at + i])) return {0, 0};
    point = (point << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  const char32_t smallest = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
  const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < smallest || point > 0x10FFFF || is_surrogate) return {0, 0};
  return {point, bytes};
}

void encode(std::string& out, char32_t point) {
  const auto push = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    push(point);
  } else if (point < 0x800) {
    push(0xC0U | (point >> 6U));
    push(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    push(0xE0U | (point >> 12U));
    push(0x80U | ((point >> 6U) & 0x3FU));
    push(0x80U | (point & 0x3FU));
  } else {
    push(0xF0U | (point >> 18U));
    push(0x80U | ((point >> 12U) & 0x3FU));
    push(0x80U | ((point >> 6U) & 0x3FU));
    push(0x80U | (point & 0x3FU));
  }
}

bool is_arabic_mark(char32_t point) {
  return (point >= 0x064B && point <= 0x065F) || point == 0x0670 || point == 0x0640;
}

/// Latin Extended-A: pairs of upper and lower case, in two stretches with the upper case on odd numbers.
char32_t fold_extended_latin(char32_t point) {
  constexpr char32_t dotted_i = 0x130, dotless_i = 0x131, kra = 0x138, y_diaeresis = 0x178, long_s = 0x17F;
  if (point == dotted_i || point == dotless_i || point == kra || point == long_s) return point;
  if (point == y_diaeresis) return 0xFF;
  const bool upper_is_odd = (point >= 0x139 && point <= 0x148) || point >= 0x179;
  return upper_is_odd ? point + (point % 2) : point | 1U;
}

char32_t fold_greek(char32_t point) {
  if (point >= 0x391 && point <= 0x3AB && point != 0x3A2) return point + 32;
  if (point == 0x386) return 0x3AC;  // the letters with tonos
  if (point >= 0x388 && point <= 0x38A) return point + 37;
  if (point == 0x38C) return 0x3CC;
  if (point == 0x38E || point == 0x38F) return point + 63;
  if (point == 0x3C2) return 0x3C3;  // final sigma
  return point;
}

char32_t fold_arabic(char32_t point) {
  if (point == 0x0622 || point == 0x0623 || point == 0x0625) return 0x0627;  // alef with hamza or madda
  if (point == 0x0649) return 0x064A;                                        // alef maqsura
  if (point == 0x0629) return 0x0647;                                        // ta marbuta
  return point;
}

char32_t fold(char32_t point) {
  if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 32 : point;
  if (point < 0x100) return point >= 0xC0 && point <= 0xDE && point != 0xD7 ? point + 32 : point;  // Latin-1
  if (point < 0x180) return fold_extended_latin(point);
  if (point < 0x400) return fold_greek(point);
  if (point < 0x410) return point + 80;  // Cyrillic
  if (point < 0x430) return point + 32;
  return fold_arabic(point);
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (auto end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto bytes = decode(text, at).bytes;
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

std::string to_upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), upper);
  return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string fold_for_search(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, bytes] = decode(text, at);
    if (bytes == 0) {
      ++at;
      continue;
    }
    if (!is_arabic_mark(point)) encode(folded, fold(point));
    at += bytes;
  }
  return folded;
}

std::string like_pattern(std::string_view text) {
  std::string pattern = "%";
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  pattern.push_back('%');
  return pattern;
}

}  // namespace vtp
