#include "live/mixing/microphone.h"

#include <algorithm>
#include <chrono>

#include "base/try.h"
#include "rtc/payload/opus.h"

namespace vtp::live {
namespace {

constexpr std::int64_t samples_a_ms = media::mixing_rate / 1000;
/// More than clocks err: the sender had nothing to say.
constexpr std::int64_t pause_of_sender = 100 * samples_a_ms;
/// Sound that should have been before what is there already.
constexpr std::int64_t longest_overlap = 100 * samples_a_ms;
/// What is made up has died away by then.
constexpr std::int64_t longest_concealment = 200 * samples_a_ms;
/// Nobody speaks of the future; a bound for memory.
constexpr std::int64_t most_ahead = 3'000 * samples_a_ms;
/// Sound that begins or ends at once clicks.
constexpr std::size_t ramp = 240;
/// Clocks are followed by so much of the error, and of the packet, at most: nobody hears that, nor errors
/// that are smaller than the first.
constexpr std::int64_t error_divisor = 16, length_divisor = 200;

std::int64_t samples_of(rtc::Duration duration) {
  return duration.count() * samples_a_ms / 1000;
}

float fraction(std::size_t part, std::size_t whole) {
  return static_cast<float>(part) / static_cast<float>(whole);
}

}  // namespace

Result<Microphone> Microphone::create(const MediaClock& clock, std::int64_t begin) {
  VTP_TRY(auto decoder, media::OpusToSamples::create());
  return Microphone(clock, std::move(decoder), begin);
}

void Microphone::on_frame(const CodedFrame& frame, rtc::Instant captured_at) {
  const auto packet =
      rtc::read_opus({reinterpret_cast<const std::uint8_t*>(frame.data.data()), frame.data.size()});
  const auto time = samples_of(clock_->at(captured_at)) - std::int64_t{media::opus_lookahead};
  const bool is_wanted = !clock_->is_paused() && time < mixed_ + most_ahead && time > end_ - longest_overlap;
  if (!packet || !is_wanted) {
    ++counters_.dropped;
    return;
  }
  const auto length = samples_of(packet->duration());
  decoded_.clear();
  if (is_sounding_) fill_hole(frame, time - end_, length);
  if (!is_sounding_) make_room(time);
  if (!decoder_.decode(frame.data, decoded_)) {
    ++counters_.dropped;
    return;
  }
  if (is_sounding_)
    stretch(time - end_);
  else
    fade_in(end_ - time);
  is_sounding_ = !decoded_.empty();
  append_decoded();
}

void Microphone::fill_hole(const CodedFrame& next, std::int64_t missing, std::int64_t packet_length) {
  if (missing < (next.follows_loss ? packet_length * 3 / 4 : pause_of_sender)) return;
  if (!next.follows_loss || missing > longest_concealment) {
    end_softly();
    return;
  }
  const auto packets = (missing + packet_length / 2) / packet_length;
  decoder_.conceal(static_cast<std::size_t>((packets - 1) * packet_length), decoded_);
  decoder_.recover(next.data, static_cast<std::size_t>(packet_length), decoded_);
  counters_.concealed += decoded_.size();
  append_decoded();
}

void Microphone::end_softly() {
  is_sounding_ = false;
  decoded_.clear();
  decoder_.conceal(ramp, decoded_);
  for (std::size_t i = 0; i < decoded_.size(); ++i) decoded_[i] *= fraction(decoded_.size() - i, ramp);
  append_decoded();
}

void Microphone::make_room(std::int64_t time) {
  const auto begin = std::max(time, end_);
  const auto silent_from = std::max(end_, mixed_);
  if (begin > silent_from) samples_.resize(samples_.size() + static_cast<std::size_t>(begin - silent_from));
  end_ = begin;
}

void Microphone::fade_in(std::int64_t overlap) {
  const auto there_already = std::min(overlap, static_cast<std::int64_t>(decoded_.size()));
  decoded_.erase(decoded_.begin(), decoded_.begin() + there_already);
  for (std::size_t i = 0; i < std::min(ramp, decoded_.size()); ++i) decoded_[i] *= fraction(i, ramp);
}

void Microphone::stretch(std::int64_t error) {
  const auto length = static_cast<std::int64_t>(decoded_.size());
  const auto most = length / length_divisor;
  const auto more = std::clamp(error / error_divisor, -most, most);
  if (more == 0) return;
  const auto original = std::exchange(decoded_, {});
  const auto count = static_cast<std::size_t>(length + more);
  const double step = static_cast<double>(length) / static_cast<double>(count);
  decoded_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double place = static_cast<double>(i) * step;
    const auto before = static_cast<std::size_t>(place);
    const auto after = std::min(before + 1, original.size() - 1);
    const auto weight = static_cast<float>(place - static_cast<double>(before));
    decoded_.push_back(original[before] + weight * (original[after] - original[before]));
  }
}

void Microphone::append_decoded() {
  const auto length = static_cast<std::int64_t>(decoded_.size());
  const auto late = std::clamp<std::int64_t>(mixed_ - end_, 0, length);
  samples_.insert(samples_.end(), decoded_.begin() + late, decoded_.end());
  counters_.late += static_cast<std::uint64_t>(late);
  end_ += length;
  decoded_.clear();
}

void Microphone::add_to(std::span<float> mix, std::int64_t start) {
  const auto forget = [&](std::int64_t until) {
    const auto count = std::min(until - mixed_, static_cast<std::int64_t>(samples_.size()));
    samples_.erase(samples_.begin(), samples_.begin() + count);
    mixed_ = until;
  };
  forget(start);
  // Whoever is late for good needs no end over and over again.
  if (is_sounding_ && samples_.size() < mix.size() && end_ >= start) end_softly();
  const auto count = std::min(samples_.size(), mix.size());
  for (std::size_t i = 0; i < count; ++i) mix[i] += samples_[i];
  forget(start + static_cast<std::int64_t>(mix.size()));
}

}  // namespace vtp::live
