// What one microphone has to say, as samples on the time of the recording.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "live/recording/frame_listener.h"
#include "live/recording/media_clock.h"
#include "media/codecs/opus_to_samples.h"

namespace vtp::live {

/// Listens to the recorder of the microphone's track. Times are samples of media time, media::mixing_rate a
/// second.
class Microphone final : public FrameListener {
 public:
  /// What is before `begin` is not wanted. `clock` must outlive it.
  static Result<Microphone> create(const MediaClock& clock, std::int64_t begin);

  void on_frame(const CodedFrame& frame, rtc::Instant captured_at) override;
  void on_held_up(bool is_held_up) override { is_held_up_ = is_held_up; }

  /// Adds what there is from `start` on, and forgets everything before its end. Nothing between the end of
  /// one call and the start of the next will be wanted.
  void add_to(std::span<float> mix, std::int64_t start);
  /// There is more to come of the time before `end`: packets are there, and wait for others.
  [[nodiscard]] bool is_awaited(std::int64_t end) const { return is_held_up_ && end_ < end; }
  /// Everything has been added.
  [[nodiscard]] bool is_exhausted() const { return samples_.empty(); }

  struct Counters {
    std::uint64_t late = 0;       // samples whose time had been mixed already
    std::uint64_t concealed = 0;  // samples that were made up
    std::uint64_t dropped = 0;    // packets that are no Opus, or of no time that is wanted
  };
  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  Microphone(const MediaClock& clock, media::OpusToSamples decoder, std::int64_t begin)
      : clock_(&clock), decoder_(std::move(decoder)), end_(begin), mixed_(begin) {}

  void fill_hole(const CodedFrame& next, std::int64_t missing, std::int64_t packet_length);
  void end_softly();
  /// Silence up to then, and no further back than there is sound.
  void make_room(std::int64_t time);
  /// Without what is of a time of which there is sound.
  void fade_in(std::int64_t overlap);
  void stretch(std::int64_t error);
  void append_decoded();

  const MediaClock* clock_;
  media::OpusToSamples decoder_;
  std::vector<float> samples_;  // from mixed_ to end_, if that is later
  std::int64_t end_;            // where the sound goes on
  std::int64_t mixed_;          // what is before was added
  bool is_sounding_ = false;    // the next packet goes on where the last one ended
  bool is_held_up_ = false;
  std::vector<float> decoded_;  // what will be appended
  Counters counters_;
};

}  // namespace vtp::live
