// CRC-32 as in Ethernet and zip (ISO 3309), which tells torn and damaged bytes from whole ones.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vtp::media {

constexpr std::array<std::uint32_t, 256> crc32_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    auto value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? value >> 1U ^ 0xEDB88320U : value >> 1U;
    table[i] = value;
  }
  return table;
}();

constexpr std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char byte : bytes)
    value = value >> 8U ^ crc32_table[(value ^ static_cast<unsigned char>(byte)) & 0xFFU];
  return ~value;
}

}  // namespace vtp::media
