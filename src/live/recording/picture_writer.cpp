#include "live/recording/picture_writer.h"

#include <algorithm>
#include <utility>

#include "base/try.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

/// A still picture may last so long, if nothing is missing after it. Screens that nobody touches are sent
/// once a second, and key frames are asked for more often than this.
constexpr rtc::Duration longest_picture = 4s;
/// The first picture of a track is shown from the beginning on if it comes so soon: players wait in vain for
/// what is missing there.
constexpr rtc::Duration longest_wait = 3s;
constexpr rtc::Duration repetition = 200ms;
/// A frozen picture disturbs less than a gap, but is no picture.
constexpr rtc::Duration longest_freeze = 1s;
constexpr rtc::Duration shortest_picture = 16ms;
/// Until more is known.
constexpr rtc::Duration usual_picture = 33ms;

}  // namespace

void PictureWriter::on_new_stream() {
  has_lost_ = needs_key_frame_ = true;
}

Result<void> PictureWriter::add(CodedFrame frame, rtc::Instant captured_at) {
  const auto time = ticks_at(captured_at);
  if (const auto until = held_until(); time && until && *until < *time) VTP_CHECK(go_away(reason()));
  const bool is_needed = is_away_ || has_lost_;
  if (!time || frame.is_broken || (is_needed && !frame.is_key)) {
    if (time) has_lost_ = has_lost_ || frame.is_broken;
    needs_key_frame_ = true;
    ++dropped_;
    return {};
  }
  if (frame.is_key) needs_key_frame_ = false;
  const auto last_time = std::exchange(last_time_, *time);
  if (is_away_) {
    if (begins_soon(*time)) return begin_early(std::move(frame), *time);
    VTP_TRY(const auto start, come_back(*time));
    return begin(std::move(frame), start);
  }
  return go_on(std::move(frame), *time, last_time);
}

bool PictureWriter::begins_soon(std::uint64_t time) const {
  return segmenter_.is_fresh() && segmenter_.end() == 0 && time >= segmenter_.ticks(leisure) &&
         time < segmenter_.ticks(longest_wait);
}

/// It is repeated, so that no part of a segment is longer than players were told.
Result<void> PictureWriter::begin_early(CodedFrame frame, std::uint64_t time) {
  is_away_ = false;
  VTP_CHECK(segmenter_.note_bridged(0, time, reason()));
  if (frame.format) VTP_CHECK(segmenter_.set_format(*frame.format));
  const auto step = segmenter_.ticks(repetition);
  std::uint64_t start = 0;
  for (; start + step < time; start += step)
    VTP_CHECK(segmenter_.add(
        {.start = start, .duration = static_cast<std::uint32_t>(step), .is_key = true, .data = frame.data},
        segmenter_.begins_segment(start + step, true)));
  return begin(std::move(frame), start);
}

Result<void> PictureWriter::begin(CodedFrame frame, std::uint64_t start) {
  has_lost_ = false;
  if (frame.format) {
    VTP_CHECK(segmenter_.set_format(*frame.format));
    format_ = std::move(*frame.format);
  }
  last_ = TrackSample{.start = start, .duration = 0, .is_key = frame.is_key, .data = std::move(frame.data)};
  return {};
}

Result<void> PictureWriter::go_on(CodedFrame frame, std::uint64_t time, std::uint64_t last_time) {
  // Times that come too close together are those of a clock that was corrected: they are spread.
  const auto shortest = std::clamp<std::uint64_t>(usual_ / 2, 1, segmenter_.ticks(shortest_picture));
  const auto start = std::max(time, last_->start + shortest);
  const auto duration = start - last_->start;
  const auto begin_of_hole = last_->start + usual_;
  const bool is_hole = usual_ > 0 && duration > usual_ + usual_ / 2 && (has_lost_ || frame.follows_loss);
  const bool is_other = frame.format && *frame.format != format_;
  last_->duration = static_cast<std::uint32_t>(duration);
  VTP_CHECK(segmenter_.add(std::move(*last_), is_other || segmenter_.begins_segment(start, frame.is_key)));
  if (is_hole) {
    VTP_CHECK(segmenter_.note_bridged(begin_of_hole, start - begin_of_hole, media::GapReason::lost));
  } else if (time > last_time) {
    usual_ = time - last_time;
  }
  return begin(std::move(frame), start);
}

Result<void> PictureWriter::close_last() {
  if (!last_) return {};
  const auto usual = usual_ > 0 ? usual_ : segmenter_.ticks(usual_picture);
  last_->duration = static_cast<std::uint32_t>(std::min(usual, segmenter_.ticks(longest_freeze)));
  const auto result = segmenter_.add(std::move(*last_), true);
  last_.reset();
  return result;
}

std::optional<std::uint64_t> PictureWriter::held_until() const {
  if (!last_) return std::nullopt;
  return last_->start + segmenter_.ticks(has_lost_ ? longest_freeze : longest_picture);
}

}  // namespace vtp::live
