// A stored rendition on a local disk.
#pragma once

#include <filesystem>

#include "media/segment_index.h"

namespace vtp::media {

struct StoredFolder {
  std::filesystem::path folder;  // absolute; holds init.mp4 and the segments
  SegmentIndex index;
};

}  // namespace vtp::media
