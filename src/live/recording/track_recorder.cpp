#include "live/recording/track_recorder.h"

#include <utility>

#include "live/recording/h264_assembler.h"
#include "live/recording/picture_writer.h"
#include "live/recording/sound_writer.h"
#include "live/recording/vp8_assembler.h"

namespace vtp::live {
namespace {

/// For so long what comes of the stream before the present one was on its way; then it has come back.
constexpr rtc::Duration stragglers = std::chrono::seconds(2);

bool is_sound(sfu::Codec codec) {
  return codec == sfu::Codec::opus;
}

std::uint32_t timescale_of(sfu::Codec codec) {
  return is_sound(codec) ? media::opus_timescale : media::video_timescale;
}

std::unique_ptr<FrameAssembler> assembler_for(sfu::Codec codec) {
  if (codec == sfu::Codec::h264) return std::make_unique<H264Assembler>();
  if (codec == sfu::Codec::vp8) return std::make_unique<Vp8Assembler>();
  return nullptr;
}

}  // namespace

bool can_record(sfu::Codec codec) {
  return codec == sfu::Codec::opus || codec == sfu::Codec::h264 || codec == sfu::Codec::vp8;
}

media::TrackRecord track_record(sfu::Codec codec, Timestamp epoch) {
  return {.kind = is_sound(codec) ? media::TrackKind::audio : media::TrackKind::video,
          .timescale = timescale_of(codec),
          .epoch = epoch};
}

TrackRecorder::TrackRecorder(const TrackSettings& settings, media::TrackLog& log, const MediaClock& clock,
                             SenderClock& sender)
    : settings_(settings),
      log_(log),
      sender_(&sender),
      buffer_(settings.buffer),
      clock_(timescale_of(settings.codec)) {
  if (is_sound(settings.codec))
    writer_ = std::make_unique<SoundWriter>(log, settings.rules, clock);
  else
    writer_ = std::make_unique<PictureWriter>(log, settings.rules, clock);
}

void TrackRecorder::keep(const Result<void>& result) {
  if (!result && !failure_) failure_ = result.error();
}

void TrackRecorder::begin_stream(std::uint32_t ssrc, rtc::Instant now) {
  if (ssrc_) {
    drain(rtc::never);
    writer_->on_new_stream();
    keep(writer_->on_time(now));
  }
  last_ssrc_ = std::exchange(ssrc_, ssrc);
  switched_at_ = now;
  buffer_ = JitterBuffer(settings_.buffer);
  clock_ = StreamClock(timescale_of(settings_.codec));
  assembler_ = assembler_for(settings_.codec);
  has_lost_ = false;
}

void TrackRecorder::on_rtp(const rtc::RtpPacket& packet, rtc::Instant now) {
  if (failure_ || (packet.ssrc() == last_ssrc_ && now < switched_at_ + stragglers)) return;
  if (packet.ssrc() != ssrc_) begin_stream(packet.ssrc(), now);
  ++counters_.packets;
  counters_.bytes += packet.payload().size();
  switch (buffer_.insert(packet, now)) {
    case JitterBuffer::Fate::kept:
      break;
    case JitterBuffer::Fate::duplicate:
      ++counters_.duplicates;
      break;
    case JitterBuffer::Fate::late:
      ++counters_.late;
  }
  drain(now);
}

void TrackRecorder::on_sender_report(const rtc::SenderReport& report, rtc::Instant now) {
  if (report.ssrc != ssrc_) return;
  if (const auto moment = sender_->on_report(report.sent_at, now))
    clock_.on_report(report.timestamp, *moment);
}

void TrackRecorder::on_time(rtc::Instant now) {
  if (failure_) return;
  drain(now);
  keep(writer_->on_time(now));
}

void TrackRecorder::drain(rtc::Instant now) {
  while (!failure_) {
    const auto next = buffer_.take(now);
    if (!next) break;
    counters_.lost += next->lost;
    on_packet(next->packet, next->lost > 0);
  }
  if (listener_ != nullptr) listener_->on_held_up(buffer_.size() > 0);
}

void TrackRecorder::on_packet(const BufferedPacket& packet, bool follows_loss) {
  if (assembler_) {
    assembler_->push(packet, follows_loss, frames_);
    for (auto& frame : frames_) on_frame(std::move(frame));
    frames_.clear();
    return;
  }
  has_lost_ = has_lost_ || follows_loss;
  if (packet.payload.empty()) return;  // a probe of the sender's
  on_frame({.timestamp = packet.timestamp,
            .arrived_at = packet.arrived_at,
            .is_key = true,
            .follows_loss = std::exchange(has_lost_, false),
            .data = {packet.payload.begin(), packet.payload.end()},
            .format = media::opus_format(settings_.opus_channels)});
}

void TrackRecorder::on_frame(CodedFrame frame) {
  ++counters_.frames;
  const auto captured_at = clock_.on_frame(frame.timestamp, frame.arrived_at);
  if (frame.is_key && assembler_) key_frame_ = captured_at;
  if (listener_ != nullptr) listener_->on_frame(frame, captured_at);
  keep(writer_->add(std::move(frame), captured_at));
}

void TrackRecorder::set_muted(bool is_muted, rtc::Instant now) {
  if (failure_) return;
  drain(now);
  keep(writer_->set_muted(is_muted));
}

void TrackRecorder::on_pause(rtc::Instant now) {
  if (failure_) return;
  keep(writer_->on_pause(now));
}

void TrackRecorder::on_resume(rtc::Instant now) {
  if (failure_) return;
  keep(writer_->on_resume(now));
}

void TrackRecorder::stop(rtc::Instant now) {
  if (failure_) return;
  drain(rtc::never);
  keep(writer_->finish(now));
  if (!failure_) keep(log_.end());
}

std::optional<rtc::Instant> TrackRecorder::take_key_frame() {
  return std::exchange(key_frame_, std::nullopt);
}

TrackRecorder::Counters TrackRecorder::counters() const {
  auto counters = counters_;
  counters.dropped = writer_->dropped();
  return counters;
}

}  // namespace vtp::live
