// A room in memory whose media go through the SFU, for tests of the model.
#pragma once

#include "classroom/sending.h"
#include "support/classroom/room_stage.h"

namespace vtp::testing {

class MediaStage : public RoomStage {
 public:
  explicit MediaStage(classroom::MediaPolicy policy = classroom::MediaPolicy::sfu)
      : RoomStage(room_of(policy)) {}

  static classroom::StoredRoom room_of(classroom::MediaPolicy policy) {
    auto stored = stored_room();
    stored.media_policy = policy;
    return stored;
  }

  sfu::TransportId open_transport(classroom::Participant& who, sfu::Direction direction);

  /// Over the transport for sending, which is made at first.
  Result<sfu::ProducerInfo> try_send(classroom::Participant& who, sfu::Source source,
                                     std::optional<sfu::ProducerId> replaces = {},
                                     const std::string& codec = "video/H264");
  /// Must succeed.
  sfu::ProducerId send(classroom::Participant& who, sfu::Source source);

  Result<sfu::ConsumerInfo> try_receive(classroom::Participant& who, sfu::ProducerId producer,
                                        const std::vector<std::string>& codecs);
  /// Must succeed.
  sfu::ConsumerId receive(classroom::Participant& who, sfu::ProducerId producer);

  classroom::Participant& theo = enter(host());
  classroom::Participant& sara = enter(somebody("Sara"));
};

}  // namespace vtp::testing
