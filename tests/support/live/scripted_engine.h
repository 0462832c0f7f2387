// An engine of one room that keeps what it is asked for and refuses what a test wants refused. What it is
// told of streams is checked as the real one does.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sfu/engine.h"
#include "sfu/parameters/produced_media.h"
#include "sfu/parameters/router_capabilities.h"

namespace vtp::live {

class ScriptedEngine final : public sfu::Engine {
 public:
  struct Transport {
    ParticipantId owner;
    sfu::Direction direction = sfu::Direction::send;
    std::optional<sfu::DtlsParameters> dtls;
    std::vector<sfu::ProducerInfo> producers;
    std::vector<sfu::ConsumerId> running;  // consumers that are not paused
  };
  std::map<sfu::TransportId, Transport> transports;
  std::set<std::string> refused;  // names of calls
  int restarts = 0;

  [[nodiscard]] const sfu::RtpCapabilities& capabilities() const override {
    return sfu::router_capabilities();
  }
  Result<void> open_room(RoomId, sfu::MediaListener&) override { return {}; }
  void close_room(RoomId) override { transports.clear(); }
  void remove(RoomId, ParticipantId participant) override {
    std::erase_if(transports, [&](const auto& entry) { return entry.second.owner == participant; });
  }

  Result<sfu::TransportOffer> create_transport(RoomId, ParticipantId owner, sfu::Direction direction,
                                               bool) override {
    if (refused.contains("create")) return fail(ErrorCode::transport_limit, "Too many transports");
    sfu::TransportOffer offer{
        .id = sfu::TransportId::make(),
        .ice_parameters = {.username_fragment = "server", .password = "0123456789012345678901"},
        .ice_candidates = {{.foundation = "1", .priority = 9, .address = "192.0.2.9", .port = 4000}},
        .dtls_parameters =
            {.role = sfu::DtlsRoleOffer::automatic,
             .fingerprints = {{"sha-1", "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33"}}},
    };
    transports[offer.id] = {
        .owner = owner, .direction = direction, .dtls = {}, .producers = {}, .running = {}};
    return offer;
  }
  Result<void> connect_transport(RoomId, ParticipantId, sfu::TransportId id,
                                 const sfu::DtlsParameters& parameters) override {
    if (refused.contains("connect")) return fail(ErrorCode::invalid_dtls_parameters, "No such fingerprint");
    transports.at(id).dtls = parameters;
    return {};
  }
  Result<sfu::IceParameters> restart_ice(RoomId, ParticipantId, sfu::TransportId id) override {
    if (!transports.contains(id)) return fail(ErrorCode::transport_not_found, "No such transport");
    ++restarts;
    return sfu::IceParameters{.username_fragment = "again", .password = "9876543210987654321098"};
  }
  Result<void> close_transport(RoomId, ParticipantId, sfu::TransportId id) override {
    transports.erase(id);
    return {};
  }

  Result<sfu::ProducerInfo> produce(RoomId, ParticipantId owner, sfu::ProduceRequest request) override {
    if (refused.contains("produce")) return fail(ErrorCode::producer_limit, "Too many producers");
    if (auto media = sfu::check_producer(request.kind, request.rtp_parameters); !media)
      return std::unexpected(media.error());
    sfu::ProducerInfo info{.id = sfu::ProducerId::make(),
                           .owner = owner,
                           .kind = request.kind,
                           .source = request.source,
                           .app_data = request.app_data};
    transports.at(request.transport).producers.push_back(info);
    return info;
  }
  Result<void> pause_producer(RoomId, sfu::ProducerId, bool, sfu::Actor) override { return {}; }
  Result<void> close_producer(RoomId, sfu::ProducerId, sfu::Actor) override { return {}; }
  [[nodiscard]] std::vector<sfu::ProducerInfo> producers(RoomId) override {
    std::vector<sfu::ProducerInfo> all;
    for (const auto& [id, transport] : transports)
      all.insert(all.end(), transport.producers.begin(), transport.producers.end());
    return all;
  }
  Result<sfu::ProducerInfo> producer(RoomId, sfu::ProducerId) override {
    return fail(ErrorCode::producer_not_found, "No such producer");
  }

  Result<sfu::ConsumerInfo> consume(RoomId room, ParticipantId, sfu::ConsumeRequest request) override {
    if (refused.contains("consume")) return fail(ErrorCode::cannot_consume, "Not with this codec");
    const auto all = producers(room);
    const auto producer = std::ranges::find(all, request.producer, &sfu::ProducerInfo::id);
    if (producer == all.end()) return fail(ErrorCode::producer_not_found, "No such producer");
    sfu::ConsumerInfo info{.id = sfu::ConsumerId::make(), .producer = *producer};
    for (const auto& codec : request.rtp_capabilities.codecs) {
      if (codec.kind != producer->kind) continue;
      info.rtp_parameters.codecs.push_back({.mime_type = codec.mime_type,
                                            .payload_type = *codec.preferred_payload_type,
                                            .clock_rate = codec.clock_rate,
                                            .channels = codec.channels,
                                            .parameters = codec.parameters});
      break;
    }
    info.rtp_parameters.encodings = {{.ssrc = 4711}};
    consumers_[info.id] = *request.transport;
    return info;
  }
  Result<void> pause_consumer(RoomId, ParticipantId, sfu::ConsumerId id, bool is_paused) override {
    if (!is_paused) transports.at(consumers_.at(id)).running.push_back(id);
    return {};
  }
  Result<void> close_consumer(RoomId, ParticipantId, sfu::ConsumerId) override { return {}; }
  Result<sfu::Layers> prefer_layers(RoomId, ParticipantId, sfu::ConsumerId, sfu::Layers layers) override {
    return layers;
  }
  Result<void> set_priority(RoomId, ParticipantId, sfu::ConsumerId, std::uint8_t) override { return {}; }
  Result<void> request_key_frame(RoomId, ParticipantId, sfu::ConsumerId) override { return {}; }
  Result<void> limit_receive_bitrate(RoomId, ParticipantId, std::optional<std::int64_t>) override {
    return {};
  }
  Result<std::vector<sfu::MediaStatistics>> statistics(RoomId, std::optional<ParticipantId>,
                                                       sfu::StatisticsOf) override {
    return {};
  }

 private:
  std::map<sfu::ConsumerId, sfu::TransportId> consumers_;
};

}  // namespace vtp::live
