// How the media of a room travel at the moment, and what of them goes through the SFU.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "classroom/media_account.h"
#include "classroom/participant.h"
#include "sfu/engine.h"

namespace vtp::classroom {

/// The SFU and who listens to it. Both outlive the rooms.
struct MediaParts {
  sfu::Engine& engine;
  sfu::MediaListener& listener;
};

/// Something that a client has been told to stop and has not yet confirmed.
struct UnconfirmedStop {
  ParticipantId participant;
  bool Flow::* what = &Flow::audio;
  Timestamp due;
};

/// A way between a participant and the SFU.
struct LiveTransport {
  ParticipantId owner;
  sfu::Direction direction = sfu::Direction::send;
  ConnectionId made_by = ConnectionId::none;
  Traffic traffic;  // so far, as far as it is known
};

struct MediaState {
  MediaMode mode = MediaMode::p2p;
  Timestamp relay_until = Timestamp::max();  // peer-to-peer messages are relayed until then
  std::vector<UnconfirmedStop> unconfirmed;

  // Of the SFU.
  bool is_open = false;                // the engine has the room
  bool flows_follow_producers = true;  // false for a while after the switch, while clients move
  std::vector<std::pair<ParticipantId, bool Flow::*>> held;  // tracks that may begin only paused
  std::optional<std::string_view>
      video_codec;  // the one that everybody understands; nullopt: the router's first
  std::map<sfu::TransportId, LiveTransport> transports;
  std::map<sfu::ProducerId, sfu::ProducerInfo> producers;
};

}  // namespace vtp::classroom
