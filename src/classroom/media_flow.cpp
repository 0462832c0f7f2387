#include "classroom/media_flow.h"

#include <algorithm>
#include <vector>

#include "classroom/audience.h"

namespace vtp::classroom {
namespace {

bool is_running(const sfu::ProducerInfo& producer) {
  return !producer.is_paused;
}

bool belongs_to(const sfu::ProducerInfo& producer, const Participant& participant, Track track) {
  return producer.owner == participant.id && track_of(producer.source) == track;
}

bool flows(const Room& room, const Participant& participant, Track track) {
  return std::ranges::any_of(room.media.producers, [&](const auto& entry) {
    const auto& producer = entry.second;
    return belongs_to(producer, participant, track) && shows_in_flow(producer.source) && is_running(producer);
  });
}

json::Omittable<bool> ParticipantChange::* told_as(Track track) {
  switch (track) {
    case Track::mic:
      return &ParticipantChange::audio;
    case Track::camera:
      return &ParticipantChange::video;
    case Track::screen:
      return &ParticipantChange::screen;
  }
  return &ParticipantChange::audio;
}

/// Sets the flag, and the change that is to be told; false if it was so before.
bool follow(const Room& room, Participant& participant, Track track, ParticipantChange& change) {
  const auto& row = row_of(track);
  const bool flowing = flows(room, participant, track);
  if (participant.flow.*row.flow == flowing) return false;
  participant.flow.*row.flow = flowing;
  change.*told_as(track) = flowing;
  return true;
}

}  // namespace

void refresh_flow(Room& room, Participant& participant, sfu::Source source) {
  ParticipantChange change{.participant_id = participant.id};
  if (follow(room, participant, track_of(source), change))
    broadcast(room, ParticipantUpdated{.participant = change});
}

void settle_flows(Room& room) {
  room.media.flows_follow_producers = true;
  for (auto* participant : room.roster.admitted()) {
    ParticipantChange change{.participant_id = participant->id};
    bool has_changed = false;
    for (const auto& row : all_tracks) has_changed |= follow(room, *participant, row.track, change);
    if (has_changed) broadcast(room, ParticipantUpdated{.participant = change});
  }
}

void stop_producers(Room& room, Participant& participant, Track track, StopHow how) {
  std::vector<sfu::ProducerId> those;
  for (const auto& [id, producer] : room.media.producers)
    if (belongs_to(producer, participant, track)) those.push_back(id);
  for (const auto id : those) {
    auto& producer = room.media.producers.at(id);
    const auto source = producer.source;
    // One that is gone already is stopped as well.
    if (how == StopHow::close) {
      static_cast<void>(room.sfu.engine.close_producer(room.facts.id, id, sfu::Actor::moderator));
      room.media.producers.erase(id);
    } else if (is_running(producer)) {
      static_cast<void>(room.sfu.engine.pause_producer(room.facts.id, id, true, sfu::Actor::moderator));
      producer.is_paused = true;
    }
    refresh_flow(room, participant, source);
  }
}

bool is_producing(const Room& room, const Participant& participant, Track track) {
  return std::ranges::any_of(room.media.producers, [&](const auto& entry) {
    return belongs_to(entry.second, participant, track) && is_running(entry.second);
  });
}

}  // namespace vtp::classroom
