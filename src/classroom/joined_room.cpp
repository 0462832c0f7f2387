#include "classroom/joined_room.h"

#include <algorithm>

#include "classroom/hands.h"
#include "classroom/polling.h"
#include "classroom/rights.h"
#include "sfu/parameters/rtp_parameters_shapes.h"

namespace vtp::classroom {
namespace {

constexpr std::size_t shown_messages = 50;

bool somebody_was_first(Room& room, const Participant& viewer) {
  return std::ranges::any_of(room.roster.admitted(), [&](const Participant* other) {
    return other != &viewer &&
           std::pair(other->joined_at, other->id) < std::pair(viewer.joined_at, viewer.id);
  });
}

MediaAnswer media_for(Room& room, const Participant& viewer, Timestamp now) {
  MediaAnswer media;
  media.mode = room.media.mode;
  media.ice_servers = room.policy.ice.for_user(viewer.person->user, now);
  media.p2p_polite = somebody_was_first(room, viewer);
  if (media.mode == MediaMode::p2p) return media;
  media.router_rtp_capabilities = json::Raw{json::write(room.sfu.engine.capabilities())};
  media.video_codec = room.media.video_codec;
  for (const auto& [id, producer] : room.media.producers) {
    if (producer.owner == viewer.id) continue;
    media.producers.push_back(new_producer(producer));
    media.producers.back().room_id = room.facts.id;
  }
  return media;
}

}  // namespace

JoinedRoom joined_room(Room& room, const Participant& viewer, bool resumed, Timestamp now) {
  JoinedRoom joined;
  joined.room_id = room.facts.id;
  joined.participant_id = viewer.id;
  joined.room_role = viewer.role();
  joined.resumed = resumed;
  joined.room = describe(room);
  joined.participants = participants_of(room, emails_for(viewer));
  joined.permissions = permissions_of(room, viewer);
  joined.media = media_for(room, viewer, now);
  joined.messages = room.chat.last_visible(viewer.person->user, viewer.is_staff(), shown_messages);
  joined.polls = open_polls(room, viewer);
  joined.hands = hand_queue(room);
  if (room.recording)
    joined.recording = RecordingAnswer{.recording_id = room.recording->id,
                                       .status = room.recording->state,
                                       .started_at = room.recording->started_at,
                                       .paused = room.recording->is_paused};
  if (room.current_break) joined.pause = BreakAnswer{room.current_break->since};
  if (room.live_stream) joined.live = json::Raw{json::write(*room.live_stream)};
  joined.seq = room.effects.seq();
  joined.server_time = now;
  return joined;
}

RoomAnswer describe(const Room& room) {
  auto answer = describe(room.facts, room.policy);
  answer.media_mode = room.media.mode;
  answer.participant_count = room.roster.admitted_count();
  if (room.recording) answer.recording_id = room.recording->id;
  return answer;
}

std::vector<ParticipantAnswer> participants_of(Room& room, Emails emails) {
  std::vector<ParticipantAnswer> answers;
  for (const auto* participant : room.roster.admitted()) answers.push_back(describe(*participant, emails));
  return answers;
}

Emails emails_for(const Participant& viewer) {
  return viewer.role() == RoomRole::host ? Emails::shown : Emails::hidden;
}

}  // namespace vtp::classroom
