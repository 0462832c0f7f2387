// The tracks of one recording: their logs, and what each is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.h"
#include "base/error.h"
#include "live/recording/track_recorder.h"
#include "media/track_log/track_log.h"
#include "sfu/ids.h"
#include "sfu/parameters/codecs.h"

namespace vtp::live {

enum class TrackRole : std::uint8_t { camera, screen, microphone, screen_sound, programme_sound };

/// What a track is, which does not change.
struct TrackDescription {
  std::string name;  // of its folder: "camera-h264", "camera-h264-2", "microphone-7"
  TrackRole role = TrackRole::camera;
  std::uint8_t rank = 0;  // of a picture: 0 is the best layer
  sfu::Codec codec = sfu::Codec::opus;
  std::optional<ParticipantId> owner;  // of sound; pictures change hands
  std::optional<UserId> user;          // who that is
};

/// What a folder of that name holds; nullopt: no track.
std::optional<TrackRole> role_of_track(std::string_view name);

struct RecordedTrack {
  TrackDescription description;
  std::shared_ptr<media::TrackLog> log;
};

/// Makes logs in the folder of one recording. Of one thread.
class RecordedTracks {
 public:
  /// `folder` is that of the tracks, and need not be there.
  explicit RecordedTracks(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Another log, the name of which is not taken. INSUFFICIENT_STORAGE
  Result<RecordedTrack> create(TrackDescription description, const media::TrackRecord& record);
  [[nodiscard]] const std::vector<RecordedTrack>& all() const { return tracks_; }

 private:
  std::filesystem::path folder_;
  std::vector<RecordedTrack> tracks_;
};

}  // namespace vtp::live

template <>
struct vtp::EnumNames<vtp::live::TrackRole> {
  static constexpr std::array<std::string_view, 5> names{"camera", "screen", "microphone", "screen-sound",
                                                         "programme-sound"};
};
