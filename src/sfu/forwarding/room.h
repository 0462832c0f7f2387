// What is behind a Router: the things of one room, and what happens with packets, reports and time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "rtc/rtcp/compound.h"
#include "rtc/rtcp/rtcp_writer.h"
#include "sfu/engine.h"
#include "sfu/forwarding/consumer.h"
#include "sfu/forwarding/loudest_speakers.h"
#include "sfu/forwarding/network_meter.h"
#include "sfu/forwarding/producer.h"
#include "sfu/forwarding/room_transport.h"
#include "sfu/forwarding/router_settings.h"
#include "sfu/forwarding/shared_room.h"
#include "sfu/forwarding/speaker_detector.h"

namespace vtp::sfu {

struct Participant {
  ParticipantId id;
  std::string cname;
  std::optional<std::int64_t> receive_limit;  // bit/s, by their own wish
  rtc::Instant heard = rtc::Instant::min();   // that was told
  NetworkMeter uplink;
  NetworkMeter downlink;
  rtc::Instant measured_at{};
  double told_loss = 0;  // percent, the worse of both directions
  /// Of what they receive where a shadow of the room is, if they do.
  std::optional<DownlinkNote> elsewhere;
};

/// See Router. Split over room.cpp (who and what is there), room_packets.cpp (packets), room_feedback.cpp
/// (RTCP that comes), room_upkeep.cpp (what time brings), room_statistics.cpp and room_sharing.cpp (the room
/// on several threads).
class Room {
 public:
  Room(RoomId id, MediaListener& listener, const RouterSettings& settings, std::uint64_t seed,
       const Clock& wall, Home* home);

  Result<PacketReceiver*> add_transport(TransportId id, ParticipantId owner, Direction direction,
                                        PacketPath& path, rtc::Instant now);
  void remove_transport(TransportId id, TransportCloseReason reason, rtc::Instant now);
  [[nodiscard]] std::optional<ParticipantId> owner_of(TransportId id) const;
  [[nodiscard]] std::vector<TransportId> transports_of(ParticipantId participant) const;
  void remove(ParticipantId participant, rtc::Instant now);

  Result<ProducerInfo> produce(ParticipantId participant, ProduceRequest request, rtc::Instant now);
  Result<void> pause_producer(ProducerId id, bool is_paused, Actor by, rtc::Instant now);
  Result<void> close_producer(ProducerId id, Actor by, rtc::Instant now);
  [[nodiscard]] std::vector<ProducerInfo> producers() const;
  [[nodiscard]] Result<ProducerInfo> producer(ProducerId id) const;

  Result<ConsumerInfo> consume(ParticipantId participant, ConsumeRequest request, rtc::Instant now);
  Result<void> pause_consumer(ParticipantId participant, ConsumerId id, bool is_paused, rtc::Instant now);
  Result<void> close_consumer(ParticipantId participant, ConsumerId id, rtc::Instant now);
  Result<Layers> prefer_layers(ParticipantId participant, ConsumerId id, Layers layers, rtc::Instant now);
  Result<void> set_priority(ParticipantId participant, ConsumerId id, std::uint8_t priority,
                            rtc::Instant now);
  Result<void> request_key_frame(ParticipantId participant, ConsumerId id, rtc::Instant now);
  Result<void> limit_receive_bitrate(ParticipantId participant, std::optional<std::int64_t> bitrate,
                                     rtc::Instant now);
  [[nodiscard]] std::optional<std::int64_t> receive_limit(ParticipantId participant) const;
  [[nodiscard]] Result<std::vector<MediaStatistics>> statistics(std::optional<ParticipantId> participant,
                                                                const StatisticsOf& of,
                                                                rtc::Instant now) const;

  void attach(Shadow& shadow);
  void detach(const Shadow& shadow, rtc::Instant now);
  void on_wish(Shadow& shadow, const ShadowWish& wish, rtc::Instant now);
  void on_news(const ShadowNews& news, rtc::Instant now);
  void on_feed(const FeedPacket& about, rtc::MutableBytes bytes, rtc::Instant now);

  void on_rtp(RoomTransport& transport, rtc::MutableBytes bytes, rtc::Instant now);
  void on_rtcp(RoomTransport& transport, rtc::Bytes compound, rtc::Instant now);
  void on_path_state(RoomTransport& transport, rtc::IceState ice, std::optional<rtc::DtlsState> dtls,
                     rtc::Instant now);

  [[nodiscard]] rtc::Instant deadline() const { return due_; }
  void on_time(rtc::Instant now);

 private:
  // Who and what is there.
  Participant& participant_of(ParticipantId id);
  Result<RoomTransport*> own_transport(ParticipantId participant, const std::optional<TransportId>& id,
                                       Direction direction);
  Result<Consumer*> own_consumer(ParticipantId participant, ConsumerId id);
  Result<void> check_streams(const RoomTransport& transport, const ProducedMedia& media) const;
  std::uint32_t new_ssrc();
  void close(Producer& producer, Actor by, rtc::Instant now);
  void close(Consumer& consumer, std::optional<ConsumerCloseReason> told);
  [[nodiscard]] std::vector<ParticipantId> audience(const Producer& producer) const;
  [[nodiscard]] std::string stream_name(const Producer& producer) const;
  void forget_speaker(Producer& producer);

