#include "support/sfu/fake_engine.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "sfu/parameters/router_capabilities.h"

namespace vtp::testing {
namespace {

using namespace sfu;

constexpr std::size_t max_transports = 4;  // of one participant

RtpCodecCapability codec(std::string_view mime_type) {
  const auto& all = router_capabilities().codecs;
  return *std::ranges::find(all, mime_type, &RtpCodecCapability::mime_type);
}

bool has(const RtpCapabilities& capabilities, std::string_view mime_type) {
  return std::ranges::any_of(capabilities.codecs, [&](const RtpCodecCapability& one) {
    return equals_ignoring_case(one.mime_type, mime_type);
  });
}

std::unexpected<Error> refused(ErrorCode code) {
  return fail(code, "Refused by the fake");
}

}  // namespace

FakeEngine::FakeEngine() {
  capabilities_.codecs = {codec("audio/opus"), codec("video/H264"), codec("video/VP8")};
}

Result<FakeEngine::Room*> FakeEngine::find_room(RoomId room) {
  if (const auto code = std::exchange(refusal_, std::nullopt)) return refused(*code);
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return refused(ErrorCode::not_ready);
  return &found->second;
}

Result<FakeEngine::Transport*> FakeEngine::find_transport(Room& room, ParticipantId participant,
                                                          TransportId transport) {
  const auto found = room.transports.find(transport);
  if (found == room.transports.end() || found->second.owner != participant)
    return refused(ErrorCode::transport_not_found);
  return &found->second;
}

Result<FakeEngine::Consumer*> FakeEngine::find_consumer(RoomId room, ParticipantId participant,
                                                        ConsumerId consumer) {
  VTP_TRY(auto* there, find_room(room));
  const auto found = there->consumers.find(consumer);
  if (found == there->consumers.end() || found->second.owner != participant)
    return refused(ErrorCode::consumer_not_found);
  return &found->second;
}

std::vector<ParticipantId> FakeEngine::concerned_by(const Room& room, const ProducerInfo& producer) {
  std::vector<ParticipantId> concerned{producer.owner};
  for (const auto& [id, consumer] : room.consumers)
    if (consumer.producer == producer.id) concerned.push_back(consumer.owner);
  return concerned;
}

Result<void> FakeEngine::open_room(RoomId room, MediaListener& listener) {
  const std::scoped_lock lock(mutex_);
  if (const auto code = std::exchange(refusal_, std::nullopt)) return refused(*code);
  rooms_[room].listener = &listener;
  return {};
}

void FakeEngine::close_room(RoomId room) {
  const std::scoped_lock lock(mutex_);
  rooms_.erase(room);
}

void FakeEngine::remove(RoomId room, ParticipantId participant) {
  const std::scoped_lock lock(mutex_);
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return;
  std::vector<TransportId> theirs;
  for (const auto& [id, transport] : found->second.transports)
    if (transport.owner == participant) theirs.push_back(id);
  for (const auto id : theirs) end_transport(room, found->second, id, ConsumerCloseReason::left);
}

Result<TransportOffer> FakeEngine::create_transport(RoomId room, ParticipantId participant,
                                                    Direction direction, bool force_tcp) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  const auto count = std::ranges::count_if(
      there->transports, [&](const auto& entry) { return entry.second.owner == participant; });
  if (static_cast<std::size_t>(count) >= max_transports) return refused(ErrorCode::transport_limit);
  TransportOffer offer;
  offer.id = TransportId::make();
  offer.ice_parameters = {.username_fragment = "user", .password = "secret"};
  const auto candidate = [&](CandidateProtocol protocol) {
    offer.ice_candidates.push_back(
        {.foundation = "1", .priority = 1, .address = "192.0.2.1", .protocol = protocol, .port = 40'000});
  };
  if (!force_tcp) candidate(CandidateProtocol::udp);
  candidate(CandidateProtocol::tcp);
  offer.dtls_parameters.fingerprints = {{.algorithm = "sha-256", .value = "AB:CD"}};
  there->transports[offer.id] = {.owner = participant, .direction = direction, .connected = {}};
  return offer;
}

Result<void> FakeEngine::connect_transport(RoomId room, ParticipantId participant, TransportId transport,
                                           const DtlsParameters& parameters) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  VTP_TRY(auto* found, find_transport(*there, participant, transport));
  if (found->connected && *found->connected != parameters)
    return refused(ErrorCode::transport_already_connected);
  found->connected = parameters;
  return {};
}

Result<IceParameters> FakeEngine::restart_ice(RoomId room, ParticipantId participant, TransportId transport) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  VTP_CHECK(find_transport(*there, participant, transport));
  return IceParameters{.username_fragment = "again", .password = "secret"};
}

