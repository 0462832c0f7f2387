#include "media/bitstreams/h264_units.h"

#include <algorithm>

namespace vtp::media {
namespace {

constexpr std::size_t length_bytes = 4;

}  // namespace

H264UnitType h264_unit_type(std::string_view unit) {
  return static_cast<H264UnitType>(static_cast<unsigned char>(unit.front()) & 0x1FU);
}

std::vector<std::string_view> split_annex_b(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr auto start_code = "\0\0\1"sv;
  std::vector<std::string_view> units;
  auto begin = bytes.find(start_code);
  while (begin != std::string_view::npos) {
    begin += start_code.size();
    const auto next = bytes.find(start_code, begin);
    auto unit = bytes.substr(begin, next == std::string_view::npos ? next : next - begin);
    // A unit never ends with a zero: those belong to what follows, as the longer start code does.
    const auto last = unit.find_last_not_of('\0');
    unit = unit.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (!unit.empty()) units.push_back(unit);
    begin = next;
  }
  return units;
}

std::optional<std::vector<std::string_view>> split_sample(std::string_view sample) {
  std::vector<std::string_view> units;
  while (!sample.empty()) {
    if (sample.size() < length_bytes) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) size = size << 8U | static_cast<unsigned char>(sample[i]);
    sample.remove_prefix(length_bytes);
    if (size == 0 || size > sample.size()) return std::nullopt;
    units.push_back(sample.substr(0, size));
    sample.remove_prefix(size);
  }
  return units;
}

void append_unit(std::string& sample, std::string_view unit) {
  for (unsigned shift = 32; shift > 0; shift -= 8)
    sample.push_back(static_cast<char>(unit.size() >> (shift - 8) & 0xFFU));
  sample += unit;
}

bool is_key_picture(std::span<const std::string_view> units) {
  const auto is_any = [&](H264UnitType type) {
    return std::ranges::any_of(units, [&](std::string_view unit) { return h264_unit_type(unit) == type; });
  };
  return is_any(H264UnitType::idr_slice) && !is_any(H264UnitType::slice);
}

}  // namespace vtp::media
