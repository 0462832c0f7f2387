// Media through the server (realtime.md section 8.2).
#include <algorithm>
#include <array>

#include "classroom/event_handler.h"
#include "classroom/media_answers.h"
#include "classroom/media_client_events.h"
#include "classroom/receiving.h"
#include "classroom/sending.h"
#include "classroom/tracks.h"
#include "classroom/transports.h"

namespace vtp::classroom {
namespace {

/// A description of streams or transports: whatever is wrong with it, the code says which one it was.
template <class T>
Result<T> description(const json::Raw& text, ErrorCode code) {
  auto read = json::read<T>(text.text);
  if (read) return read;
  auto error = std::move(read).error();
  error.code = code;
  return std::unexpected(std::move(error));
}

constexpr sfu::Layers layers_of(std::int32_t spatial, std::optional<std::int32_t> temporal) {
  const auto clamp = [](std::int32_t layer) {
    return static_cast<std::uint8_t>(std::min<std::int32_t>(layer, 255));
  };
  return {.spatial = clamp(spatial), .temporal = temporal.transform(clamp)};
}

Result<RouterCapabilities> get_capabilities(Scene& scene, const MediaRoomEvent&) {
  VTP_CHECK(check_sfu(scene.room));
  return RouterCapabilities{scene.room.sfu.engine.capabilities()};
}

Result<TransportCreated> create(Scene& scene, const CreateTransportEvent& event) {
  VTP_TRY(auto offer, create_transport(scene.room, scene.me, event.direction, event.force_tcp, scene.now));
  return TransportCreated{.id = offer.id,
                          .ice_parameters = std::move(offer.ice_parameters),
                          .ice_candidates = std::move(offer.ice_candidates),
                          .dtls_parameters = std::move(offer.dtls_parameters),
                          .ice_servers = scene.room.policy.ice.for_user(scene.me.person->user, scene.now)};
}

Result<TransportNamed> connect(Scene& scene, const ConnectTransportEvent& event) {
  VTP_CHECK(check_sfu(scene.room));
  VTP_TRY(const auto parameters,
          description<sfu::DtlsParameters>(event.dtls_parameters, ErrorCode::invalid_dtls_parameters));
  VTP_CHECK(connect_transport(scene.room, scene.me, event.transport_id, parameters));
  return TransportNamed{event.transport_id};
}

Result<IceRestarted> restart(Scene& scene, const TransportEvent& event) {
  VTP_TRY(auto parameters, restart_ice(scene.room, scene.me, event.transport_id));
  return IceRestarted{std::move(parameters)};
}

Result<void> end_transport(Scene& scene, const TransportEvent& event) {
  return close_transport(scene.room, scene.me, event.transport_id);
}

Result<ProducerCreated> begin_to_send(Scene& scene, const ProduceEvent& event) {
  VTP_CHECK(check_sfu(scene.room));
  VTP_TRY(const auto app_data, description<ProducerAppData>(event.app_data, ErrorCode::validation_failed));
  if (event.kind != kind_of(app_data.source)) return fail_field("kind", "does not fit the source");
  VTP_TRY(auto parameters,
          description<sfu::RtpParameters>(event.rtp_parameters, ErrorCode::invalid_rtp_parameters));
  VTP_TRY(const auto made, produce(scene.room, scene.me,
                                   {.request = {.transport = event.transport_id,
                                                .kind = event.kind,
                                                .rtp_parameters = std::move(parameters),
                                                .source = app_data.source,
                                                .app_data = event.app_data.text,
                                                .is_paused = event.paused},
                                    .replaces = app_data.replaces}));
  return ProducerCreated{made.id};
}

template <bool is_paused>
Result<ProducerNamed> set_producer_paused(Scene& scene, const ProducerEvent& event) {
  VTP_CHECK(pause_producer(scene.room, scene.me, event.producer_id, is_paused));
  return ProducerNamed{event.producer_id};
}

Result<ProducerNamed> end_producer(Scene& scene, const ProducerEvent& event) {
  VTP_CHECK(close_producer(scene.room, scene.me, event.producer_id));
  return ProducerNamed{event.producer_id};
}

ConsumerCreated consumer_created(sfu::ConsumerInfo&& consumer) {
  return {.id = consumer.id,
          .producer_id = consumer.producer.id,
          .kind = consumer.producer.kind,
          .rtp_parameters = std::move(consumer.rtp_parameters),
          .type = consumer.type,
          .paused = true,
          .producer_paused = consumer.producer.is_paused,
          .score = {.score = consumer.score,
                    .producer_score = consumer.producer_score,
                    .producer_scores = {consumer.producer_scores.begin(), consumer.producer_scores.end()}},
          .participant_id = consumer.producer.owner,
          .app_data = {std::move(consumer.producer.app_data)}};
}

Result<ConsumerCreated> begin_to_receive(Scene& scene, const ConsumeEvent& event) {
  VTP_CHECK(check_sfu(scene.room));
  VTP_TRY(auto capabilities,
          description<sfu::RtpCapabilities>(event.rtp_capabilities, ErrorCode::invalid_rtp_capabilities));
  sfu::ConsumeRequest request{.producer = event.producer_id,
                              .rtp_capabilities = std::move(capabilities),
                              .transport = event.transport_id,
                              .preferred_layers = {}};
  if (const auto& wish = event.preferred_layers)
    request.preferred_layers = layers_of(wish->spatial_layer, wish->temporal_layer);
  VTP_TRY(auto consumer, consume(scene.room, scene.me, std::move(request)));
  return consumer_created(std::move(consumer));
}

template <bool is_paused>
Result<ConsumerNamed> set_consumer_paused(Scene& scene, const ConsumerEvent& event) {
  VTP_CHECK(pause_consumer(scene.room, scene.me, event.consumer_id, is_paused));
  return ConsumerNamed{event.consumer_id};
}

Result<ConsumerNamed> end_consumer(Scene& scene, const ConsumerEvent& event) {
  VTP_CHECK(close_consumer(scene.room, scene.me, event.consumer_id));
  return ConsumerNamed{event.consumer_id};
}

Result<LayersAnswer> choose_layers(Scene& scene, const PreferLayersEvent& event) {
  VTP_TRY(const auto chosen, prefer_layers(scene.room, scene.me, event.consumer_id,
                                           layers_of(event.spatial_layer, event.temporal_layer)));
  return describe(chosen);
}

Result<PriorityAnswer> choose_priority(Scene& scene, const PriorityEvent& event) {
  VTP_CHECK(set_priority(scene.room, scene.me, event.consumer_id, event.priority));
  return PriorityAnswer{event.priority};
}

Result<void> ask_key_frame(Scene& scene, const ConsumerEvent& event) {
  return request_key_frame(scene.room, scene.me, event.consumer_id);
}

Result<BitrateAnswer> limit_bitrate(Scene& scene, const ReceiveBitrateEvent& event) {
  if (!event.bitrate.is_present())
    return fail_field("bitrate", "is required; null lifts the limit", ErrorCode::missing_fields);
  VTP_CHECK(limit_receive_bitrate(scene.room, scene.me, event.bitrate.value()));
  return BitrateAnswer{event.bitrate.value()};
}

Result<sfu::StatisticsOf> what_of(const StatsEvent& event) {
  const int named =
      event.transport_id.has_value() + event.producer_id.has_value() + event.consumer_id.has_value();
  if (named == 0)
    return fail_field("transportId", "or producerId or consumerId is required", ErrorCode::missing_fields);
  if (named > 1) return fail_field("transportId", "names one thing of several");
  if (event.transport_id) return *event.transport_id;
  if (event.producer_id) return *event.producer_id;
  return *event.consumer_id;
}

template <class T, class U>
void set(json::Omittable<T>& field, const std::optional<U>& value) {
  if (value) field = T{*value};
}

StatisticsLine line_of(const sfu::MediaStatistics& line) {
  StatisticsLine answer{.type = line.type,
                        .timestamp = line.at,
                        .ssrc = {},
                        .kind = {},
                        .bitrate = {line.bitrate},
                        .byte_count = static_cast<std::int64_t>(line.bytes),
                        .packet_count = static_cast<std::int64_t>(line.packets),
                        .packets_lost = line.packets_lost,
                        .fraction_lost = line.fraction_lost,
                        .jitter = {line.jitter_ms},
                        .round_trip_time = {},
                        .nack_count = static_cast<std::int64_t>(line.nack_count),
                        .pli_count = static_cast<std::int64_t>(line.pli_count),
                        .fir_count = static_cast<std::int64_t>(line.fir_count),
                        .score = {}};
  set(answer.ssrc, line.ssrc);
  set(answer.kind, line.kind);
  set(answer.round_trip_time, line.round_trip_ms);
  set(answer.score, line.score);
  return answer;
}

Result<StatisticsAnswer> get_statistics(Scene& scene, const StatsEvent& event) {
  VTP_CHECK(check_sfu(scene.room));
  VTP_TRY(const auto what, what_of(event));
  VTP_TRY(const auto lines, statistics_of(scene.room, scene.me, what));
  StatisticsAnswer answer;
  for (const auto& line : lines) answer.stats.push_back(line_of(line));
  return answer;
}

template <class Payload, auto handle>
constexpr EventRow media_row(std::string_view name, std::string_view reply = "") {
  return {name, LimitKind::none, reply, &in_room_do<Payload, handle>};
}

constexpr std::array rows{
    media_row<MediaRoomEvent, &get_capabilities>("get-router-rtp-capabilities", "router-rtp-capabilities"),
    media_row<CreateTransportEvent, &create>("create-transport", "transport-created"),
    media_row<ConnectTransportEvent, &connect>("connect-transport", "transport-connected"),
    media_row<TransportEvent, &restart>("restart-ice", "ice-restarted"),
    media_row<TransportEvent, &end_transport>("close-transport"),
    media_row<ProduceEvent, &begin_to_send>("produce", "producer-created"),
    media_row<ProducerEvent, &set_producer_paused<true>>("pause-producer"),
    media_row<ProducerEvent, &set_producer_paused<false>>("resume-producer"),
    media_row<ProducerEvent, &end_producer>("close-producer", "producer-closed"),
    media_row<ConsumeEvent, &begin_to_receive>("consume", "consumer-created"),
    media_row<ConsumerEvent, &set_consumer_paused<true>>("pause-consumer"),
    media_row<ConsumerEvent, &set_consumer_paused<false>>("resume-consumer"),
    media_row<ConsumerEvent, &end_consumer>("close-consumer", "consumer-closed"),
    media_row<PreferLayersEvent, &choose_layers>("set-preferred-layers"),
    media_row<PriorityEvent, &choose_priority>("set-priority"),
    media_row<ConsumerEvent, &ask_key_frame>("request-keyframe"),
    media_row<ReceiveBitrateEvent, &limit_bitrate>("set-max-receive-bitrate"),
    media_row<StatsEvent, &get_statistics>("get-stats"),
};

}  // namespace

std::span<const EventRow> media_events() {
  return rows;
}

}  // namespace vtp::classroom
