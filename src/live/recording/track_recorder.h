// Records one stream of RTP: packets in, parts of segments out. Knows no socket, reads no clock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "live/recording/frame_assembler.h"
#include "live/recording/frame_listener.h"
#include "live/recording/jitter_buffer.h"
#include "live/recording/sender_clock.h"
#include "live/recording/stream_clock.h"
#include "live/recording/track_writer.h"
#include "rtc/rtcp/reports.h"
#include "sfu/parameters/codecs.h"

namespace vtp::live {

struct TrackSettings {
  sfu::Codec codec = sfu::Codec::opus;
  SegmentRules rules;
  JitterBuffer::Options buffer;
  std::uint8_t opus_channels = 2;
};

/// H.264, VP8 and Opus can be stored as they come.
bool can_record(sfu::Codec codec);

/// What a log is created with for tracks of that codec.
media::TrackRecord track_record(sfu::Codec codec, Timestamp epoch);

/// Of one thread. What goes wrong with the log is kept, and nothing is recorded from then on.
class TrackRecorder {
 public:
  /// A codec that can be recorded. `log` is new, or goes on after a restart; `sender` is shared by all
  /// streams of a participant and begins anew when that comes back, `clock` by all tracks of a recording. All
  /// must outlive it.
  TrackRecorder(const TrackSettings& settings, media::TrackLog& log, const MediaClock& clock,
                SenderClock& sender);

  /// Hears every frame before it is written; must outlive the recorder, or be replaced by nullptr before.
  void listen(FrameListener* listener) { listener_ = listener; }

  /// A packet as the publisher sent it: a retransmission as what it repeats, of the codec of the settings.
  /// Another SSRC is the same track of another stream: a device was changed, somebody came back.
  void on_rtp(const rtc::RtpPacket& packet, rtc::Instant now);
  void on_sender_report(const rtc::SenderReport& report, rtc::Instant now);
  /// To be called some ten times a second.
  void on_time(rtc::Instant now);

  /// What comes next is somebody else's, who tells the time by another clock.
  void set_sender(SenderClock& sender) { sender_ = &sender; }
  /// The publisher has muted the stream, or goes on.
  void set_muted(bool is_muted, rtc::Instant now);
  /// Call these after the clock's.
  void on_pause(rtc::Instant now);
  void on_resume(rtc::Instant now);
  /// Writes everything, also what came out of order, and ends the log.
  void stop(rtc::Instant now);

  /// Tell KeyFrameSchedule::want().
  [[nodiscard]] bool needs_key_frame() const { return writer_->needs_key_frame(); }
  /// When the newest key frame was captured; nullopt if none has come since this was asked last. Tell
  /// KeyFrameSchedule::on_key_frame().
  std::optional<rtc::Instant> take_key_frame();
  /// INSUFFICIENT_STORAGE when the disk is full.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

  struct Counters {
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;       // of payload
    std::uint64_t lost = 0;        // packets that were given up
    std::uint64_t late = 0;        // packets that came after that
    std::uint64_t duplicates = 0;  // packets
    std::uint64_t frames = 0;      // that were complete
    std::uint64_t dropped = 0;     // frames that could not be used
  };
  [[nodiscard]] Counters counters() const;

 private:
  void begin_stream(std::uint32_t ssrc, rtc::Instant now);
  void drain(rtc::Instant now);
  void on_packet(const BufferedPacket& packet, bool follows_loss);
  void on_frame(CodedFrame frame);
  void keep(const Result<void>& result);

  TrackSettings settings_;
  media::TrackLog& log_;
  SenderClock* sender_;
  std::unique_ptr<TrackWriter> writer_;
  std::unique_ptr<FrameAssembler> assembler_;  // of pictures
  JitterBuffer buffer_;
  StreamClock clock_;
  std::optional<std::uint32_t> ssrc_;
  std::optional<std::uint32_t> last_ssrc_;  // the one before, whose late packets mean nothing
  rtc::Instant switched_at_;                // from that to this
  bool has_lost_ = false;                   // packets before the next one of sound
  std::optional<rtc::Instant> key_frame_;
  FrameListener* listener_ = nullptr;
  std::vector<CodedFrame> frames_;  // memory
  std::optional<Error> failure_;
  Counters counters_;
};

}  // namespace vtp::live
