// The DASH manifest of stored renditions (ISO/IEC 23009-1, profile isoff-live, static), over the same files
// as HLS.
#pragma once

#include <string>
#include <string_view>

#include "media/presentation.h"

namespace vtp::media {

/// For a place above the folders of the renditions. `query`, percent-encoded and without "?", is carried by
/// every URI.
std::string dash_manifest(const Presentation& presentation, std::string_view query);

}  // namespace vtp::media
