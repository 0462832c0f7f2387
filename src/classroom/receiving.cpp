#include "classroom/receiving.h"

#include <algorithm>

#include "base/text.h"
#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/media_server_events.h"
#include "classroom/transports.h"

namespace vtp::classroom {
namespace {

// Every browser has it, while H.264, which comes first, is missing from some builds.
constexpr std::string_view common_codec = "video/VP8";
constexpr std::string_view first_codec = "video/H264";

bool understands(const sfu::RtpCapabilities& capabilities, std::string_view mime_type) {
  return std::ranges::any_of(capabilities.codecs, [&](const sfu::RtpCodecCapability& codec) {
    return equals_ignoring_case(codec.mime_type, mime_type);
  });
}

void find_common_codec(Room& room, const sfu::RtpCapabilities& capabilities) {
  if (room.media.video_codec || understands(capabilities, first_codec) ||
      !understands(capabilities, common_codec))
    return;
  room.media.video_codec = common_codec;
  broadcast(room, VideoCodecNews{.mime_type = common_codec});
}

}  // namespace

Result<sfu::ConsumerInfo> consume(Room& room, const Participant& participant, sfu::ConsumeRequest request) {
  VTP_CHECK(check_sfu(room));
  find_common_codec(room, request.rtp_capabilities);
  return room.sfu.engine.consume(room.facts.id, participant.id, std::move(request));
}

Result<void> pause_consumer(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                            bool is_paused) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.pause_consumer(room.facts.id, participant.id, consumer, is_paused);
}

Result<void> close_consumer(Room& room, const Participant& participant, sfu::ConsumerId consumer) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.close_consumer(room.facts.id, participant.id, consumer);
}

Result<sfu::Layers> prefer_layers(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                                  sfu::Layers layers) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.prefer_layers(room.facts.id, participant.id, consumer, layers);
}

Result<void> set_priority(Room& room, const Participant& participant, sfu::ConsumerId consumer,
                          std::uint8_t priority) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.set_priority(room.facts.id, participant.id, consumer, priority);
}

Result<void> request_key_frame(Room& room, const Participant& participant, sfu::ConsumerId consumer) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.request_key_frame(room.facts.id, participant.id, consumer);
}

Result<void> limit_receive_bitrate(Room& room, const Participant& participant,
                                   std::optional<std::int64_t> bitrate) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.limit_receive_bitrate(room.facts.id, participant.id, bitrate);
}

}  // namespace vtp::classroom