  // Packets.
  const RoomTransport::Route* learn(RoomTransport& transport, const rtc::RtpPacket& packet);
  bool is_heard(Producer& producer, const rtc::RtpPacket& packet, rtc::Instant now);
  void forward(Producer& producer, const MediaPacket& media, rtc::Instant now);
  void forward_what_followed(Consumer& consumer, const LayerPacket& first, rtc::Instant now);
  void note_heard(Participant& participant, rtc::Instant now);
  void note_due(rtc::Instant at) { due_ = std::min(due_, at); }

  // Feedback.
  void on_reports(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now);
  void on_blocks(RoomTransport& transport, const rtc::ReportBlocks& blocks, rtc::Instant now);
  void on_sender_report(RoomTransport& transport, const rtc::SenderReport& report, rtc::Instant now);
  void on_packet_feedback(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now);
  void on_payload_feedback(RoomTransport& transport, const rtc::RtcpPacket& packet, rtc::Instant now);
  void want_key_frame(Consumer& consumer, rtc::Instant now);
  void spread_clock(Producer& producer, std::uint8_t encoding, bool is_first, rtc::Instant now);

  // What time brings.
  void ask_publisher(Producer& producer, rtc::Instant now);
  void look_after(RoomTransport& transport, rtc::Instant now);
  void probe(RoomTransport& transport, rtc::Instant now);
  std::uint32_t send_probe(RoomTransport& transport, std::uint32_t bytes, rtc::Instant now);
  void allocate(RoomTransport& transport, rtc::Instant now);
  void apply(Consumer& consumer, const Allocation& allocation, rtc::Instant now);
  void begin_or_ask(Consumer& consumer, rtc::Instant now);
  void tell_layers(Consumer& consumer);
  void constrain(Producer& producer, rtc::Instant now);
  void send_reports(RoomTransport& transport, rtc::Instant now);
  void send_receiver_reports(RoomTransport& transport, rtc::Instant now);
  void send_sender_reports(RoomTransport& transport, rtc::Instant now);
  void tell_scores(Producer& producer);
  void tell_scores(Consumer& consumer);
  void tell_levels(rtc::Instant now);
  void measure_network(Participant& participant, rtc::Instant now);
  [[nodiscard]] NetworkMeter::Sums uplink_sums(const Participant& participant) const;
  [[nodiscard]] NetworkMeter::Sums downlink_sums(const Participant& participant) const;
  [[nodiscard]] rtc::Instant next_due() const;
  [[nodiscard]] std::optional<double> available_kbps(const Participant& participant) const;
  void tell(MediaEvent event) { listener_.on_media_event(id_, std::move(event)); }

  // The room on several threads: at home, and in a shadow.
  void show(Producer& producer, Shadow& shadow);
  void tell_shadows(const ShadowNews& news);
  void feed(Producer& producer, std::uint8_t encoding, const MediaPacket& media, rtc::Instant now);
  void begin_feed(Producer& producer, const Producer::View& view, rtc::Instant now);
  void open_mirror(const MirrorOpened& opened);
  void take_feed(Producer& producer, const FeedBegun& feed, rtc::Instant now);
  void wish_feed(Producer& producer, bool is_wanted);
  void ask_home(Producer& producer, rtc::Instant now);
  void note_downlink(const Participant& participant);
  [[nodiscard]] std::optional<SpeakerId> active_speaker() const {
    return home_ == nullptr ? speakers_.active() : told_speaker_;
  }

  // Statistics.
  [[nodiscard]] MediaStatistics of(const RoomTransport& transport, rtc::Instant now) const;
  [[nodiscard]] MediaStatistics of(const Producer& producer, const IncomingStream& stream,
                                   rtc::Instant now) const;
  [[nodiscard]] MediaStatistics of(const Consumer& consumer, rtc::Instant now) const;

  RoomId id_;
  MediaListener& listener_;
  RouterSettings settings_;
  const Clock& wall_;
  std::mt19937_64 random_;
  std::uint32_t our_ssrc_;

  std::map<ParticipantId, Participant> participants_;
  std::map<TransportId, std::unique_ptr<RoomTransport>> transports_;
  std::map<ProducerId, std::unique_ptr<Producer>> producers_;
  std::map<ConsumerId, std::unique_ptr<Consumer>> consumers_;
  std::uint64_t next_order_ = 0;

  OutgoingPacket outgoing_;  // what has just come
  OutgoingPacket again_;     // what is sent from memory
  std::vector<Demand> demands_;
  std::vector<Allocation> allocations_;

  SpeakerDetector speakers_;
  LoudestSpeakers loudest_;
  std::uint32_t next_speaker_ = 0;

  std::vector<Shadow*> shadows_;
  Home* home_;  // nullptr: it is here
  std::optional<SpeakerId> told_speaker_;

  rtc::Instant due_ = rtc::never;
  rtc::Instant report_at_ = rtc::never;
  rtc::Instant allocate_at_ = rtc::never;
  rtc::Instant audio_at_ = rtc::never;
};

}  // namespace vtp::sfu
