// The table `renditions`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "recordings/rendition.h"

namespace vtp::recordings {

/// The source of a file, rungs by ascending height, a screen, audio.
std::vector<Rendition> find_renditions(db::Transaction& tx, RecordingId recording);
std::optional<Rendition> find_rendition(db::Transaction& tx, RecordingId recording, std::string_view name);

/// Announces a rendition that is to be made, of the log at its path if it has one; a rendition that exists
/// already stays as it is.
void announce_rendition(db::Transaction& tx, const Rendition& rendition, Timestamp now);

/// The rendition is made: codecs, path, size and index.
void store_ready(db::Transaction& tx, const Rendition& rendition, Timestamp now);
/// Of one that is not ready yet; a ready one keeps its state.
void store_state(db::Transaction& tx, RecordingId recording, std::string_view name, RenditionState state,
                 const std::optional<std::string>& error, Timestamp now);
void delete_rendition(db::Transaction& tx, RecordingId recording, std::string_view name);

}  // namespace vtp::recordings
