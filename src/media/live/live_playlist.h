// The media playlist of a track that is still growing (RFC 8216bis, low latency), as a view on its index. The
// same function writes it after the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "media/track_log/track_index.h"

namespace vtp::media {

/// What all renditions of a stream agree on, for as long as it runs.
struct LiveTiming {
  std::chrono::milliseconds part{500};
  /// EXT-X-TARGETDURATION, which never changes: no segment is longer, rounded.
  std::chrono::seconds target{4};
  /// How far back players may go; 0: to the beginning. At least three target durations otherwise.
  std::chrono::seconds window{300};
  bool low_latency = true;
};

/// How far another rendition of the stream has come, so that players switch to it without asking.
struct RenditionReport {
  std::string uri;
  std::size_t last_number = 0;  // media sequence number
  std::size_t last_part = 0;    // of that segment
};

/// nullopt as long as there is nothing to report.
std::optional<RenditionReport> rendition_report(std::string uri, const TrackIndex& index);

struct LivePlaylistRequest {
  std::string_view query;  // of every URI, percent-encoded, without "?"
  bool skips = false;      // _HLS_skip: the player knows the older segments
  std::span<const RenditionReport> reports;
};

/// For a place beside the segments.
std::string live_media_playlist(const TrackIndex& index, const LiveTiming& timing,
                                const LivePlaylistRequest& request);

/// The first segment that the playlist still lists.
std::size_t first_live_segment(const TrackIndex& index, const LiveTiming& timing);

}  // namespace vtp::media
