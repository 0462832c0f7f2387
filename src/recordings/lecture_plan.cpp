#include "recordings/lecture_plan.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "media/names.h"

namespace vtp::recordings {
namespace {

constexpr int fastest_rate = 120;  // pictures a second; more is a mistake of the measurement

class Planner {
 public:
  Planner(RecordingId recording, std::span<const CapturedTrack> tracks,
          std::span<const media::LadderStep> ladder)
      : recording_(recording), tracks_(tracks), ladder_(ladder) {}

  LecturePlan plan() {
    plan_.sound = largest_of(TrackSource::programme_sound);
    if (plan_.sound == nullptr) plan_.sound = largest_of(TrackSource::microphone);
    const auto has_camera = largest_of(TrackSource::camera) != nullptr;
    plan_picture(has_camera ? TrackSource::camera : TrackSource::screen);
    if (const auto* const screen = largest_of(TrackSource::screen); has_camera && screen != nullptr)
      plan_screen(*screen);
    if (plan_.sound != nullptr) {
      auto sound = blank(std::string(media::audio_rendition));
      sound.kind = RenditionKind::audio;
      sound.bitrate_kbps = media::audio_kbps;
      add(std::move(sound), *plan_.sound);
    }
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::vector<const CapturedTrack*> shown(TrackSource source) const {
    std::vector<const CapturedTrack*> found;
    for (const auto& track : tracks_)
      if (track.finished.source == source && track.finished.is_shown && track.has_media())
        found.push_back(&track);
    std::ranges::sort(found, std::ranges::greater(),
                      [](const auto* track) { return track->index.size_bytes(); });
    return found;
  }
  [[nodiscard]] const CapturedTrack* largest_of(TrackSource source) const {
    const auto found = shown(source);
    return found.empty() ? nullptr : found.front();
  }

  void plan_picture(TrackSource source) {
    const auto layers = shown(source);
    if (layers.empty()) return;
    const auto lines = [](const CapturedTrack* track) {
      return std::pair(track->can_be_played(), track->size.shorter_side());
    };
    plan_.picture = *std::ranges::max_element(layers, {}, lines);
    const auto rungs = rungs_of(*plan_.picture);
    std::set<std::string> heights;
    for (const auto* layer : layers) {
      if (!layer->can_be_played()) continue;
      const auto height = fmt::format("{}p", layer->size.shorter_side());
      if (!heights.insert(height).second) continue;
      auto rendition =
          picture_rendition(*layer, layer == plan_.picture ? std::string(media::source_rendition) : height);
      const auto step = std::ranges::find(rungs, height, &media::Rung::name);
      if (step != rungs.end()) rendition.label = step->label;
      add(std::move(rendition), *layer);
    }
    for (const auto& rung : rungs) {
      if (heights.contains(rung.name)) continue;
      auto rendition = encoded(rung, *plan_.picture, rung.name);
      rendition.label = rung.label;
      plan_.missing.push_back(std::move(rendition));
    }
  }

  void plan_screen(const CapturedTrack& screen) {
    const std::string name(media::screen_rendition);
    if (screen.can_be_played())
      add(picture_rendition(screen, name), screen);
    else
      plan_.missing.push_back(encoded(rungs_of(screen).back(), screen, name));
  }

  [[nodiscard]] std::vector<media::Rung> rungs_of(const CapturedTrack& picture) const {
    const auto rate = static_cast<int>(std::lround(picture.frame_rate));
    return media::ladder_for(picture.size, {std::clamp(rate, 1, fastest_rate), 1}, ladder_);
  }

  [[nodiscard]] Rendition encoded(const media::Rung& rung, const CapturedTrack& from,
                                  std::string name) const {
    auto rendition = blank(std::move(name));
    rendition.width = rung.size.width;
    rendition.height = rung.size.height;
    rendition.frame_rate = rung.frame_rate.value();
    rendition.bitrate_kbps = rung.video_kbps;
    rendition.path = from.finished.folder;
    return rendition;
  }

  [[nodiscard]] Rendition blank(std::string name) const {
    Rendition rendition;
    rendition.recording = recording_;
    rendition.name = std::move(name);
    return rendition;
  }

  [[nodiscard]] Rendition picture_rendition(const CapturedTrack& track, std::string name) const {
    auto rendition = blank(std::move(name));
    rendition.width = track.size.width;
    rendition.height = track.size.height;
    if (track.frame_rate > 0) rendition.frame_rate = track.frame_rate;
    rendition.bitrate_kbps = static_cast<int>(std::lround(track.index.average_bandwidth() / 1000));
    return rendition;
  }

  void add(Rendition rendition, const CapturedTrack& track) {
    rendition.path = track.finished.folder;
    if (!track.can_be_played()) {
      plan_.missing.push_back(std::move(rendition));
      return;
    }
    rendition.state = RenditionState::ready;
    rendition.codecs = track.index.codec;
    rendition.size_bytes = static_cast<std::int64_t>(track.index.size_bytes());
    rendition.bitrate_kbps = static_cast<int>(std::lround(track.index.average_bandwidth() / 1000));
    rendition.index = track.index;
    plan_.ready.push_back(std::move(rendition));
  }

  RecordingId recording_;
  std::span<const CapturedTrack> tracks_;
  std::span<const media::LadderStep> ladder_;
  LecturePlan plan_;
};

}  // namespace

LecturePlan plan_lecture(RecordingId recording, std::span<const CapturedTrack> tracks,
                         std::span<const media::LadderStep> ladder) {
  return Planner(recording, tracks, ladder).plan();
}

}  // namespace vtp::recordings
