// What clients say about media (realtime.md section 8.2), each event a struct. Keys are camelCase on the
// wire. What describes streams and transports is read on its own, so that a fault in it has the code that
// belongs to it.
#pragma once

#include <cstdint>
#include <optional>

#include "json/shape.h"
#include "sfu/engine.h"

namespace vtp::classroom {

/// Every event names its room by id or code; it may leave that out while the connection is in one room only.
struct InMediaRoom {
  std::optional<std::string> room_id;
};

/// get-router-rtp-capabilities
struct MediaRoomEvent : InMediaRoom {};

/// create-transport
struct CreateTransportEvent : InMediaRoom {
  sfu::Direction direction = sfu::Direction::recv;
  bool force_tcp = false;
};

/// connect-transport
struct ConnectTransportEvent : InMediaRoom {
  sfu::TransportId transport_id;
  json::Raw dtls_parameters;
};

/// restart-ice, close-transport
struct TransportEvent : InMediaRoom {
  sfu::TransportId transport_id;
};

/// produce
struct ProduceEvent : InMediaRoom {
  sfu::TransportId transport_id;
  sfu::MediaKind kind = sfu::MediaKind::audio;
  json::Raw rtp_parameters;
  json::Raw app_data;
  bool paused = false;
};
/// What we read of the application's data; the rest is for the other clients.
struct ProducerAppData {
  sfu::Source source = sfu::Source::mic;
  std::optional<sfu::ProducerId> replaces;
};

/// pause-producer, resume-producer, close-producer
struct ProducerEvent : InMediaRoom {
  sfu::ProducerId producer_id;
};

/// Layers as a client asks for them; those above the top are clamped.
struct LayersWish {
  std::int32_t spatial_layer = 0;
  std::optional<std::int32_t> temporal_layer;
};

/// consume
struct ConsumeEvent : InMediaRoom {
  sfu::ProducerId producer_id;
  json::Raw rtp_capabilities;
  std::optional<sfu::TransportId> transport_id;
  std::optional<LayersWish> preferred_layers;
};

/// pause-consumer, resume-consumer, close-consumer, request-keyframe
struct ConsumerEvent : InMediaRoom {
  sfu::ConsumerId consumer_id;
};

/// set-preferred-layers
struct PreferLayersEvent : InMediaRoom {
  sfu::ConsumerId consumer_id;
  std::int32_t spatial_layer = 0;
  std::optional<std::int32_t> temporal_layer;
};

/// set-priority
struct PriorityEvent : InMediaRoom {
  sfu::ConsumerId consumer_id;
  std::uint8_t priority = 1;
};

/// set-max-receive-bitrate; null: no limit
struct ReceiveBitrateEvent : InMediaRoom {
  json::Patch<std::int64_t> bitrate;
};

/// get-stats; exactly one of them
struct StatsEvent : InMediaRoom {
  std::optional<sfu::TransportId> transport_id;
  std::optional<sfu::ProducerId> producer_id;
  std::optional<sfu::ConsumerId> consumer_id;
};

}  // namespace vtp::classroom

#include "classroom/media_client_event_shapes.h"
