#include "sfu/forwarding/room.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/try.h"
#include "sfu/parameters/consumed_media.h"

namespace vtp::sfu {
namespace {

/// Layers as they are there.
Layers clamped(Layers wish, const ProducedMedia& media) {
  const auto top_temporal = static_cast<std::uint8_t>(media.temporal_layers() - 1);
  return {.spatial = std::min(wish.spatial, static_cast<std::uint8_t>(media.spatial_layers() - 1)),
          .temporal = std::min(wish.temporal.value_or(top_temporal), top_temporal)};
}

ProducerType type_of(const ProducedMedia& media) {
  if (media.encodings.size() > 1) return ProducerType::simulcast;
  const auto& layers = media.encodings[0].layers;
  return layers.spatial > 1 || layers.temporal > 1 ? ProducerType::svc : ProducerType::simple;
}

template <class T>
void erase_pointer(std::vector<T*>& list, const T* element) {
  std::erase(list, element);
}

}  // namespace

Room::Room(RoomId id, MediaListener& listener, const RouterSettings& settings, std::uint64_t seed,
           const Clock& wall, Home* home)
    : id_(id),
      listener_(listener),
      settings_(settings),
      wall_(wall),
      random_(seed),
      our_ssrc_(static_cast<std::uint32_t>(random_() | 1)),
      loudest_(settings.speakers),
      home_(home) {}

Participant& Room::participant_of(ParticipantId id) {
  const auto [found, is_new] = participants_.try_emplace(id);
  if (is_new) {
    found->second.id = id;
    found->second.cname = fmt::format("{:016x}", random_());
  }
  return found->second;
}

Result<PacketReceiver*> Room::add_transport(TransportId id, ParticipantId owner, Direction direction,
                                            PacketPath& path, rtc::Instant now) {
  if (transports_of(owner).size() >= settings_.transports_each)
    return fail(ErrorCode::transport_limit, "there are too many transports");
  auto& participant = participant_of(owner);
  if (participant.measured_at == rtc::Instant{}) participant.measured_at = now;
  auto transport = std::make_unique<RoomTransport>(*this, id, participant, direction, path,
                                                   RateLimits{.start = settings_.start_bitrate}, our_ssrc_);
  auto* const receiver = transport.get();
  transports_.emplace(id, std::move(transport));
  if (report_at_ == rtc::never) {
    report_at_ = now + settings_.report_interval;
    allocate_at_ = now + settings_.allocation_interval;
    audio_at_ = now + settings_.audio_interval;
  }
  note_due(next_due());
  return receiver;
}

void Room::remove_transport(TransportId id, TransportCloseReason reason, rtc::Instant now) {
  const auto found = transports_.find(id);
  if (found == transports_.end()) return;
  auto& transport = *found->second;
  while (!transport.producers.empty()) close(*transport.producers.back(), Actor::server, now);
  const bool has_left = reason == TransportCloseReason::left;
  while (!transport.consumers.empty())
    close(*transport.consumers.back(),
          has_left ? std::nullopt : std::optional(ConsumerCloseReason::transport_closed));
  const auto owner = transport.owner.id;
  transports_.erase(found);
  if (!has_left) tell(TransportClosed{.to = owner, .transport = id, .reason = reason});
}

std::optional<ParticipantId> Room::owner_of(TransportId id) const {
  const auto found = transports_.find(id);
  return found == transports_.end() ? std::nullopt : std::optional(found->second->owner.id);
}

std::vector<TransportId> Room::transports_of(ParticipantId participant) const {
  std::vector<TransportId> ids;
  for (const auto& [id, transport] : transports_)
    if (transport->owner.id == participant) ids.push_back(id);
  return ids;
}

void Room::remove(ParticipantId participant, rtc::Instant now) {
  for (const auto id : transports_of(participant)) remove_transport(id, TransportCloseReason::left, now);
  participants_.erase(participant);
}

Result<RoomTransport*> Room::own_transport(ParticipantId participant, const std::optional<TransportId>& id,
                                           Direction direction) {
  for (const auto& [transport_id, transport] : transports_)
    if (transport->owner.id == participant && transport->direction == direction &&
        (!id || *id == transport_id))
      return transport.get();
  return fail(ErrorCode::transport_not_found, "there is no such transport");
}

Result<Consumer*> Room::own_consumer(ParticipantId participant, ConsumerId id) {
  const auto found = consumers_.find(id);
  if (found == consumers_.end() || found->second->viewer() != participant)
    return fail(ErrorCode::consumer_not_found, "there is no such consumer");
  return found->second.get();
}

std::uint32_t Room::new_ssrc() {
  // 0 is nobody's, and 1234 is where the library takes probes.
  const auto is_taken = [&](std::uint32_t ssrc) {
    return ssrc == 0 || ssrc == 1234 || ssrc == our_ssrc_ ||
           std::ranges::any_of(consumers_, [&](const auto& entry) {
             const auto& encoding = entry.second->media().parameters.encodings[0];
             return encoding.ssrc == ssrc || (encoding.rtx && encoding.rtx->ssrc == ssrc);
           });
  };
  auto ssrc = static_cast<std::uint32_t>(random_());
  while (is_taken(ssrc)) ssrc = static_cast<std::uint32_t>(random_());
  return ssrc;
}

/// No two producers of a transport may claim the same packets.
Result<void> Room::check_streams(const RoomTransport& transport, const ProducedMedia& media) const {
  for (const auto* const other : transport.producers)
    if (!media.mid.empty() && other->media().mid == media.mid)
      return fail(ErrorCode::invalid_rtp_parameters, "there is a producer with this mid");
  for (const auto& encoding : media.encodings)
    for (const auto& ssrc : {encoding.ssrc, encoding.rtx_ssrc})
      if (ssrc && transport.find_route(*ssrc) != nullptr)
        return fail(ErrorCode::invalid_rtp_parameters, "there is a producer with this SSRC");
  return {};
}

Result<ProducerInfo> Room::produce(ParticipantId participant, ProduceRequest request, rtc::Instant) {
  VTP_TRY(auto* const transport, own_transport(participant, request.transport, Direction::send));
  std::size_t count = 0;
  for (const auto& [id, producer] : producers_) {
    if (producer->info().owner != participant) continue;
    if (producer->info().source == request.source)
      return fail(ErrorCode::producer_exists, "this source is being sent already");
    ++count;
  }
  if (count >= settings_.producers_each)
    return fail(ErrorCode::producer_limit, "too much is being sent already");
  VTP_TRY(auto media, check_producer(request.kind, request.rtp_parameters));
  VTP_CHECK(check_streams(*transport, media));
  const bool is_audio = request.kind == MediaKind::audio;
  const ProducerInfo info{.id = ProducerId::make(),
                          .owner = participant,
                          .kind = request.kind,
                          .type = type_of(media),
                          .source = request.source,
                          .app_data = std::move(request.app_data),
                          .is_paused = request.is_paused};
  auto producer = std::make_unique<Producer>(info, transport->id, std::move(media),
                                             request.is_always_heard || info.source == Source::screen_audio,
                                             is_audio ? settings_.audio_slots : settings_.video_slots);
  producer->speaker = next_speaker_++;
  producer->cname = participant_of(participant).cname;
  for (std::uint8_t i = 0; i < producer->streams().size(); ++i) {
    const auto& stream = producer->streams()[i];
    if (stream.ssrc()) transport->routes.push_back({*stream.ssrc(), producer.get(), i, false});
    if (stream.rtx_ssrc()) transport->routes.push_back({*stream.rtx_ssrc(), producer.get(), i, true});
  }
  if (const auto id = producer->media().extensions[Extension::transport_sequence]; id != 0)
    transport->sequence_extension = id;
  transport->producers.push_back(producer.get());
  for (auto* const shadow : shadows_) show(*producer, *shadow);
  producers_.emplace(info.id, std::move(producer));
  return info;
}

/// Who sends it, and who receives it here. A shadow leaves the former to its home.
std::vector<ParticipantId> Room::audience(const Producer& producer) const {
  std::vector<ParticipantId> all{producer.info().owner};
  for (const auto* const consumer : producer.consumers)
    if (std::ranges::find(all, consumer->viewer()) == all.end()) all.push_back(consumer->viewer());
  if (home_ != nullptr) all.erase(all.begin());
  return all;
}

Result<void> Room::pause_producer(ProducerId id, bool is_paused, Actor by, rtc::Instant now) {
  const auto found = producers_.find(id);
  if (found == producers_.end()) return fail(ErrorCode::producer_not_found, "there is no such producer");
  auto& producer = *found->second;
  if (producer.info().is_paused == is_paused) return {};
  producer.set_paused(is_paused);
  ++producer.interruptions;
  forget_speaker(producer);
  tell_shadows(MirrorPaused{.producer = id, .is_paused = is_paused, .by = by});
  ProducerPaused event{.producer = id,
                       .owner = producer.info().owner,
                       .is_paused = is_paused,
                       .by = by,
                       .to = audience(producer)};
  if (!event.to.empty()) tell(std::move(event));
  for (auto* const consumer : producer.consumers) {
    if (!consumer->is_paused)
      tell(ConsumerPaused{.to = consumer->viewer(),
                          .consumer = consumer->id(),
                          .is_paused = is_paused,
                          .reason = ConsumerPauseReason::producer});
    consumer->hold.reset();
    allocate(*transports_.at(consumer->transport()), now);
  }
  return {};
}

void Room::forget_speaker(Producer& producer) {
  speakers_.remove(producer.speaker);
  loudest_.remove(producer.speaker);
  producer.loudness = -127;
}

Result<void> Room::close_producer(ProducerId id, Actor by, rtc::Instant now) {
  const auto found = producers_.find(id);
  if (found == producers_.end()) return fail(ErrorCode::producer_not_found, "there is no such producer");
  close(*found->second, by, now);
  return {};
}

void Room::close(Producer& producer, Actor by, rtc::Instant) {
  const auto id = producer.info().id;
  ProducerClosed closed{.producer = id, .owner = producer.info().owner, .by = by, .to = audience(producer)};
  forget_speaker(producer);
  while (!producer.consumers.empty()) close(*producer.consumers.back(), ConsumerCloseReason::producer_closed);
  if (home_ == nullptr) {
    auto& transport = *transports_.at(producer.transport());
    std::erase_if(transport.routes, [&](const auto& route) { return route.producer == &producer; });
    erase_pointer(transport.producers, &producer);
  }
  producers_.erase(id);
  tell_shadows(MirrorClosed{.producer = id, .by = by});
  if (!closed.to.empty()) tell(std::move(closed));
}

void Room::close(Consumer& consumer, std::optional<ConsumerCloseReason> told) {
  const auto id = consumer.id();
  const auto viewer = consumer.viewer();
  auto& transport = *transports_.at(consumer.transport());
  erase_pointer(transport.consumers, &consumer);
  erase_pointer(consumer.producer().consumers, &consumer);
  transport.needs_allocation = true;
  if (consumer.producer().consumers.empty()) wish_feed(consumer.producer(), false);
  consumers_.erase(id);
  if (told) tell(ConsumerClosed{.to = viewer, .consumer = id, .reason = *told});
}

std::vector<ProducerInfo> Room::producers() const {
  std::vector<ProducerInfo> all;
  for (const auto& [id, producer] : producers_) all.push_back(producer->info());
  return all;
}

Result<ProducerInfo> Room::producer(ProducerId id) const {
  const auto found = producers_.find(id);
  if (found == producers_.end()) return fail(ErrorCode::producer_not_found, "there is no such producer");
  return found->second->info();
}

/// Those of one participant that have the same first word are played in step: sound and picture of the
/// person, and of the screen.
std::string Room::stream_name(const Producer& producer) const {
  const auto source = producer.info().source;
  const bool is_person = source == Source::mic || source == Source::camera;
  return fmt::format("{}-{} {}", producer.info().owner.view(), is_person ? "camera" : "screen",
                     producer.info().id.view());
}

Result<ConsumerInfo> Room::consume(ParticipantId participant, ConsumeRequest request, rtc::Instant) {
  VTP_TRY(auto* const transport, own_transport(participant, request.transport, Direction::recv));
  const auto found = producers_.find(request.producer);
  if (found == producers_.end()) return fail(ErrorCode::producer_not_found, "there is no such producer");
  const auto count = std::ranges::count_if(
      consumers_, [&](const auto& entry) { return entry.second->viewer() == participant; });
  if (static_cast<std::size_t>(count) >= settings_.consumers_each)
    return fail(ErrorCode::consumer_limit, "too much is being received already");
  VTP_CHECK(check_capabilities(request.rtp_capabilities));
  auto& producer = *found->second;
  ConsumerNames names{.mid = std::to_string(transport->next_mid),
                      .ssrc = new_ssrc(),
                      .rtx_ssrc = new_ssrc(),
                      .cname = producer.cname,
                      .msid = stream_name(producer)};
  VTP_TRY(auto media, consume_media(producer.media(), request.rtp_capabilities, std::move(names)));
  ++transport->next_mid;
  const auto top = clamped({.spatial = 255, .temporal = 255}, producer.media());
  // Numbers begin low, so that no side meets the end of the circle before it knows where it is.
  const auto number = [&] { return static_cast<std::uint16_t>(1000 + random_() % 31'000); };
  const Consumer::Start start{
      .sequence = number(),
      .rtx_sequence = number(),
      .preferred = request.preferred_layers ? clamped(*request.preferred_layers, producer.media()) : top};
  auto consumer = std::make_unique<Consumer>(ConsumerId::make(), participant, transport->id, producer,
                                             std::move(media), transport->viewer, start);
  consumer->order = next_order_++;
  if (producer.info().source == Source::screen) consumer->priority = settings_.screen_priority;
  const ConsumerInfo info{.id = consumer->id(),
                          .producer = producer.info(),
                          .rtp_parameters = consumer->media().parameters,
                          .type = producer.info().type,
                          .score = 10,
                          .producer_score = consumer->producer_score(),
                          .producer_scores = producer.scores()};
  if (producer.consumers.empty()) wish_feed(producer, true);
  producer.consumers.push_back(consumer.get());
  transport->consumers.push_back(consumer.get());
  consumers_.emplace(info.id, std::move(consumer));
  return info;
}

Result<void> Room::pause_consumer(ParticipantId participant, ConsumerId id, bool is_paused,
                                  rtc::Instant now) {
  VTP_TRY(auto* const consumer, own_consumer(participant, id));
  if (consumer->is_paused == is_paused) return {};
  if (!is_paused && consumer->is_video()) {
    const auto running = std::ranges::count_if(consumers_, [&](const auto& entry) {
      const auto& other = *entry.second;
      return other.viewer() == participant && other.is_video() && !other.is_paused;
    });
    if (static_cast<std::size_t>(running) >= settings_.videos_each)
      return fail(ErrorCode::consumer_limit, "too much video is being received already");
  }
  consumer->is_paused = is_paused;
  consumer->is_starved = false;
  consumer->hold.reset();
  allocate(*transports_.at(consumer->transport()), now);
  constrain(consumer->producer(), now);
  note_due(next_due());
  return {};
}

Result<void> Room::close_consumer(ParticipantId participant, ConsumerId id, rtc::Instant now) {
  VTP_TRY(auto* const consumer, own_consumer(participant, id));
  auto& transport = *transports_.at(consumer->transport());
  close(*consumer, {});
  allocate(transport, now);
  return {};
}

Result<Layers> Room::prefer_layers(ParticipantId participant, ConsumerId id, Layers layers,
                                   rtc::Instant now) {
  VTP_TRY(auto* const consumer, own_consumer(participant, id));
  consumer->preferred = clamped(layers, consumer->producer().media());
  consumer->hold.reset();
  allocate(*transports_.at(consumer->transport()), now);
  constrain(consumer->producer(), now);
  note_due(next_due());
  return consumer->preferred;
}

Result<void> Room::set_priority(ParticipantId participant, ConsumerId id, std::uint8_t priority,
                                rtc::Instant now) {
  VTP_TRY(auto* const consumer, own_consumer(participant, id));
  consumer->priority = priority;
  allocate(*transports_.at(consumer->transport()), now);
  return {};
}

Result<void> Room::request_key_frame(ParticipantId participant, ConsumerId id, rtc::Instant now) {
  VTP_TRY(auto* const consumer, own_consumer(participant, id));
  want_key_frame(*consumer, now);
  return {};
}

Result<void> Room::limit_receive_bitrate(ParticipantId participant, std::optional<std::int64_t> bitrate,
                                         rtc::Instant now) {
  participant_of(participant).receive_limit = bitrate;
  for (const auto id : transports_of(participant)) allocate(*transports_.at(id), now);
  return {};
}

std::optional<std::int64_t> Room::receive_limit(ParticipantId participant) const {
  const auto found = participants_.find(participant);
  return found == participants_.end() ? std::nullopt : found->second.receive_limit;
}

void Room::on_path_state(RoomTransport& transport, rtc::IceState ice, std::optional<rtc::DtlsState> dtls,
                         rtc::Instant now) {
  tell(TransportStateChanged{.to = transport.owner.id, .transport = transport.id, .ice = ice, .dtls = dtls});
  if (!transport.viewer.path.is_open()) return;
  allocate(transport, now);
  note_due(next_due());
}

}  // namespace vtp::sfu
