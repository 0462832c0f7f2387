#include "media/live/live_names.h"

#include <charconv>

#include <fmt/format.h>

#include "media/names.h"

namespace vtp::media {
namespace {

/// Digits without superfluous zeros, fewer than ten of them.
std::optional<std::size_t> parse_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 9 || (digits.size() > 1 && digits.front() == '0'))
    return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// What stands between a beginning and an end; empty: they are not there.
std::string_view between(std::string_view name, std::string_view begin, std::string_view end) {
  if (name.size() <= begin.size() + end.size() || !name.starts_with(begin) || !name.ends_with(end)) return {};
  return name.substr(begin.size(), name.size() - begin.size() - end.size());
}

}  // namespace

std::string live_segment_name(std::size_t number) {
  return fmt::format("live-{}.m4s", number);
}

std::string live_part_name(std::size_t number, std::size_t part) {
  return fmt::format("live-{}.{}.m4s", number, part);
}

std::string init_version_name(std::size_t version) {
  return version == 0 ? std::string(init_name) : fmt::format("init-{}.mp4", version);
}

std::optional<LiveName> parse_live_name(std::string_view name) {
  const auto numbers = between(name, "live-", ".m4s");
  const auto dot = numbers.find('.');
  const auto number = parse_number(numbers.substr(0, dot));
  if (!number) return std::nullopt;
  if (dot == std::string_view::npos) return LiveName{.number = *number, .part = {}};
  const auto part = parse_number(numbers.substr(dot + 1));
  if (!part) return std::nullopt;
  return LiveName{.number = *number, .part = part};
}

std::optional<std::size_t> parse_init_version_name(std::string_view name) {
  if (name == init_name) return 0;
  const auto version = parse_number(between(name, "init-", ".mp4"));
  return version == std::size_t{0} ? std::nullopt : version;
}

}  // namespace vtp::media
