#include "sfu/forwarding/router.h"

#include "sfu/forwarding/room.h"
#include "sfu/parameters/router_capabilities.h"

namespace vtp::sfu {

Router::Router(RoomId room, MediaListener& listener, const RouterSettings& settings, std::uint64_t seed,
               const Clock& wall, Home* home)
    : room_(std::make_unique<Room>(room, listener, settings, seed, wall, home)) {}

Router::~Router() = default;

const RtpCapabilities& Router::capabilities() {
  return router_capabilities();
}

Result<PacketReceiver*> Router::add_transport(TransportId id, ParticipantId owner, Direction direction,
                                              PacketPath& path, rtc::Instant now) {
  return room_->add_transport(id, owner, direction, path, now);
}

void Router::remove_transport(TransportId id, TransportCloseReason reason, rtc::Instant now) {
  room_->remove_transport(id, reason, now);
}

std::optional<ParticipantId> Router::owner_of(TransportId id) const {
  return room_->owner_of(id);
}

std::vector<TransportId> Router::transports_of(ParticipantId participant) const {
  return room_->transports_of(participant);
}

void Router::remove(ParticipantId participant, rtc::Instant now) {
  room_->remove(participant, now);
}

Result<ProducerInfo> Router::produce(ParticipantId participant, ProduceRequest request, rtc::Instant now) {
  return room_->produce(participant, std::move(request), now);
}

Result<void> Router::pause_producer(ProducerId producer, bool is_paused, Actor by, rtc::Instant now) {
  return room_->pause_producer(producer, is_paused, by, now);
}

Result<void> Router::close_producer(ProducerId producer, Actor by, rtc::Instant now) {
  return room_->close_producer(producer, by, now);
}

std::vector<ProducerInfo> Router::producers() const {
  return room_->producers();
}

Result<ProducerInfo> Router::producer(ProducerId producer) const {
  return room_->producer(producer);
}

Result<ConsumerInfo> Router::consume(ParticipantId participant, ConsumeRequest request, rtc::Instant now) {
  return room_->consume(participant, std::move(request), now);
}

Result<void> Router::pause_consumer(ParticipantId participant, ConsumerId consumer, bool is_paused,
                                    rtc::Instant now) {
  return room_->pause_consumer(participant, consumer, is_paused, now);
}

Result<void> Router::close_consumer(ParticipantId participant, ConsumerId consumer, rtc::Instant now) {
  return room_->close_consumer(participant, consumer, now);
}

Result<Layers> Router::prefer_layers(ParticipantId participant, ConsumerId consumer, Layers layers,
                                     rtc::Instant now) {
  return room_->prefer_layers(participant, consumer, layers, now);
}

Result<void> Router::set_priority(ParticipantId participant, ConsumerId consumer, std::uint8_t priority,
                                  rtc::Instant now) {
  return room_->set_priority(participant, consumer, priority, now);
}

Result<void> Router::request_key_frame(ParticipantId participant, ConsumerId consumer, rtc::Instant now) {
  return room_->request_key_frame(participant, consumer, now);
}

Result<void> Router::limit_receive_bitrate(ParticipantId participant, std::optional<std::int64_t> bitrate,
                                           rtc::Instant now) {
  return room_->limit_receive_bitrate(participant, bitrate, now);
}

Result<std::vector<MediaStatistics>> Router::statistics(std::optional<ParticipantId> participant,
                                                        const StatisticsOf& of, rtc::Instant now) const {
  return room_->statistics(participant, of, now);
}

std::optional<std::int64_t> Router::receive_limit(ParticipantId participant) const {
  return room_->receive_limit(participant);
}

void Router::attach(Shadow& shadow) {
  room_->attach(shadow);
}

void Router::detach(const Shadow& shadow, rtc::Instant now) {
  room_->detach(shadow, now);
}

void Router::on_wish(Shadow& shadow, const ShadowWish& wish, rtc::Instant now) {
  room_->on_wish(shadow, wish, now);
}

void Router::on_news(const ShadowNews& news, rtc::Instant now) {
  room_->on_news(news, now);
}

void Router::on_feed(const FeedPacket& about, rtc::MutableBytes packet, rtc::Instant now) {
  room_->on_feed(about, packet, now);
}

rtc::Instant Router::deadline() const {
  return room_->deadline();
}

void Router::on_time(rtc::Instant now) {
  room_->on_time(now);
}

}  // namespace vtp::sfu
