#include "live/recording/sound_writer.h"

#include <algorithm>

#include "base/try.h"
#include "rtc/payload/opus.h"

namespace vtp::live {
namespace {

using namespace std::chrono_literals;

/// Sound that is made up for so long has died away.
constexpr rtc::Duration longest_bridge = 1s;
/// More than clocks err: sound is missing although no packet is. The sender had nothing to say.
constexpr rtc::Duration pause_of_sender = 100ms;
/// Sound that should have been before what is there already.
constexpr rtc::Duration longest_overlap = 100ms;
/// A packet is made longer or shorter by so much of itself at most.
constexpr std::int64_t slew_divisor = 200;

rtc::Bytes bytes_of(const std::string& data) {
  return {reinterpret_cast<const std::uint8_t*>(data.data()), data.size()};
}

/// A packet of one empty frame, coded as `data` is (RFC 6716 section 3.2.1).
std::string empty_packet(const std::string& data) {
  constexpr unsigned configuration_and_channels = 0xFC;
  return {static_cast<char>(static_cast<unsigned char>(data.front()) & configuration_and_channels)};
}

}  // namespace

Result<void> SoundWriter::add(CodedFrame frame, rtc::Instant captured_at) {
  const auto time = ticks_at(captured_at);
  const auto packet = rtc::read_opus(bytes_of(frame.data));
  if (!time || !packet) {
    ++dropped_;
    return {};
  }
  const auto duration = segmenter_.ticks(packet->duration());
  const bool is_lost = has_lost_ = frame.follows_loss;
  if (const auto until = held_until(); until && *until < *time) VTP_CHECK(go_away(reason()));
  if (is_away_) {
    if (frame.format) VTP_CHECK(segmenter_.set_format(*frame.format));
    VTP_TRY(const auto start, come_back(*time));
    return begin(std::move(frame), start, duration);
  }
  auto start = expected();
  const auto missing = *time > start ? *time - start : 0;
  const auto noticed = is_lost ? last_duration_ * 3 / 4 : segmenter_.ticks(pause_of_sender);
  if (missing > 0 && missing >= noticed) {
    VTP_TRY(start, bridge(missing, is_lost));
  }
  const auto error = static_cast<std::int64_t>(*time) - static_cast<std::int64_t>(start);
  if (error < -static_cast<std::int64_t>(segmenter_.ticks(longest_overlap))) {
    ++dropped_;
    return {};
  }
  const auto most = static_cast<std::int64_t>(duration) / slew_divisor;
  start = static_cast<std::uint64_t>(static_cast<std::int64_t>(start) + std::clamp(error, -most, most));
  last_->duration = static_cast<std::uint32_t>(start - last_->start);
  VTP_CHECK(segmenter_.add(std::move(*last_), segmenter_.begins_segment(start, true)));
  return begin(std::move(frame), start, duration);
}

Result<void> SoundWriter::begin(CodedFrame frame, std::uint64_t start, std::uint64_t duration) {
  last_ = TrackSample{.start = start,
                      .duration = static_cast<std::uint32_t>(duration),
                      .is_key = true,
                      .data = std::move(frame.data)};
  last_duration_ = duration;
  has_lost_ = false;
  return {};
}

Result<std::uint64_t> SoundWriter::bridge(std::uint64_t missing, bool is_lost) {
  const auto data = empty_packet(last_->data);
  const auto duration = segmenter_.ticks(rtc::read_opus(bytes_of(data))->duration());
  const auto begin_of_hole = expected();
  auto count = (missing + duration / 2) / duration;
  for (; count > 0; --count) {
    const auto start = expected();
    last_->duration = static_cast<std::uint32_t>(last_duration_);
    VTP_CHECK(segmenter_.add(std::move(*last_), segmenter_.begins_segment(start, true)));
    VTP_CHECK(begin({.data = data}, start, duration));
  }
  const auto end = expected();
  if (is_lost) VTP_CHECK(segmenter_.note_bridged(begin_of_hole, end - begin_of_hole, media::GapReason::lost));
  return end;
}

Result<void> SoundWriter::close_last() {
  if (!last_) return {};
  last_->duration = static_cast<std::uint32_t>(last_duration_);
  const auto result = segmenter_.add(std::move(*last_), true);
  last_.reset();
  return result;
}

std::optional<std::uint64_t> SoundWriter::held_until() const {
  if (!last_) return std::nullopt;
  return expected() + segmenter_.ticks(longest_bridge);
}

}  // namespace vtp::live
