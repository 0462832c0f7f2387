// The renditions that one master playlist or manifest offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "media/media_info.h"
#include "media/segment_index.h"

namespace vtp::media {

struct VideoRendition {
  std::string name;
  PictureSize size;
  double frame_rate = 0;
  int video_kbps = 0;  // what was aimed at
  SegmentIndex index;
};

struct AudioRendition {
  std::string name;
  SegmentIndex index;
};

/// At least one rendition. All videos have their key frames at the same instants.
struct Presentation {
  std::vector<VideoRendition> videos;
  std::optional<AudioRendition> audio;
};

}  // namespace vtp::media
