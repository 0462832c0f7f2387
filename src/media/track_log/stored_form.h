// The log of a track that has ended as a stored rendition: its segments joined to longer ones, which lie in
// the data file as they were recorded. Nothing is copied but the initialisation segments.
#pragma once

#include <filesystem>

#include "base/error.h"
#include "media/segment_index.h"
#include "media/track_log/track_index.h"

namespace vtp::media {

/// Segments of about `aim_seconds`. They are cut near its multiples, in all tracks of a recording at the same
/// places, and wherever a gap, a stretch or another initialisation segment begins. Every one that is no gap
/// begins with a key frame, if what was recorded there does. Gaps are cut too, so that none is long.
///
/// A log without media gives an index without segments.
SegmentIndex segment_index_of(const TrackIndex& track, double aim_seconds);

/// Puts the initialisation segments into the folder of the log, under the names that players ask for.
Result<void> write_inits(const TrackIndex& track, const std::filesystem::path& folder);

}  // namespace vtp::media
