// The names under which the pieces of a running class are fetched: api.md "Stored media".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vtp::media {

/// "live-42.m4s", and "live-42.3.m4s" for its fourth part. `number` is the media sequence number.
std::string live_segment_name(std::size_t number);
std::string live_part_name(std::size_t number, std::size_t part);

/// "init.mp4" for the first initialisation segment of a rendition, then "init-1.mp4" and so on.
std::string init_version_name(std::size_t version);

struct LiveName {
  std::size_t number = 0;
  std::optional<std::size_t> part;
  bool operator==(const LiveName&) const = default;
};

/// nullopt for what the functions above never write.
std::optional<LiveName> parse_live_name(std::string_view name);
std::optional<std::size_t> parse_init_version_name(std::string_view name);

}  // namespace vtp::media
