#include "sfu/absent_engine.h"

namespace vtp::sfu {
namespace {

std::unexpected<Error> no_transport() {
  return fail(ErrorCode::transport_not_found, "There is no such transport");
}
std::unexpected<Error> no_producer() {
  return fail(ErrorCode::producer_not_found, "There is no such producer");
}
std::unexpected<Error> no_consumer() {
  return fail(ErrorCode::consumer_not_found, "There is no such consumer");
}

}  // namespace

Result<TransportOffer> AbsentEngine::create_transport(RoomId, ParticipantId, Direction, bool) {
  return fail(ErrorCode::not_ready, "Sound and pictures cannot go through this server");
}
Result<void> AbsentEngine::connect_transport(RoomId, ParticipantId, TransportId, const DtlsParameters&) {
  return no_transport();
}
Result<IceParameters> AbsentEngine::restart_ice(RoomId, ParticipantId, TransportId) {
  return no_transport();
}
Result<void> AbsentEngine::close_transport(RoomId, ParticipantId, TransportId) {
  return no_transport();
}

Result<ProducerInfo> AbsentEngine::produce(RoomId, ParticipantId, ProduceRequest) {
  return no_transport();
}
Result<void> AbsentEngine::pause_producer(RoomId, ProducerId, bool, Actor) {
  return no_producer();
}
Result<void> AbsentEngine::close_producer(RoomId, ProducerId, Actor) {
  return no_producer();
}
Result<ProducerInfo> AbsentEngine::producer(RoomId, ProducerId) {
  return no_producer();
}

Result<ConsumerInfo> AbsentEngine::consume(RoomId, ParticipantId, ConsumeRequest) {
  return no_producer();
}
Result<void> AbsentEngine::pause_consumer(RoomId, ParticipantId, ConsumerId, bool) {
  return no_consumer();
}
Result<void> AbsentEngine::close_consumer(RoomId, ParticipantId, ConsumerId) {
  return no_consumer();
}
Result<Layers> AbsentEngine::prefer_layers(RoomId, ParticipantId, ConsumerId, Layers) {
  return no_consumer();
}
Result<void> AbsentEngine::set_priority(RoomId, ParticipantId, ConsumerId, std::uint8_t) {
  return no_consumer();
}
Result<void> AbsentEngine::request_key_frame(RoomId, ParticipantId, ConsumerId) {
  return no_consumer();
}

Result<std::vector<MediaStatistics>> AbsentEngine::statistics(RoomId, std::optional<ParticipantId>,
                                                              StatisticsOf) {
  return no_transport();
}

Result<TapLine> AbsentEngine::tap(RoomId, boost::asio::io_context&, Tap&) {
  return fail(ErrorCode::not_ready, "Sound and pictures cannot go through this server");
}

}  // namespace vtp::sfu
