// Files to download, made of stored renditions without encoding again.
#pragma once

#include <filesystem>
#include <optional>

#include "base/error.h"
#include "media/stored_folder.h"
#include "media/tools.h"

namespace vtp::media {

struct RemuxRequest {
  std::optional<StoredFolder> video;
  std::optional<StoredFolder> audio;
  std::filesystem::path output;  // appears only when it is complete
};

/// A progressive MP4 with the index first; an M4A when there is no video. Fails with INSUFFICIENT_STORAGE,
/// JOB_FINISHED when stopped, else INTERNAL_ERROR.
Result<void> remux(const RemuxRequest& request, const Watch& watch);

}  // namespace vtp::media
