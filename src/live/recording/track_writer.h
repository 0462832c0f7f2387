// Turns the frames of one track into samples on the time of the recording. What is missing is bridged if it
// is short, and a gap if not; either is said in the log.
#pragma once

#include <cstdint>
#include <optional>

#include "base/error.h"
#include "live/recording/coded_frame.h"
#include "live/recording/media_clock.h"
#include "live/recording/segmenter.h"

namespace vtp::live {

class TrackWriter {
 public:
  TrackWriter(media::TrackLog& log, const SegmentRules& rules, const MediaClock& clock);
  virtual ~TrackWriter() = default;
  TrackWriter(const TrackWriter&) = delete;
  TrackWriter& operator=(const TrackWriter&) = delete;

  /// `captured_at` by our clock. Frames come in order.
  virtual Result<void> add(CodedFrame frame, rtc::Instant captured_at) = 0;
  /// To be called a few times a second: silence becomes a gap, and gaps go on, by time alone.
  Result<void> on_time(rtc::Instant now);

  /// Whoever sends has stopped by its own will, or goes on; it is only said why nothing comes.
  Result<void> set_muted(bool is_muted);
  /// Whatever comes next does not go on where the last frame was: another stream takes over.
  virtual void on_new_stream() {}
  /// Call these after the clock's.
  Result<void> on_pause(rtc::Instant now);
  Result<void> on_resume(rtc::Instant now);
  /// Writes what there is. The log is not ended.
  Result<void> finish(rtc::Instant now);

  /// Only a key frame helps.
  [[nodiscard]] bool needs_key_frame() const { return needs_key_frame_; }
  /// Frames that were left out, because they could not be decoded or came at no time.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 protected:
  /// Devices start and stop at their leisure: what is missing at the ends of a track is no gap in it.
  static constexpr rtc::Duration leisure = std::chrono::milliseconds(500);
  /// How late frames may come: the longest wait for packets that are sent again, and their way.
  static constexpr rtc::Duration lateness = std::chrono::seconds(1);

  /// Writes the last frame, whose end is not known.
  virtual Result<void> close_last() = 0;
  /// When the last frame cannot be held any longer, in ticks; nullopt: there is none.
  [[nodiscard]] virtual std::optional<std::uint64_t> held_until() const = 0;

  Result<void> go_away(media::GapReason reason);
  /// Fills the gap up to `start`, or up to where there is something already, and gives that.
  Result<std::uint64_t> come_back(std::uint64_t start);
  /// nullopt: the recording has not begun, or is paused.
  [[nodiscard]] std::optional<std::uint64_t> ticks_at(rtc::Instant moment) const;
  [[nodiscard]] media::GapReason reason() const;

  Segmenter segmenter_;
  bool is_away_ = true;    // nothing comes
  bool has_lost_ = false;  // what came last cannot go on without a key frame
  bool needs_key_frame_ = false;
  std::uint64_t dropped_ = 0;

 private:
  const MediaClock& clock_;
  bool is_muted_ = false;
  media::GapReason away_because_ = media::GapReason::silent;
};

}  // namespace vtp::live
