// Turns a file into stored renditions: single-track CMAF, cut into segments that HLS and DASH share.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "media/ladder.h"
#include "media/media_info.h"
#include "media/segment_index.h"
#include "media/tools.h"

namespace vtp::media {

/// One finished rendition: `<output>/<name>/` holds init.mp4 and seg-00000.m4s, seg-00001.m4s, ...
struct StoredRendition {
  std::string name;
  SegmentIndex index;
};

struct EncodeRequest {
  std::filesystem::path input;
  MediaInfo info;                // of the input, from probe()
  std::vector<Rung> rungs;       // to encode; may be empty when only audio is wanted
  bool with_audio = true;        // also the rendition "audio", when the input has sound
  bool from_log = false;         // sizes of pictures may change, and its time 0 is that of the lecture
  std::filesystem::path output;  // an existing folder; a folder for each rendition is made in it
  double segment_seconds = 10;
  std::string preset = "veryfast";  // of x264; bench/ladder.py compares them
};

/// Decodes once and encodes everything that was asked for: the rungs in order, then the audio. What had been
/// written stays in `output` after a failure; the caller owns that folder. Fails with UNSUPPORTED_MEDIA_TYPE
/// when the file is at fault, INSUFFICIENT_STORAGE, JOB_FINISHED when stopped, else INTERNAL_ERROR.
Result<std::vector<StoredRendition>> encode(const Tools& tools, const EncodeRequest& request,
                                            const Watch& watch);

/// Can the video be passed on as it is, as the rendition "source"? Only H.264 that every browser plays and
/// that needs no upright turn or scaling.
bool can_pass_through(const MediaInfo& info);

struct PackageRequest {
  std::filesystem::path input;
  MediaInfo info;
  bool with_audio = true;
  std::filesystem::path output;
  double segment_seconds = 10;
};

/// The quick start of a lecture: "source" without re-encoding (when can_pass_through, and when its key frames
/// are close enough together for segments), and "audio". May give no rendition at all. Fails like encode().
Result<std::vector<StoredRendition>> package(const Tools& tools, const PackageRequest& request,
                                             const Watch& watch);

}  // namespace vtp::media
