#include "support/live/simulated_class.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/live/rtp_packets.h"

namespace vtp::live::test {
namespace {

using namespace std::chrono_literals;

constexpr rtc::Duration step_size = 5ms;
constexpr rtc::Duration round_trip = 80ms;

rtc::Duration scaled(rtc::Duration elapsed, double millionths) {
  return rtc::Duration(elapsed.count() +
                       std::llround(static_cast<double>(elapsed.count()) * millionths * 1e-6));
}

/// What a frame holds: when it was made, in microseconds since the beginning.
std::string mark(rtc::Duration captured, std::size_t size) {
  auto text = fmt::format("{:016}", captured.count());
  text.resize(std::max(size, text.size()), '.');
  return text;
}

}  // namespace

SimulatedStream::SimulatedStream(const std::filesystem::path& folder, sfu::Codec codec,
                                 const MediaClock& clock, SenderClock& sender_clock, rtc::Instant begin)
    : interval(codec == sfu::Codec::opus ? rtc::Duration(20ms) : rtc::Duration(33'333)),
      log(media::TrackLog::create(folder, track_record(codec, clock.epoch())).value()),
      recorder(std::make_unique<TrackRecorder>(TrackSettings{.codec = codec}, *log, clock, sender_clock)),
      codec_(codec),
      rate_(codec == sfu::Codec::opus ? 48'000 : 90'000),
      next_frame_(begin),
      next_report_(begin + 500ms) {}

void SimulatedStream::change_ssrc(int by) {
  ssrc_ += static_cast<std::uint32_t>(by);
  begin_anew();
}

void SimulatedStream::begin_anew() {
  sequence_ = static_cast<std::uint16_t>(sequence_ * 7 + 3);
  timestamp_offset_ = timestamp_offset_ * 5 + 77;
  wants_key_ = true;
}

std::uint32_t SimulatedStream::timestamp_at(rtc::Duration sender_elapsed) const {
  const auto micros = scaled(sender_elapsed, drift).count();
  return timestamp_offset_ + static_cast<std::uint32_t>(micros * rate_ / 1'000'000);
}

std::vector<std::string> SimulatedStream::payloads(std::string_view content, bool is_key) {
  if (codec_ == sfu::Codec::opus) return {"\x78" + std::string(content)};  // 20 ms, mono
  if (codec_ == sfu::Codec::h264) return h264_payloads(fake_h264(is_key, size, content));
  const auto layer = static_cast<std::uint8_t>(frames_since_key_ % 2);
  if (layer == 0) ++base_;
  picture_ = static_cast<std::uint16_t>((picture_ + 1) & 0x7FFF);
  return vp8_payloads(fake_vp8(is_key, size, content),
                      {.picture = picture_, .base = base_, .layer = layer, .is_sync = layer == 1});
}

void SimulatedStream::send(std::string_view payload, bool marker, std::uint32_t timestamp, rtc::Instant now,
                           std::mt19937& random) {
  const auto bytes = rtp_packet(ssrc_, sequence_++, timestamp, marker, payload);
  std::uniform_real_distribution<double> chance(0, 1);
  const auto travel = [&] {
    return way.delay + rtc::Duration(std::llround(chance(random) * static_cast<double>(way.jitter.count())));
  };
  auto sent_at = now + capture_delay + (marker ? held_up : rtc::Duration{});
  while (chance(random) < way.loss) {
    if (!way.repairs) return;
    sent_at += round_trip;
  }
  on_the_way_.emplace(sent_at + travel(), bytes);
  if (chance(random) < way.duplicates) on_the_way_.emplace(sent_at + travel(), bytes);
}

void SimulatedStream::send_frame(rtc::Instant now, rtc::Duration sender_elapsed, std::mt19937& random) {
  const bool is_sound = codec_ == sfu::Codec::opus;
  const bool is_key = is_sound || wants_key_;
  frames_since_key_ = is_key ? 0 : frames_since_key_ + 1;
  wants_key_ = false;
  const auto content = mark(now - rtc::Instant(1000s), is_sound ? 60
                                                       : is_key ? frame_bytes * 3
                                                                : frame_bytes);
  const auto pieces = payloads(content, is_key);
  for (std::size_t i = 0; i < pieces.size(); ++i)
    send(pieces[i], i + 1 == pieces.size(), timestamp_at(sender_elapsed), now, random);
}

SimulatedClass::SimulatedClass(Options options) : options_(options), random_(options.seed) {}

SimulatedStream& SimulatedClass::add(sfu::Codec codec) {
  const auto folder = folder_ / fmt::format("{}", streams_.size());
  return *streams_.emplace_back(
      std::make_unique<SimulatedStream>(folder, codec, clock_, sender_clock_, now_));
}

rtc::Duration SimulatedClass::sender_elapsed() const {
  return scaled(elapsed(), options_.drift);
}

void SimulatedClass::run(rtc::Duration duration) {
  for (const auto end = now_ + duration; now_ < end; now_ += step_size) step();
}

void SimulatedClass::step() {
  if (key_request_ && now_ >= *key_request_) {
    key_request_.reset();
    for (const auto& stream : streams_) stream->wants_key_ |= stream->answers_requests;
  }
  for (const auto& stream : streams_) {
    while (now_ >= stream->next_frame_) {
      stream->next_frame_ += stream->interval;
      if (stream->is_sending) stream->send_frame(now_, sender_elapsed(), random_);
    }
    while (!stream->on_the_way_.empty() && stream->on_the_way_.begin()->first <= now_) {
      auto packet = stream->on_the_way_.extract(stream->on_the_way_.begin());
      stream->recorder->on_rtp(*rtc::RtpPacket::parse(packet.mapped()), packet.key());
    }
    if (now_ >= stream->next_report_ && stream->is_sending) {
      stream->next_report_ = now_ + (stream->codec_ == sfu::Codec::opus ? 5s : 1s);
      if (!stream->sends_reports) continue;
      stream->recorder->on_sender_report({.ssrc = stream->ssrc_,
                                          .sent_at = rtc::to_ntp(wall_ + sender_elapsed()),
                                          .timestamp = stream->timestamp_at(sender_elapsed())},
                                         now_ + stream->way.delay);
    }
  }
  if (now_ < next_upkeep_) return;
  next_upkeep_ += 100ms;
  for (const auto& stream : streams_) {
    stream->recorder->on_time(now_);
    const bool is_picture = stream->codec_ != sfu::Codec::opus;
    if (const auto key = stream->recorder->take_key_frame(); key && is_picture) schedule_.on_key_frame(*key);
    if (stream->recorder->needs_key_frame()) schedule_.want(now_);
  }
  if (asks_for_key_frames && schedule_.take(now_)) key_request_ = now_ + round_trip / 2;
}

void SimulatedClass::rejoin(rtc::Duration clock_differs_by) {
  sender_clock_ = {};
  wall_ += clock_differs_by;
  for (const auto& stream : streams_) stream->change_ssrc();
}

void SimulatedClass::pause() {
  clock_.pause(now_);
  for (const auto& stream : streams_) stream->recorder->on_pause(now_);
}

void SimulatedClass::resume() {
  clock_.resume(now_);
  for (const auto& stream : streams_) stream->recorder->on_resume(now_);
}

void SimulatedClass::stop() {
  for (const auto& stream : streams_) stream->recorder->stop(now_);
}

void SimulatedClass::restart_recorders() {
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    auto& stream = *streams_[i];
    const TrackSettings settings{.codec = stream.codec_};
    stream.recorder.reset();
    stream.log.reset();
    stream.log = media::TrackLog::open(folder_ / fmt::format("{}", i)).value();
    stream.recorder = std::make_unique<TrackRecorder>(settings, *stream.log, clock_, sender_clock_);
  }
}

std::vector<double> errors(const SimulatedStream& stream) {
  const auto index = index_of(*stream.log);
  std::vector<double> all;
  for (const auto& sample : recorded_samples(*stream.log)) {
    if (sample.data.size() < 16) continue;
    std::string content = sample.data.substr(1);
    if (index.kind == media::TrackKind::video)
      content = index.inits[0].codec.starts_with("avc1") ? content_of_fake_h264(sample.data)
                                                         : content_of_fake_vp8(sample.data);
    all.push_back(sample.start - static_cast<double>(std::stoll(content.substr(0, 16))) / 1e6);
  }
  return all;
}

}  // namespace vtp::live::test
