// An engine without packets: it keeps rooms, transports, producers and consumers as the real one does, and
// tells the listener at once.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sfu/engine.h"

namespace vtp::testing {

class FakeEngine final : public sfu::Engine {
 public:
  FakeEngine();

  [[nodiscard]] const sfu::RtpCapabilities& capabilities() const override { return capabilities_; }
  Result<void> open_room(RoomId room, sfu::MediaListener& listener) override;
  void close_room(RoomId room) override;
  void remove(RoomId room, ParticipantId participant) override;
  Result<sfu::TransportOffer> create_transport(RoomId room, ParticipantId participant,
                                               sfu::Direction direction, bool force_tcp) override;
  Result<void> connect_transport(RoomId room, ParticipantId participant, sfu::TransportId transport,
                                 const sfu::DtlsParameters& parameters) override;
  Result<sfu::IceParameters> restart_ice(RoomId room, ParticipantId participant,
                                         sfu::TransportId transport) override;
  Result<void> close_transport(RoomId room, ParticipantId participant, sfu::TransportId transport) override;
  Result<sfu::ProducerInfo> produce(RoomId room, ParticipantId participant,
                                    sfu::ProduceRequest request) override;
  Result<void> pause_producer(RoomId room, sfu::ProducerId producer, bool is_paused, sfu::Actor by) override;
  Result<void> close_producer(RoomId room, sfu::ProducerId producer, sfu::Actor by) override;
  [[nodiscard]] std::vector<sfu::ProducerInfo> producers(RoomId room) override;
  Result<sfu::ProducerInfo> producer(RoomId room, sfu::ProducerId producer) override;
  Result<sfu::ConsumerInfo> consume(RoomId room, ParticipantId participant,
                                    sfu::ConsumeRequest request) override;
  Result<void> pause_consumer(RoomId room, ParticipantId participant, sfu::ConsumerId consumer,
                              bool is_paused) override;
  Result<void> close_consumer(RoomId room, ParticipantId participant, sfu::ConsumerId consumer) override;
  Result<sfu::Layers> prefer_layers(RoomId room, ParticipantId participant, sfu::ConsumerId consumer,
                                    sfu::Layers layers) override;
  Result<void> set_priority(RoomId room, ParticipantId participant, sfu::ConsumerId consumer,
                            std::uint8_t priority) override;
  Result<void> request_key_frame(RoomId room, ParticipantId participant, sfu::ConsumerId consumer) override;
  Result<void> limit_receive_bitrate(RoomId room, ParticipantId participant,
                                     std::optional<std::int64_t> bitrate) override;
  Result<std::vector<sfu::MediaStatistics>> statistics(RoomId room, std::optional<ParticipantId> participant,
                                                       sfu::StatisticsOf of) override;

  // What tests look at and decide.
  [[nodiscard]] bool is_open(RoomId room);
  [[nodiscard]] std::size_t transport_count(RoomId room);
  [[nodiscard]] std::optional<std::int64_t> bitrate_limit(ParticipantId participant);
  /// The next call that can be refused is.
  void refuse_next(ErrorCode code) { refusal_ = code; }
  /// Something that happens by itself.
  void happen(RoomId room, sfu::MediaEvent event);

 private:
  struct Transport {
    ParticipantId owner;
    sfu::Direction direction = sfu::Direction::send;
    std::optional<sfu::DtlsParameters> connected;
  };
  struct Producer {
    sfu::ProducerInfo info;
    sfu::TransportId transport;
    std::string codec;
  };
  struct Consumer {
    ParticipantId owner;
    sfu::ProducerId producer;
    sfu::TransportId transport;
    bool is_paused = true;
  };
  struct Room {
    sfu::MediaListener* listener = nullptr;
    std::map<sfu::TransportId, Transport> transports;
    std::map<sfu::ProducerId, Producer> producers;
    std::map<sfu::ConsumerId, Consumer> consumers;
  };

  Result<Room*> find_room(RoomId room);
  Result<Transport*> find_transport(Room& room, ParticipantId participant, sfu::TransportId transport);
  Result<Consumer*> find_consumer(RoomId room, ParticipantId participant, sfu::ConsumerId consumer);
  [[nodiscard]] std::vector<ParticipantId> concerned_by(const Room& room, const sfu::ProducerInfo& producer);
  void end_producer(RoomId id, Room& room, sfu::ProducerId producer, sfu::Actor by);
  void end_transport(RoomId id, Room& room, sfu::TransportId transport, sfu::ConsumerCloseReason reason);

  sfu::RtpCapabilities capabilities_;
  std::mutex mutex_;
  std::map<RoomId, Room> rooms_;
  std::map<ParticipantId, std::optional<std::int64_t>> limits_;
  std::optional<ErrorCode> refusal_;
};

}  // namespace vtp::testing
