// Bytes as tests write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::rtc {

using Buffer = std::vector<std::uint8_t>;

/// Of hexadecimal digits, with any white space between them.
inline Buffer from_hex(std::string_view hex) {
  std::string digits;
  for (const char c : hex)
    if (c != ' ' && c != '\n') digits += c;
  Buffer bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  return bytes;
}

inline Buffer from_text(std::string_view text) {
  return {text.begin(), text.end()};
}

template <class Range>
Buffer copy_of(const Range& bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace vtp::rtc