Result<void> FakeEngine::close_transport(RoomId room, ParticipantId participant, TransportId transport) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  VTP_CHECK(find_transport(*there, participant, transport));
  end_transport(room, *there, transport, ConsumerCloseReason::transport_closed);
  return {};
}

void FakeEngine::end_transport(RoomId id, Room& room, TransportId transport, ConsumerCloseReason reason) {
  std::vector<ProducerId> producers;
  for (const auto& [producer, made] : room.producers)
    if (made.transport == transport) producers.push_back(producer);
  for (const auto producer : producers) end_producer(id, room, producer, Actor::self);
  std::erase_if(room.consumers, [&](const auto& entry) {
    if (entry.second.transport != transport) return false;
    room.listener->on_media_event(id, ConsumerClosed{entry.second.owner, entry.first, reason});
    return true;
  });
  room.transports.erase(transport);
}

Result<ProducerInfo> FakeEngine::produce(RoomId room, ParticipantId participant, ProduceRequest request) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  VTP_TRY(const auto* transport, find_transport(*there, participant, request.transport));
  if (transport->direction != Direction::send) return refused(ErrorCode::transport_not_found);
  for (const auto& [id, producer] : there->producers)
    if (producer.info.owner == participant && producer.info.source == request.source)
      return refused(ErrorCode::producer_exists);
  if (request.rtp_parameters.codecs.empty()) return refused(ErrorCode::invalid_rtp_parameters);
  const auto& used = request.rtp_parameters.codecs.front().mime_type;
  if (!has(capabilities_, used)) return refused(ErrorCode::unsupported_codec);
  ProducerInfo info{
      .id = ProducerId::make(),
      .owner = participant,
      .kind = request.kind,
      .type = request.rtp_parameters.encodings.size() > 1 ? ProducerType::simulcast : ProducerType::simple,
      .source = request.source,
      .app_data = request.app_data,
      .is_paused = request.is_paused};
  there->producers[info.id] = {.info = info, .transport = request.transport, .codec = used};
  return info;
}

Result<void> FakeEngine::pause_producer(RoomId room, ProducerId producer, bool is_paused, Actor by) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  const auto found = there->producers.find(producer);
  if (found == there->producers.end()) return refused(ErrorCode::producer_not_found);
  auto& info = found->second.info;
  if (std::exchange(info.is_paused, is_paused) == is_paused) return {};
  there->listener->on_media_event(
      room, ProducerPaused{producer, info.owner, is_paused, by, concerned_by(*there, info)});
  return {};
}

Result<void> FakeEngine::close_producer(RoomId room, ProducerId producer, Actor by) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  if (!there->producers.contains(producer)) return refused(ErrorCode::producer_not_found);
  end_producer(room, *there, producer, by);
  return {};
}

void FakeEngine::end_producer(RoomId id, Room& room, ProducerId producer, Actor by) {
  const auto info = room.producers.at(producer).info;
  room.producers.erase(producer);
  room.listener->on_media_event(id, ProducerClosed{producer, info.owner, by, concerned_by(room, info)});
  std::erase_if(room.consumers, [&](const auto& entry) {
    if (entry.second.producer != producer) return false;
    room.listener->on_media_event(
        id, ConsumerClosed{entry.second.owner, entry.first, ConsumerCloseReason::producer_closed});
    return true;
  });
}

std::vector<ProducerInfo> FakeEngine::producers(RoomId room) {
  const std::scoped_lock lock(mutex_);
  std::vector<ProducerInfo> all;
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return all;
  for (const auto& [id, producer] : found->second.producers) all.push_back(producer.info);
  return all;
}

Result<ProducerInfo> FakeEngine::producer(RoomId room, ProducerId producer) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  const auto found = there->producers.find(producer);
  if (found == there->producers.end()) return refused(ErrorCode::producer_not_found);
  return found->second.info;
}

Result<ConsumerInfo> FakeEngine::consume(RoomId room, ParticipantId participant, ConsumeRequest request) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  const auto found = there->producers.find(request.producer);
  if (found == there->producers.end()) return refused(ErrorCode::producer_not_found);
  if (request.rtp_capabilities.codecs.empty()) return refused(ErrorCode::invalid_rtp_capabilities);
  if (!has(request.rtp_capabilities, found->second.codec)) return refused(ErrorCode::cannot_consume);
  const auto transport = std::ranges::find_if(there->transports, [&](const auto& entry) {
    return entry.second.owner == participant && entry.second.direction == Direction::recv &&
           (!request.transport || entry.first == *request.transport);
  });
  if (transport == there->transports.end()) return refused(ErrorCode::transport_not_found);
  ConsumerInfo info;
  info.id = ConsumerId::make();
  info.producer = found->second.info;
  info.type = info.producer.type;
  info.rtp_parameters.encodings.emplace_back().ssrc = 1234;
  for (const auto& codec : request.rtp_capabilities.codecs)
    if (equals_ignoring_case(codec.mime_type, found->second.codec))
      info.rtp_parameters.codecs.push_back({.mime_type = codec.mime_type,
                                            .payload_type = codec.preferred_payload_type.value_or(0),
                                            .clock_rate = codec.clock_rate,
                                            .channels = codec.channels,
                                            .parameters = codec.parameters,
                                            .rtcp_feedback = codec.rtcp_feedback});
  info.producer_scores = {10};
  there->consumers[info.id] = {
      .owner = participant, .producer = request.producer, .transport = transport->first};
  return info;
}

