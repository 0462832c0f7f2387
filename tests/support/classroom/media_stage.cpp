#include "support/classroom/media_stage.h"

#include <gtest/gtest.h>

#include "classroom/receiving.h"
#include "classroom/tracks.h"
#include "classroom/transports.h"

namespace vtp::testing {

using namespace classroom;

sfu::TransportId MediaStage::open_transport(Participant& who, sfu::Direction direction) {
  const auto offer = create_transport(room, who, direction, false, now);
  EXPECT_TRUE(offer.has_value()) << offer.error().message;
  return offer ? offer->id : sfu::TransportId::make();
}

Result<sfu::ProducerInfo> MediaStage::try_send(Participant& who, sfu::Source source,
                                               std::optional<sfu::ProducerId> replaces,
                                               const std::string& codec) {
  sfu::TransportId transport = sfu::TransportId::make();
  for (const auto& [id, made] : room.media.transports)
    if (made.owner == who.id && made.direction == sfu::Direction::send) transport = id;
  if (!room.media.transports.contains(transport)) {
    const auto offer = create_transport(room, who, sfu::Direction::send, false, now);
    if (offer) transport = offer->id;
  }
  sfu::ProduceRequest request;
  request.transport = transport;
  request.kind = kind_of(source);
  request.source = source;
  request.rtp_parameters.codecs.emplace_back().mime_type =
      request.kind == sfu::MediaKind::audio ? "audio/opus" : codec;
  auto made = produce(room, who, {.request = std::move(request), .replaces = replaces});
  deliver();
  return made;
}

sfu::ProducerId MediaStage::send(Participant& who, sfu::Source source) {
  const auto made = try_send(who, source);
  EXPECT_TRUE(made.has_value()) << made.error().message;
  return made ? made->id : sfu::ProducerId::make();
}

Result<sfu::ConsumerInfo> MediaStage::try_receive(Participant& who, sfu::ProducerId producer,
                                                  const std::vector<std::string>& codecs) {
  open_transport(who, sfu::Direction::recv);
  sfu::ConsumeRequest request{
      .producer = producer, .rtp_capabilities = {}, .transport = {}, .preferred_layers = {}};
  for (const auto& codec : codecs) request.rtp_capabilities.codecs.emplace_back().mime_type = codec;
  auto made = consume(room, who, std::move(request));
  deliver();
  return made;
}

sfu::ConsumerId MediaStage::receive(Participant& who, sfu::ProducerId producer) {
  const auto made = try_receive(who, producer, {"audio/opus", "video/H264", "video/VP8"});
  EXPECT_TRUE(made.has_value()) << made.error().message;
  return made ? made->id : sfu::ConsumerId::make();
}

}  // namespace vtp::testing
