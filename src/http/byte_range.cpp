#include "http/byte_range.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"

namespace vtp::http {
namespace {

/// A number of digits only; one that does not fit is as good as the greatest.
std::optional<std::uint64_t> read_position(std::string_view digits) {
  std::uint64_t value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (digits.empty() || stop != end) return std::nullopt;
  return error == std::errc::result_out_of_range ? std::numeric_limits<std::uint64_t>::max() : value;
}

ByteRange part(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
  if (first >= size) return {.kind = ByteRange::Kind::unsatisfiable};
  return {.kind = ByteRange::Kind::part, .offset = first, .length = std::min(last, size - 1) - first + 1};
}

}  // namespace

ByteRange choose_range(std::string_view range_field, std::uint64_t size) {
  const ByteRange whole{.kind = ByteRange::Kind::whole, .offset = 0, .length = size};
  constexpr std::string_view unit = "bytes=";
  if (!equals_ignoring_case(range_field.substr(0, unit.size()), unit)) return whole;
  const auto range = trim(range_field.substr(unit.size()));
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return whole;
  const auto before = range.substr(0, dash);
  const auto after = range.substr(dash + 1);
  const auto first = read_position(before);
  const auto last = read_position(after);
  if (before.empty() && last)
    return *last == 0 ? ByteRange{.kind = ByteRange::Kind::unsatisfiable}
                      : part(size - std::min(*last, size), size, size);
  if (first && after.empty()) return part(*first, size, size);
  if (first && last && *first <= *last) return part(*first, *last, size);
  return whole;
}

}  // namespace vtp::http
