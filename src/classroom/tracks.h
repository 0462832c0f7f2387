// What a participant can send, as moderators speak of it, and what belongs to it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "classroom/participant.h"
#include "sfu/engine.h"

namespace vtp::classroom {

enum class Track : std::uint8_t { mic, camera, screen };

struct TrackRow {
  Track track;
  bool Flow::* flow;
  bool Permissions::* permission;
  std::string_view kind;
  std::string_view action;  // as the target hears of it
  std::string_view audit;
};

inline constexpr std::array all_tracks{
    TrackRow{Track::mic, &Flow::audio, &Permissions::mic, "mic", "mute-participant", "room.mute"},
    TrackRow{Track::camera, &Flow::video, &Permissions::camera, "camera", "stop-video", "room.stop_video"},
    TrackRow{Track::screen, &Flow::screen, &Permissions::screen, "screen", "stop-screen", "room.stop_screen"},
};

constexpr const TrackRow& row_of(Track track) {
  return all_tracks.at(static_cast<std::size_t>(track));
}

/// The sound of a shared screen goes with the screen.
constexpr Track track_of(sfu::Source source) {
  switch (source) {
    case sfu::Source::mic:
      return Track::mic;
    case sfu::Source::camera:
      return Track::camera;
    case sfu::Source::screen:
    case sfu::Source::screen_audio:
      return Track::screen;
  }
  return Track::mic;
}

/// The source whose flowing the flag of its track tells of.
constexpr bool shows_in_flow(sfu::Source source) {
  return source != sfu::Source::screen_audio;
}

constexpr sfu::MediaKind kind_of(sfu::Source source) {
  const bool is_audio = source == sfu::Source::mic || source == sfu::Source::screen_audio;
  return is_audio ? sfu::MediaKind::audio : sfu::MediaKind::video;
}

}  // namespace vtp::classroom
