#include "app/config_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace vtp::app {
namespace {

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

struct Unit {
  std::string_view name;
  double bytes;
};
constexpr std::array units{
    Unit{"KiB", 1024.0}, Unit{"MiB", 1048576.0}, Unit{"GiB", 1073741824.0}, Unit{"TiB", 1099511627776.0},
    Unit{"kB", 1e3},     Unit{"MB", 1e6},        Unit{"GB", 1e9},           Unit{"TB", 1e12},
    Unit{"B", 1}};

}  // namespace

Objection read_setting(std::string_view text, std::string& out) {
  out = text;
  return {};
}

Objection read_setting(std::string_view text, int& out) {
  const auto number = number_from<int>(text);
  if (!number) return "must be a whole number";
  out = *number;
  return {};
}

Objection read_setting(std::string_view text, double& out) {
  const auto number = number_from<double>(text);
  if (!number || !std::isfinite(*number)) return "must be a number";
  out = *number;
  return {};
}

Objection read_setting(std::string_view text, bool& out) {
  if (text != "true" && text != "false") return "must be true or false";
  out = text == "true";
  return {};
}

Objection read_setting(std::string_view text, ByteCount& out) {
  double factor = 1;
  for (const auto& unit : units)
    if (text.ends_with(unit.name)) {
      factor = unit.bytes;
      text = trim(text.substr(0, text.size() - unit.name.size()));
      break;
    }
  const auto number = number_from<double>(text);
  if (!number || !(*number >= 0) || *number * factor > 1e18) return "must be a size such as 512 MiB";
  out.bytes = static_cast<std::uint64_t>(*number * factor);
  return {};
}

Objection read_setting(std::string_view text, accounts::Limit& out) {
  const auto limit = accounts::parse_limit(text);
  if (!limit) return "must be written per minute/burst, such as 300/100, or 0";
  out = *limit;
  return {};
}

}  // namespace vtp::app