Result<void> FakeEngine::pause_consumer(RoomId room, ParticipantId participant, ConsumerId consumer,
                                        bool is_paused) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* found, find_consumer(room, participant, consumer));
  found->is_paused = is_paused;
  return {};
}

Result<void> FakeEngine::close_consumer(RoomId room, ParticipantId participant, ConsumerId consumer) {
  const std::scoped_lock lock(mutex_);
  VTP_CHECK(find_consumer(room, participant, consumer));
  rooms_[room].consumers.erase(consumer);
  return {};
}

Result<Layers> FakeEngine::prefer_layers(RoomId room, ParticipantId participant, ConsumerId consumer,
                                         Layers layers) {
  const std::scoped_lock lock(mutex_);
  VTP_CHECK(find_consumer(room, participant, consumer));
  return Layers{.spatial = std::min<std::uint8_t>(layers.spatial, 2),
                .temporal = std::min<std::uint8_t>(layers.temporal.value_or(2), 2)};
}

Result<void> FakeEngine::set_priority(RoomId room, ParticipantId participant, ConsumerId consumer,
                                      std::uint8_t) {
  const std::scoped_lock lock(mutex_);
  VTP_CHECK(find_consumer(room, participant, consumer));
  return {};
}

Result<void> FakeEngine::request_key_frame(RoomId room, ParticipantId participant, ConsumerId consumer) {
  const std::scoped_lock lock(mutex_);
  VTP_CHECK(find_consumer(room, participant, consumer));
  return {};
}

Result<void> FakeEngine::limit_receive_bitrate(RoomId room, ParticipantId participant,
                                               std::optional<std::int64_t> bitrate) {
  const std::scoped_lock lock(mutex_);
  VTP_CHECK(find_room(room));
  limits_[participant] = bitrate;
  return {};
}

/// Of every transport a megabyte in a thousand packets, ten of which were lost.
Result<std::vector<MediaStatistics>> FakeEngine::statistics(RoomId room,
                                                            std::optional<ParticipantId> participant,
                                                            StatisticsOf of) {
  const std::scoped_lock lock(mutex_);
  VTP_TRY(auto* there, find_room(room));
  const auto is_theirs = [&](ParticipantId owner) { return !participant || *participant == owner; };
  MediaStatistics line;
  line.bytes = 1'000'000;
  line.packets = 1'000;
  line.packets_lost = 10;
  if (const auto* transport = std::get_if<TransportId>(&of)) {
    const auto found = there->transports.find(*transport);
    if (found == there->transports.end() || !is_theirs(found->second.owner))
      return refused(ErrorCode::transport_not_found);
    line.type = "transport";
  } else if (const auto* producer = std::get_if<ProducerId>(&of)) {
    const auto found = there->producers.find(*producer);
    if (found == there->producers.end() || !is_theirs(found->second.info.owner))
      return refused(ErrorCode::producer_not_found);
    line.type = "inbound-rtp";
    line.kind = found->second.info.kind;
    line.ssrc = 1234;
    line.round_trip_ms = 20;
    line.score = 9;
  } else {
    const auto found = there->consumers.find(std::get<ConsumerId>(of));
    if (found == there->consumers.end() || !is_theirs(found->second.owner))
      return refused(ErrorCode::consumer_not_found);
    line.type = "outbound-rtp";
  }
  return std::vector{line};
}

bool FakeEngine::is_open(RoomId room) {
  const std::scoped_lock lock(mutex_);
  return rooms_.contains(room);
}

std::size_t FakeEngine::transport_count(RoomId room) {
  const std::scoped_lock lock(mutex_);
  const auto found = rooms_.find(room);
  return found == rooms_.end() ? 0 : found->second.transports.size();
}

std::optional<std::int64_t> FakeEngine::bitrate_limit(ParticipantId participant) {
  const std::scoped_lock lock(mutex_);
  return limits_[participant];
}

void FakeEngine::happen(RoomId room, MediaEvent event) {
  MediaListener* listener = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    listener = rooms_.at(room).listener;
  }
  listener->on_media_event(room, std::move(event));
}

}  // namespace vtp::testing
