// The DASH manifest of a running class (ISO/IEC 23009-1, profile isoff-live) over the segments that HLS has,
// one Period for each stretch in which no track begins anew. After the end it is static.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "media/live/live_multivariant.h"
#include "media/live/live_playlist.h"

namespace vtp::media {

/// For a place above the folders of the renditions. `now` is when it is published; `query` as for playlists.
std::string live_dash_manifest(const LivePresentation& presentation, const LiveTiming& timing, Timestamp now,
                               std::string_view query);

}  // namespace vtp::media
