// One picture of a recording, the camera or the screen, in all its layers. It changes hands: whoever is shown
// goes on where the one before was.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "live/recording/key_frame_schedule.h"
#include "live/recording/recorded_tracks.h"
#include "live/recording/track_recorder.h"
#include "sfu/ids.h"

namespace vtp::live {

/// Who is shown.
struct ShownPicture {
  sfu::ProducerId producer;
  sfu::Codec codec = sfu::Codec::h264;
  std::uint8_t encodings = 1;
};

class PictureSlot {
 public:
  /// All outlive it.
  PictureSlot(TrackRole role, RecordedTracks& tracks, const MediaClock& clock, const SegmentRules& rules)
      : role_(role), tracks_(tracks), clock_(clock), rules_(rules), schedule_(clock, rules.segment) {}

  [[nodiscard]] std::optional<sfu::ProducerId> shown() const {
    return shown_ ? std::optional(shown_->producer) : std::nullopt;
  }
  /// From now on it is this one; nullopt: none. `sender` is its sender's clock and outlives the slot.
  void show(const std::optional<ShownPicture>& picture, SenderClock* sender, rtc::Instant now);

  /// What records that encoding of whoever is shown: begun now, if need be. nullptr if that is nobody's, or
  /// the disk does not take it (failure()).
  TrackRecorder* layer_of(std::uint8_t encoding);
  /// True: whoever is shown is to be asked for a key frame.
  bool on_time(rtc::Instant now);
  void on_pause(rtc::Instant now);
  void on_resume(rtc::Instant now);
  void stop(rtc::Instant now);

  [[nodiscard]] std::optional<Error> failure() const;

 private:
  struct Layer {
    sfu::Codec codec = sfu::Codec::h264;
    std::uint8_t rank = 0;
    std::shared_ptr<media::TrackLog> log;
    std::unique_ptr<TrackRecorder> recorder;
  };
  /// Does whoever is shown send it?
  [[nodiscard]] bool is_shown(const Layer& layer) const {
    return shown_ && layer.codec == shown_->codec && layer.rank < shown_->encodings;
  }
  Result<TrackRecorder*> begin_layer(std::uint8_t rank);

  const TrackRole role_;
  RecordedTracks& tracks_;
  const MediaClock& clock_;
  const SegmentRules rules_;
  KeyFrameSchedule schedule_;
  std::optional<ShownPicture> shown_;
  SenderClock* sender_ = nullptr;
  std::vector<Layer> layers_;  // of all codecs that there have been
  std::optional<Error> failure_;
};

}  // namespace vtp::live
