// The SFU of a process that has none: classes go on with everything but media through the server.
#pragma once

#include "sfu/engine.h"
#include "sfu/tap.h"

namespace vtp::sfu {

/// Rooms open, and everything in them is refused: NOT_READY for transports and taps, and nothing else can be
/// found without one.
class AbsentEngine final : public Engine, public TapSource {
 public:
  [[nodiscard]] const RtpCapabilities& capabilities() const override { return capabilities_; }
  Result<void> open_room(RoomId, MediaListener&) override { return {}; }
  void close_room(RoomId) override {}
  void remove(RoomId, ParticipantId) override {}
  Result<TransportOffer> create_transport(RoomId, ParticipantId, Direction, bool) override;
  Result<void> connect_transport(RoomId, ParticipantId, TransportId, const DtlsParameters&) override;
  Result<IceParameters> restart_ice(RoomId, ParticipantId, TransportId) override;
  Result<void> close_transport(RoomId, ParticipantId, TransportId) override;
  Result<ProducerInfo> produce(RoomId, ParticipantId, ProduceRequest) override;
  Result<void> pause_producer(RoomId, ProducerId, bool, Actor) override;
  Result<void> close_producer(RoomId, ProducerId, Actor) override;
  [[nodiscard]] std::vector<ProducerInfo> producers(RoomId) override { return {}; }
  Result<ProducerInfo> producer(RoomId, ProducerId) override;
  Result<ConsumerInfo> consume(RoomId, ParticipantId, ConsumeRequest) override;
  Result<void> pause_consumer(RoomId, ParticipantId, ConsumerId, bool) override;
  Result<void> close_consumer(RoomId, ParticipantId, ConsumerId) override;
  Result<Layers> prefer_layers(RoomId, ParticipantId, ConsumerId, Layers) override;
  Result<void> set_priority(RoomId, ParticipantId, ConsumerId, std::uint8_t) override;
  Result<void> request_key_frame(RoomId, ParticipantId, ConsumerId) override;
  Result<void> limit_receive_bitrate(RoomId, ParticipantId, std::optional<std::int64_t>) override {
    return {};
  }
  Result<std::vector<MediaStatistics>> statistics(RoomId, std::optional<ParticipantId>,
                                                  StatisticsOf) override;
  Result<TapLine> tap(RoomId, boost::asio::io_context&, Tap&) override;

 private:
  RtpCapabilities capabilities_;
};

}  // namespace vtp::sfu
