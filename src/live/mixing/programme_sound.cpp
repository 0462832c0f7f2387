#include "live/mixing/programme_sound.h"

#include <algorithm>

#include "base/try.h"
#include "live/mixing/soft_limit.h"

namespace vtp::live {
namespace {

constexpr std::uint64_t frame = media::aac_frame_samples;

void add(Microphone::Counters& sum, const Microphone::Counters& counters) {
  sum.late += counters.late;
  sum.concealed += counters.concealed;
  sum.dropped += counters.dropped;
}

}  // namespace

media::TrackRecord ProgrammeSound::track_record(Timestamp epoch) {
  return {.kind = media::TrackKind::audio, .timescale = media::mixing_rate, .epoch = epoch};
}

ProgrammeSound::ProgrammeSound(const Options& options, media::TrackLog& log, const MediaClock& clock)
    : options_(options), log_(log), clock_(clock), segmenter_(log, options.rules) {}

Result<std::unique_ptr<ProgrammeSound>> ProgrammeSound::create(const Options& options, media::TrackLog& log,
                                                               const MediaClock& clock, rtc::Instant now) {
  std::unique_ptr<ProgrammeSound> sound(new ProgrammeSound(options, log, clock));
  VTP_CHECK(sound->begin(now));
  return sound;
}

/// The first frame that begins now or later, where nothing is yet.
std::uint64_t ProgrammeSound::next_frame(rtc::Instant now) const {
  return (std::max(segmenter_.ticks(clock_.at(now)), segmenter_.end()) + frame - 1) / frame * frame;
}

Result<void> ProgrammeSound::begin(rtc::Instant now) {
  // A log that was opened again may have been left in the middle of a segment.
  VTP_CHECK(segmenter_.interrupt());
  VTP_CHECK(segmenter_.set_format(media::aac_format(media::AacEncoder::configuration())));
  mixed_ = next_frame(now);
  if (clock_.is_paused()) return {};
  if (segmenter_.is_fresh())
    segmenter_.begin_at(mixed_);
  else
    VTP_CHECK(segmenter_.fill_gap(mixed_, media::GapReason::restart));
  return begin_encoder();
}

Result<void> ProgrammeSound::begin_encoder() {
  VTP_TRY(encoder_, media::AacEncoder::create(options_.bit_rate));
  written_ = mixed_;
  return {};
}

void ProgrammeSound::keep(const Result<void>& result) {
  if (!result && !failure_) failure_ = result.error();
}

Result<Microphone*> ProgrammeSound::add_microphone() {
  VTP_TRY(auto microphone, Microphone::create(clock_, static_cast<std::int64_t>(mixed_)));
  sources_.push_back({.microphone = std::make_unique<Microphone>(std::move(microphone))});
  return sources_.back().microphone.get();
}

void ProgrammeSound::remove_microphone(const Microphone& microphone) {
  const auto source =
      std::ranges::find(sources_, &microphone, [](const Source& each) { return each.microphone.get(); });
  if (source == sources_.end()) return;
  source->is_leaving = true;
  source->microphone->on_held_up(false);
}

bool ProgrammeSound::is_due(rtc::Instant now) const {
  const auto time = clock_.at(now);
  const auto end = mixed_ + frame;
  if (end > segmenter_.ticks(time - options_.wait)) return false;
  const bool is_awaited = std::ranges::any_of(sources_, [&](const Source& source) {
    return source.microphone->is_awaited(static_cast<std::int64_t>(end));
  });
  return !is_awaited || end <= segmenter_.ticks(time - options_.longest_wait);
}

Result<void> ProgrammeSound::mix_frame() {
  mix_.fill(0);
  for (const auto& source : sources_) source.microphone->add_to(mix_, static_cast<std::int64_t>(mixed_));
  std::ranges::transform(mix_, mix_.begin(), soft_limit);
  mixed_ += frame;
  std::erase_if(sources_, [&](const Source& source) {
    const bool is_gone = source.is_leaving && source.microphone->is_exhausted();
    if (is_gone) add(gone_, source.microphone->counters());
    return is_gone;
  });
  VTP_CHECK(encoder_->encode(mix_, packets_));
  return write_packets();
}

Result<void> ProgrammeSound::write_packets() {
  for (auto& packet : packets_) {
    const auto start = std::exchange(written_, written_ + frame);
    VTP_CHECK(segmenter_.add({.start = start, .duration = frame, .is_key = true, .data = std::move(packet)},
                             segmenter_.begins_segment(written_, true)));
  }
  packets_.clear();
  return {};
}

/// Of the last frame, what is after `end` is silence.
Result<void> ProgrammeSound::mix_until(rtc::Instant end) {
  if (!encoder_) return {};
  while (mixed_ < segmenter_.ticks(clock_.at(end))) VTP_CHECK(mix_frame());
  VTP_CHECK(encoder_->finish(packets_));
  encoder_.reset();
  VTP_CHECK(write_packets());
  return segmenter_.interrupt();
}

void ProgrammeSound::on_time(rtc::Instant now) {
  while (!failure_ && encoder_ && is_due(now)) keep(mix_frame());
}

void ProgrammeSound::on_pause(rtc::Instant now) {
  if (!failure_) keep(mix_until(now));
}

void ProgrammeSound::on_resume(rtc::Instant now) {
  if (failure_ || encoder_) return;
  mixed_ = next_frame(now);
  keep(segmenter_.begin_stretch(clock_.epoch(), mixed_));
  if (!failure_) keep(begin_encoder());
}

void ProgrammeSound::stop(rtc::Instant now) {
  if (failure_) return;
  keep(mix_until(now));
  if (!failure_) keep(log_.end());
}

Microphone::Counters ProgrammeSound::counters() const {
  auto sum = gone_;
  for (const auto& source : sources_) add(sum, source.microphone->counters());
  return sum;
}

}  // namespace vtp::live
