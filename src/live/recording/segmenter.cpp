#include "live/recording/segmenter.h"

#include "base/try.h"
#include "media/cmaf/init_segment.h"
#include "media/cmaf/part_writer.h"

namespace vtp::live {

Segmenter::Segmenter(media::TrackLog& log, const SegmentRules& rules) : log_(log) {
  log.look([&](const media::TrackIndex& index) {
    timescale_ = index.timescale;
    is_video_ = index.kind == media::TrackKind::video;
    epoch_ = index.stretches.back().epoch;
    parts_written_ = static_cast<std::uint32_t>(index.parts.size());
    is_open_ = index.has_open_segment();
    segment_start_ = is_open_ ? index.segments.back().start : 0;
    end_ = index.end_time();
    is_fresh_ = index.segments.empty();
  });
  part_ = ticks(rules.part);
  segment_ = ticks(rules.segment);
  longest_ = ticks(rules.longest);
  // A sender with key frames of its own may be a little ahead of us; sound can be cut where we like.
  if (is_video_) early_ = segment_ / 4;
}

std::uint64_t Segmenter::ticks(rtc::Duration duration) const {
  return duration.count() <= 0
             ? 0
             : media::microseconds_to_ticks(static_cast<std::uint64_t>(duration.count()), timescale_);
}

Result<void> Segmenter::set_format(const media::TrackFormat& format) {
  if (has_format_ && format == format_) return {};
  VTP_CHECK(interrupt());
  format_ = format;
  has_format_ = true;
  media::InitVersion init{
      .codec = format.codec, .size = format.size, .bytes = media::write_init_segment(format)};
  // A recorder that goes on after a restart finds the same one there.
  const bool is_same = log_.look(
      [&](const media::TrackIndex& index) { return !index.inits.empty() && index.inits.back() == init; });
  if (is_same) return {};
  return log_.append_init(std::move(init));
}

bool Segmenter::begins_segment(std::uint64_t start, bool is_key) const {
  // If no segment is open, the next sample opens one.
  const auto opened_at = is_open_ || !samples_.empty() ? segment_start_ : end_;
  if (is_key && cell(start) > cell(opened_at)) return true;
  const std::uint64_t likely = samples_.empty() ? 0 : samples_.back().duration;
  return start + likely > opened_at + longest_;
}

Result<void> Segmenter::add(TrackSample sample, bool ends_segment) {
  const bool is_open = is_open_ || !samples_.empty();
  const auto end = sample.start + sample.duration;
  // A picture that is shown for long would make the segment too long.
  if (is_open && end > segment_start_ + longest_) VTP_CHECK(interrupt());
  if (!samples_.empty() && part_duration_ + sample.duration > part_) VTP_CHECK(write_part(false));
  if (!is_open_ && samples_.empty()) segment_start_ = sample.start;
  part_duration_ += sample.duration;
  end_ = end;
  is_fresh_ = false;
  samples_.push_back(std::move(sample));
  if (ends_segment || part_duration_ >= part_) return write_part(ends_segment);
  return {};
}

Result<void> Segmenter::interrupt() {
  if (!samples_.empty()) return write_part(true);
  is_open_ = false;
  return log_.end_segment();
}

Result<void> Segmenter::write_part(bool ends_segment) {
  std::vector<media::mp4::Sample> samples;
  for (const auto& sample : samples_)
    samples.push_back({.duration = sample.duration,
                       .flags = sample.is_key ? media::sync_sample_flags : media::other_sample_flags,
                       .data = sample.data});
  const auto start = samples_.front().start;
  const auto captured_at =
      epoch_ + rtc::Duration(static_cast<std::int64_t>(media::ticks_to_microseconds(start, timescale_)));
  const auto bytes = media::write_part({.sequence_number = ++parts_written_,
                                        .decode_time = start,
                                        .timescale = timescale_,
                                        .begins_segment = !is_open_,
                                        .captured_at = captured_at},
                                       samples);
  const media::TrackLog::Part part{.start = start,
                                   .duration = static_cast<std::uint32_t>(part_duration_),
                                   .is_independent = samples_.front().is_key,
                                   .ends_segment = ends_segment};
  samples_.clear();
  part_duration_ = 0;
  is_open_ = !ends_segment;
  return log_.append_part(part, bytes);
}

Result<void> Segmenter::fill_gap(std::uint64_t until, media::GapReason reason) {
  VTP_CHECK(fill_whole_gaps(until, reason));
  if (until <= end_) return {};
  const media::LoggedGap gap{.start = end_, .duration = until - end_, .reason = reason};
  end_ = until;
  is_fresh_ = false;
  return log_.append_gap(gap);
}

Result<void> Segmenter::fill_whole_gaps(std::uint64_t now, media::GapReason reason) {
  for (auto boundary = (end_ / segment_ + 1) * segment_; boundary <= now; boundary += segment_) {
    const media::LoggedGap gap{.start = end_, .duration = boundary - end_, .reason = reason};
    end_ = boundary;
    is_fresh_ = false;
    VTP_CHECK(log_.append_gap(gap));
  }
  return {};
}

Result<void> Segmenter::note_bridged(std::uint64_t start, std::uint64_t duration, media::GapReason reason) {
  if (duration == 0) return {};
  return log_.append_gap({.start = start, .duration = duration, .reason = reason, .is_bridged = true});
}

Result<void> Segmenter::begin_stretch(Timestamp epoch, std::uint64_t start) {
  epoch_ = epoch;
  end_ = start;
  is_fresh_ = true;
  return log_.begin_stretch(epoch, start);
}

}  // namespace vtp::live
