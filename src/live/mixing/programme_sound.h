// The sound of a class as one track of AAC, for players that can take neither Opus nor several tracks: what
// all microphones say, and silence when nobody does.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "live/mixing/microphone.h"
#include "live/recording/segmenter.h"
#include "media/codecs/aac_encoder.h"

namespace vtp::live {

/// Of one thread. Every frame of AAC is where it was captured, on the grid of frames since the beginning of
/// the recording. What goes wrong with the log is kept, and nothing is mixed from then on.
class ProgrammeSound {
 public:
  struct Options {
    SegmentRules rules;
    int bit_rate = 64'000;
    /// How long sound is waited for after it was captured: packets of sound are made and travel meanwhile.
    rtc::Duration wait = std::chrono::milliseconds(200);
    /// How long it is if packets are missing that may be sent again: longer than JitterBuffer does.
    rtc::Duration longest_wait = std::chrono::milliseconds(800);
  };

  /// What a log is created with.
  static media::TrackRecord track_record(Timestamp epoch);

  /// Begins now. `log` is new, or goes on after a restart; both must outlive it.
  static Result<std::unique_ptr<ProgrammeSound>> create(const Options& options, media::TrackLog& log,
                                                        const MediaClock& clock, rtc::Instant now);

  /// To be told to TrackRecorder::listen().
  Result<Microphone*> add_microphone();
  /// It must not be used any more. What it has said is still heard.
  void remove_microphone(const Microphone& microphone);

  /// To be called some ten times a second, as the next ones after the recorders'.
  void on_time(rtc::Instant now);
  /// After the clock's, too.
  void on_pause(rtc::Instant now);
  void on_resume(rtc::Instant now);
  /// Mixes everything up to now, and ends the log.
  void stop(rtc::Instant now);

  /// INSUFFICIENT_STORAGE when the disk is full.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  /// Of all microphones that there were.
  [[nodiscard]] Microphone::Counters counters() const;

 private:
  ProgrammeSound(const Options& options, media::TrackLog& log, const MediaClock& clock);

  Result<void> begin(rtc::Instant now);
  Result<void> begin_encoder();
  Result<void> mix_frame();
  Result<void> mix_until(rtc::Instant end);
  Result<void> write_packets();
  [[nodiscard]] bool is_due(rtc::Instant now) const;
  [[nodiscard]] std::uint64_t next_frame(rtc::Instant now) const;
  void keep(const Result<void>& result);

  struct Source {
    std::unique_ptr<Microphone> microphone;
    bool is_leaving = false;
  };

  Options options_;
  media::TrackLog& log_;
  const MediaClock& clock_;
  Segmenter segmenter_;
  std::unique_ptr<media::AacEncoder> encoder_;  // not while the recording is paused
  std::uint64_t mixed_ = 0;                     // samples of media time
  std::uint64_t written_ = 0;
  std::vector<Source> sources_;
  std::array<float, media::aac_frame_samples> mix_{};
  std::vector<std::string> packets_;  // memory
  Microphone::Counters gone_;         // of microphones that were removed
  std::optional<Error> failure_;
};

}  // namespace vtp::live
