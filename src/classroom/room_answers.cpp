#include "classroom/room_answers.h"

#include "classroom/join_code.h"

namespace vtp::classroom {

RoomAnswer describe(const StoredRoom& room, const RoomPolicy& policy) {
  RoomAnswer answer;
  answer.room_id = room.id;
  answer.join_code = shown_join_code(room.join_code);
  answer.join_url = policy.public_url + "/live/" + *answer.join_code;
  answer.name = room.name;
  answer.state = room.state;
  answer.media_mode = room.media_policy == MediaPolicy::sfu ? MediaMode::sfu : MediaMode::p2p;
  answer.access = room.access;
  answer.waiting_room = room.waiting_room;
  answer.is_locked = room.is_locked;
  answer.max_participants = room.max_participants;
  answer.course_id = room.course;
  answer.session_id = room.session;
  answer.host_id = room.host;
  answer.settings = room.settings;
  answer.created_at = room.created_at;
  answer.opened_at = room.opened_at;
  answer.closed_at = room.closed_at;
  return answer;
}

ParticipantAnswer describe(const Participant& participant, Emails emails) {
  ParticipantAnswer answer;
  answer.participant_id = participant.id;
  if (!participant.socket_id.empty()) answer.socket_id = participant.socket_id;
  answer.user_id = participant.person->user;
  answer.device_id = participant.device;
  answer.full_name = participant.display_name;
  if (emails == Emails::shown) answer.email = participant.person->email;
  answer.role = participant.person->account_role;
  answer.room_role = participant.role();
  answer.source = participant.source;
  answer.is_producer = participant.wants_to_send && !participant.person->is_receive_only();
  answer.is_consumer = participant.source != EntrySource::whip;
  answer.audio = participant.flow.audio;
  answer.video = participant.flow.video;
  answer.screen = participant.flow.screen;
  answer.not_recorded = !participant.records;
  answer.hand_raised_at = participant.hand_raised_at;
  answer.presence = participant.presence;
  answer.connection_quality = participant.health.quality();
  answer.joined_at = participant.joined_at;
  return answer;
}

}  // namespace vtp::classroom
