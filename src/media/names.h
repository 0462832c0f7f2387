// The names of the files of a rendition, and of renditions: api.md "Stored media".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vtp::media {

inline constexpr std::string_view init_name = "init.mp4";
inline constexpr std::string_view audio_rendition = "audio";
inline constexpr std::string_view source_rendition = "source";
/// What was shown beside the camera: a picture of its own, not another quality of that.
inline constexpr std::string_view screen_rendition = "screen";

/// "seg-00042.m4s".
std::string segment_name(std::size_t number);

/// The number in a segment's name; nullopt for any other text, and for a number with superfluous zeros.
std::optional<std::size_t> parse_segment_name(std::string_view name);

/// [a-z0-9][a-z0-9-]{0,31}
bool is_rendition_name(std::string_view name);

/// "720p" for "720p-av", the name under which video and audio come interleaved; nullopt for any other name.
std::optional<std::string_view> video_of_interleaved(std::string_view name);

/// "720p-av" for "720p".
std::string interleaved_name(std::string_view video);

}  // namespace vtp::media
