// What one viewer gets of one producer.
#pragma once

#include <cstdint>
#include <optional>

#include "sfu/bandwidth/allocation.h"
#include "sfu/bandwidth/burst_pacer.h"
#include "sfu/forwarding/layer_selector.h"
#include "sfu/forwarding/outgoing_packet.h"
#include "sfu/forwarding/producer.h"
#include "sfu/forwarding/sent_packets.h"
#include "sfu/forwarding/viewer_path.h"
#include "sfu/parameters/consumed_media.h"

namespace vtp::sfu {

class Consumer {
 public:
  struct Start {
    std::uint16_t sequence = 1000;
    std::uint16_t rtx_sequence = 1000;
    Layers preferred;
  };
  Consumer(ConsumerId id, ParticipantId viewer, TransportId transport, Producer& producer,
           ConsumedMedia media, ViewerPath& path, const Start& start);
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

  [[nodiscard]] ConsumerId id() const { return id_; }
  [[nodiscard]] ParticipantId viewer() const { return viewer_; }
  [[nodiscard]] TransportId transport() const { return transport_; }
  [[nodiscard]] Producer& producer() { return producer_; }
  [[nodiscard]] const Producer& producer() const { return producer_; }
  [[nodiscard]] const ConsumedMedia& media() const { return media_; }
  [[nodiscard]] std::uint32_t ssrc() const { return *media_.parameters.encodings[0].ssrc; }
  [[nodiscard]] bool is_video() const { return producer_.media().kind == MediaKind::video; }

  /// Neither the viewer nor the producer has stopped it.
  [[nodiscard]] bool is_wanted() const { return !is_paused && !producer_.info().is_paused; }
  /// What it is to send, after the bandwidth was divided; nullopt: nothing.
  void set_target(std::optional<TargetLayers> target);
  [[nodiscard]] const std::optional<TargetLayers>& target() const { return target_; }
  [[nodiscard]] const LayerSelector& selector() const { return selector_; }
  void set_clock(std::uint8_t encoding, const LayerClock& clock) { selector_.set_clock(encoding, clock); }

  /// A packet of the producer, whose payload is in `outgoing`. True: it begins another encoding.
  bool forward(const MediaPacket& packet, OutgoingPacket& outgoing, rtc::Instant now);

  /// Begins with what is in the ring if that will do. False: a key frame must be asked for.
  bool catch_up(OutgoingPacket& outgoing, rtc::Instant now);
  /// Sends on, as fast as the way carries; to be called again at the time that it gives (`never`: it is
  /// done).
  rtc::Instant go_on_catching_up(OutgoingPacket& outgoing, rtc::Instant now);
  [[nodiscard]] rtc::Instant catch_up_deadline() const;

  /// Sends again what the viewer misses.
  void repeat(std::uint16_t sequence, OutgoingPacket& outgoing, rtc::Instant now);
  /// Sends something again although nobody asked, to see whether it fits. Bytes that were sent; 0: nothing.
  std::uint32_t repeat_latest(OutgoingPacket& outgoing, rtc::Instant now);

  /// What a sender report says now; nullopt before there is something to say.
  [[nodiscard]] std::optional<rtc::SenderReport> sender_report(rtc::Instant now) const;
  /// How long the viewer's answer to a report has taken, if it is one to our last.
  std::optional<rtc::Duration> on_report(const rtc::ReportBlock& block, rtc::Instant now);
  void note_report(rtc::NtpTime sent, rtc::Instant now);

  struct Counters {
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    std::uint32_t payload_bytes = 0;  // wraps, as in reports
    std::uint64_t nacks = 0;
    std::uint64_t plis = 0;
    std::uint64_t firs = 0;
    std::uint64_t repeated = 0;
    std::int64_t lost = 0;  // as the viewer reports
    double fraction_lost = 0;
    double jitter_ms = 0;
    RateMeter rate;
  };
  [[nodiscard]] const Counters& counters() const { return counters_; }
  [[nodiscard]] Counters& counters() { return counters_; }
  /// 0 to 10, of the way to the viewer alone.
  [[nodiscard]] std::uint8_t score() const;
  [[nodiscard]] std::uint8_t producer_score() const;

  // Wishes of the viewer, and what it was told.
  bool is_paused = true;
  bool is_starved = false;  // paused because nothing fits
  std::uint8_t priority = 1;
  Layers preferred;
  std::optional<Layers> told_layers;
  std::optional<std::uint8_t> told_score;
  std::optional<std::uint8_t> told_producer_score;
  RiseHold hold;
  std::uint64_t order = 0;
  std::optional<std::uint8_t> fir_number;  // of the last request

 private:
  struct Numbers {
    std::uint8_t payload_type = 0;
    std::uint32_t ssrc = 0;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    bool marker = false;
  };

  [[nodiscard]] IncomingStream& stream_of(std::uint8_t encoding) { return producer_.streams()[encoding]; }
  /// The viewer's header extensions before the payload, and out.
  bool send(const Numbers& numbers, const rtc::RtpPacket& source, OutgoingPacket& outgoing, rtc::Instant now);
  void send_padding(const ForwardedPacket& forwarded, rtc::Instant now);
  bool send_again(const SentPacket& sent, OutgoingPacket& outgoing, rtc::Instant now);
  void catch_up_with(std::int64_t sequence, OutgoingPacket& outgoing, rtc::Instant now);

  ConsumerId id_;
  ParticipantId viewer_;
  TransportId transport_;
  Producer& producer_;
  ConsumedMedia media_;
  ViewerPath& path_;
  std::optional<TargetLayers> target_;
  LayerSelector selector_;
  SentPackets sent_;
  std::uint16_t rtx_sequence_;
  std::uint16_t last_sequence_ = 0;
  std::uint32_t interruptions_ = 0;  // of the producer, that have been seen

  struct CatchUp {
    std::uint8_t encoding = 0;
    std::int64_t next = 0;
  };
  std::optional<CatchUp> catch_up_;
  BurstPacer pacer_;

  Counters counters_;
  std::uint32_t reported_ = 0;  // compact time of our last report
  rtc::Instant reported_at_{};
};

}  // namespace vtp::sfu
