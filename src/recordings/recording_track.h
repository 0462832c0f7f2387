// What a recording of a class consists of: the tracks that were captured, and what is missing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/identity.h"
#include "media/segment_index.h"
#include "recordings/recording.h"

namespace vtp::recordings {

using RecordingTrackId = Id<struct RecordingTrackTag>;

/// `programme_sound` is the sound of all, mixed.
enum class TrackSource : std::uint8_t { camera, screen, microphone, screen_sound, programme_sound };

/// A row of `recording_tracks`. Times are microseconds of media time.
struct RecordingTrack {
  RecordingTrackId id;
  RecordingId recording;
  std::optional<UserId> user;
  std::optional<std::string> participant;
  media::TrackKind kind = media::TrackKind::video;
  TrackSource source = TrackSource::camera;
  std::string codec;               // RFC 6381; empty if nothing came
  std::optional<std::string> rid;  // of a layer
  std::int64_t start = 0;
  std::optional<std::int64_t> end;
  std::string path;  // key of the folder of its log
  std::int64_t bytes = 0;
  std::int64_t packets = 0;
  std::int64_t packets_lost = 0;
};

enum class RecordingGapReason : std::uint8_t { pause, publisher_lost, restart };

/// A row of `recording_gaps`. `start` is media time in microseconds. Of a pause, which takes no media time,
/// `end - start` is what the clock on the wall went on by.
struct RecordingGap {
  std::int64_t start = 0;
  std::int64_t end = 0;
  RecordingGapReason reason = RecordingGapReason::publisher_lost;

  bool operator==(const RecordingGap&) const = default;
};

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::TrackSource> {
  static constexpr std::array<std::string_view, 5> names{"camera", "screen", "microphone", "screen_sound",
                                                         "programme_sound"};
};
template <>
struct vtp::EnumNames<vtp::recordings::RecordingGapReason> {
  static constexpr std::array<std::string_view, 3> names{"pause", "publisher_lost", "restart"};
};
template <>
struct vtp::EnumNames<vtp::media::TrackKind> {
  static constexpr std::array<std::string_view, 2> names{"video", "audio"};
};
