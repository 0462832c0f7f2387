#include "live/recording/track_writer.h"

#include <algorithm>

#include "base/try.h"

namespace vtp::live {
TrackWriter::TrackWriter(media::TrackLog& log, const SegmentRules& rules, const MediaClock& clock)
    : segmenter_(log, rules), clock_(clock) {
  if (segmenter_.end() > 0) away_because_ = media::GapReason::restart;
}

std::optional<std::uint64_t> TrackWriter::ticks_at(rtc::Instant moment) const {
  const auto time = clock_.at(moment);
  if (clock_.is_paused() || time < rtc::Duration::zero()) return std::nullopt;
  return segmenter_.ticks(time);
}

media::GapReason TrackWriter::reason() const {
  if (is_muted_) return media::GapReason::muted;
  return has_lost_ ? media::GapReason::lost : media::GapReason::silent;
}

Result<void> TrackWriter::go_away(media::GapReason reason) {
  if (is_away_) return {};
  is_away_ = true;
  away_because_ = reason;
  VTP_CHECK(close_last());
  return segmenter_.interrupt();
}

Result<std::uint64_t> TrackWriter::come_back(std::uint64_t start) {
  is_away_ = false;
  // A log that was opened again may have been left in the middle of a segment.
  VTP_CHECK(segmenter_.interrupt());
  if (segmenter_.is_fresh() && start >= segmenter_.end() &&
      start - segmenter_.end() < segmenter_.ticks(leisure))
    segmenter_.begin_at(start);
  else
    VTP_CHECK(segmenter_.fill_gap(start, away_because_));
  return std::max(start, segmenter_.end());
}

Result<void> TrackWriter::on_time(rtc::Instant now) {
  const auto late = ticks_at(now - lateness);
  if (!late) return {};
  if (const auto until = held_until(); !is_away_ && until && *until < *late) VTP_CHECK(go_away(reason()));
  if (!is_away_) return {};
  VTP_CHECK(segmenter_.interrupt());
  return segmenter_.fill_whole_gaps(*late, away_because_);
}

Result<void> TrackWriter::set_muted(bool is_muted) {
  is_muted_ = is_muted;
  if (!is_muted) return {};
  if (is_away_) away_because_ = media::GapReason::muted;
  return go_away(media::GapReason::muted);
}

Result<void> TrackWriter::on_pause(rtc::Instant now) {
  VTP_CHECK(finish(now));
  needs_key_frame_ = false;
  return {};
}

Result<void> TrackWriter::on_resume(rtc::Instant now) {
  return segmenter_.begin_stretch(clock_.epoch(), std::max(ticks_at(now).value_or(0), segmenter_.end()));
}

Result<void> TrackWriter::finish(rtc::Instant now) {
  const auto until = segmenter_.ticks(clock_.at(now));
  VTP_CHECK(go_away(reason()));
  VTP_CHECK(segmenter_.interrupt());
  if (until < segmenter_.end() + segmenter_.ticks(leisure)) return {};
  return segmenter_.fill_gap(until, away_because_);
}

}  // namespace vtp::live
