// HLS playlists of stored renditions (RFC 8216, version 7).
#pragma once

#include <string>
#include <string_view>

#include "media/presentation.h"

namespace vtp::media {

/// The media playlist of one rendition. `folder` stands before each URI: empty when the playlist lies beside
/// the segments, "720p-av/" when above them. `query`, percent-encoded and without "?", is carried by every
/// URI.
///
/// Renditions that are played together must be discontinuous at the same places (RFC 8216 section 6.2.4). So
/// only pauses are, which all tracks of a recording share. A gap is EXT-X-GAP, for time goes on in it, and
/// another initialisation segment another EXT-X-MAP.
std::string hls_media_playlist(const SegmentIndex& index, std::string_view folder, std::string_view query);

/// The same with sound in the segments: a playlist that is played alone, by simple players among others. It
/// is discontinuous wherever something begins anew, and a gap of the picture that has sound is none.
std::string hls_interleaved_playlist(const SegmentIndex& video, const SegmentIndex& audio,
                                     std::string_view folder, std::string_view query);

/// The multivariant playlist, for a place above the folders of the renditions. The rung nearest 1 Mbit/s
/// comes first, for players that begin with the first; the others ascend.
std::string hls_multivariant_playlist(const Presentation& presentation, std::string_view query);

}  // namespace vtp::media
