#include "live/recording/shown_renditions.h"

#include <algorithm>

#include <fmt/format.h>

namespace vtp::live {
namespace {

struct Extent {
  std::size_t parts = 0;
  std::size_t segments = 0;
};

Extent extent_of(const media::TrackLog& log) {
  return log.look([](const media::TrackIndex& index) {
    return Extent{.parts = index.parts.size(), .segments = index.complete_segments()};
  });
}

media::PictureSize size_of(const media::TrackLog& log) {
  return log.look([](const media::TrackIndex& index) {
    return index.inits.empty() ? media::PictureSize{} : index.inits.front().size;
  });
}

}  // namespace

std::string rendition_name(const TrackDescription& track, media::PictureSize size) {
  const auto shorter_side = std::min(size.width, size.height);
  switch (track.role) {
    case TrackRole::camera:
      if (track.codec != sfu::Codec::h264) return {};  // players know no VP8 in fragments of MP4
      return track.rank == 0 ? "source" : fmt::format("{}p", shorter_side);
    case TrackRole::screen:
      if (track.codec != sfu::Codec::h264) return {};
      return track.rank == 0 ? "screen" : fmt::format("screen-{}p", shorter_side);
    case TrackRole::programme_sound:
      return "audio";
    case TrackRole::microphone:
    case TrackRole::screen_sound:
      break;
  }
  return {};
}

bool ShownRenditions::show(const RecordedTrack& track) {
  if (std::ranges::find(shown_, track.log.get(), &Shown::log) != shown_.end()) return false;
  if (extent_of(*track.log).parts == 0) return false;
  auto name = rendition_name(track.description, size_of(*track.log));
  if (name.empty() || !names_.insert(name).second) return false;
  shown_.push_back({.log = track.log.get()});
  const bool is_sound = track.description.role == TrackRole::programme_sound;
  running_.add(recording_, {.rendition = std::move(name),
                            .log = track.log,
                            .kind = is_sound ? media::TrackKind::audio : media::TrackKind::video});
  return true;
}

void ShownRenditions::update(const RecordedTracks& tracks) {
  bool has_grown = false;
  for (const auto& track : tracks.all()) has_grown = show(track) || has_grown;
  for (auto& shown : shown_) {
    const auto extent = extent_of(*shown.log);
    has_grown = has_grown || extent.parts != shown.parts || extent.segments != shown.segments;
    shown.parts = extent.parts;
    shown.segments = extent.segments;
  }
  if (has_grown) running_.grown(recording_);
}

}  // namespace vtp::live
