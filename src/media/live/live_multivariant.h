// The multivariant playlist of a running class: the layers of its picture, and its sound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "media/track_log/track_index.h"

namespace vtp::media {

/// A track as playlists and manifests offer it.
struct LiveRendition {
  std::string name;  // its folder
  const TrackIndex* index = nullptr;
  double frame_rate = 0;  // of a picture; 0: not known
};

struct LivePresentation {
  std::vector<LiveRendition> videos;
  std::optional<LiveRendition> audio;
};

struct MeasuredBandwidth {
  std::uint64_t peak = 0, average = 0;  // bit/s
};

/// Of the last ten minutes or so. 0 before the first segment is complete.
MeasuredBandwidth measured_bandwidth(const TrackIndex& index);

/// For a place above the folders. Renditions of which nothing has come yet are left out. `query`,
/// percent-encoded and without "?", is carried by every URI.
std::string live_multivariant_playlist(const LivePresentation& presentation, std::string_view query);

}  // namespace vtp::media
