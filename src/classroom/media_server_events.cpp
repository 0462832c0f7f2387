#include "classroom/media_server_events.h"

namespace vtp::classroom {

NewProducer new_producer(const sfu::ProducerInfo& producer) {
  return {.room_id = {},
          .producer_id = producer.id,
          .participant_id = producer.owner,
          .kind = producer.kind,
          .type = producer.type,
          .app_data = {producer.app_data},
          .paused = producer.is_paused};
}

LayersAnswer describe(const sfu::Layers& layers) {
  LayersAnswer answer{.spatial_layer = layers.spatial, .temporal_layer = {}};
  if (layers.temporal) answer.temporal_layer = int{*layers.temporal};
  return answer;
}

}  // namespace vtp::classroom
