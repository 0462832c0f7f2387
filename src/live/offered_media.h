// What an offer becomes in a room: a transport, and producers or consumers on it.
#pragma once

#include <string>
#include <string_view>

#include "classroom/room.h"
#include "rtc/sdp/session_description.h"
#include "sfu/sdp/offer.h"

namespace vtp::live {

/// The offer of an encoder or a player. UNUSABLE_OFFER, with the line.
Result<rtc::SessionDescription> read_offer(std::string_view text);

struct Connected {
  sfu::TransportOffer transport;
  std::string answer;  // SDP
};

/// What is refused may leave a transport behind, which goes with the participant. UNUSABLE_OFFER also for
/// what the engine cannot take.
Result<Connected> take_in(classroom::Room& room, classroom::Participant& participant,
                          const rtc::SessionDescription& offer, const sfu::PublishOffer& taken,
                          Timestamp now);
/// As above; NOTHING_TO_PLAY if the player understands nothing of what is sent.
Result<Connected> give_out(classroom::Room& room, classroom::Participant& participant,
                           const rtc::SessionDescription& offer, const sfu::PlayOffer& taken, Timestamp now);

std::unexpected<Error> nothing_to_play();

}  // namespace vtp::live
