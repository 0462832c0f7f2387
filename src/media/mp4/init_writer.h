// Writes initialisation segments of one or more tracks out of those of single tracks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vtp::media::mp4 {

struct InitTrack {
  std::string_view init;  // with one track
  std::uint32_t id = 1;   // its number in the result
  /// Decoding runs ahead of showing by so many ticks, because pictures are reordered. It is said in an edit
  /// list of one entry, the only kind that all players follow in fragmented files.
  std::uint32_t delay = 0;
};

Result<std::string> write_init(std::span<const InitTrack> tracks);

/// How a track is placed in its movie.
struct TrackEdit {
  std::uint64_t lead = 0;      // nothing is shown for so long, in ticks of the movie
  std::uint64_t duration = 0;  // in ticks of the movie; 0 for that of the fragments
  std::uint32_t delay = 0;     // of the picture, in ticks of the track
};

/// The box edts.
std::string edit_box(const TrackEdit& edit);

}  // namespace vtp::media::mp4
