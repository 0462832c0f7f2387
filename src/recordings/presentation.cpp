#include "recordings/presentation.h"

namespace vtp::recordings {

media::Presentation presentation_of(std::span<const Rendition> renditions) {
  media::Presentation presentation;
  const Rendition* source = nullptr;
  for (const auto& rendition : renditions) {
    if (!rendition.is_ready()) continue;
    if (rendition.kind == RenditionKind::audio) {
      presentation.audio = media::AudioRendition{rendition.name, *rendition.index};
    } else if (rendition.is_rung()) {
      presentation.videos.push_back({rendition.name, rendition.size(), rendition.frame_rate.value_or(0),
                                     rendition.bitrate_kbps, *rendition.index});
    } else if (!source || source->is_screen()) {
      source = &rendition;
    }
  }
  if (presentation.videos.empty() && source)
    presentation.videos.push_back(
        {source->name, source->size(), source->frame_rate.value_or(0), source->bitrate_kbps, *source->index});
  return presentation;
}

}  // namespace vtp::recordings
