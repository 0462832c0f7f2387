// Which of the stored renditions viewers are offered (ruling 3 of api.md section 8).
#pragma once

#include <span>
#include <string>

#include "media/presentation.h"
#include "recordings/rendition.h"

namespace vtp::recordings {

/// The rungs that are ready and the sound. The passed-through source is offered only until the first rung is
/// ready, for its key frames lie elsewhere. A screen beside a camera is another picture, which players fetch
/// by itself.
media::Presentation presentation_of(std::span<const Rendition> renditions);

/// Could a player do something with it?
[[nodiscard]] inline bool is_empty(const media::Presentation& presentation) {
  return presentation.videos.empty() && !presentation.audio;
}

}  // namespace vtp::recordings
