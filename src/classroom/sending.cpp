#include "classroom/sending.h"

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/media_flow.h"
#include "classroom/media_server_events.h"
#include "classroom/rights.h"
#include "classroom/transports.h"

namespace vtp::classroom {
namespace {

Result<sfu::ProducerInfo*> find_own(Room& room, const Participant& participant, sfu::ProducerId id) {
  VTP_CHECK(check_sfu(room));
  const auto found = room.media.producers.find(id);
  if (found == room.media.producers.end() || found->second.owner != participant.id)
    return fail(ErrorCode::producer_not_found, "You send nothing of that name");
  return &found->second;
}

Result<void> check_may_produce(const Room& room, const Participant& participant, sfu::Source source) {
  return check_may(room, participant, row_of(track_of(source)).permission);
}

/// A moderator had it stopped while it went from peer to peer, and the client did not obey.
bool take_hold(Room& room, const Participant& participant, sfu::Source source) {
  return shows_in_flow(source) &&
         std::erase(room.media.held, std::pair(participant.id, row_of(track_of(source)).flow)) > 0;
}

void tell_held(Room& room, const Participant& participant, sfu::ProducerId id) {
  ProducerPausedNews news;
  news.producer_id = id;
  news.participant_id = participant.id;
  news.by = sfu::Actor::moderator;
  send(room, news, participant);
}

Result<void> end_replaced(Room& room, Participant& participant, const ProduceWish& wish) {
  VTP_TRY(const auto* old, find_own(room, participant, *wish.replaces));
  if (old->source != wish.request.source) return fail_field("appData.replaces", "must be of the same source");
  // The flag of the track stays: the new one comes in the same moment.
  VTP_CHECK(room.sfu.engine.close_producer(room.facts.id, *wish.replaces, sfu::Actor::self));
  room.media.producers.erase(*wish.replaces);
  return {};
}

}  // namespace

Result<sfu::ProducerInfo> produce(Room& room, Participant& participant, ProduceWish wish) {
  VTP_CHECK(check_sfu(room));
  const auto source = wish.request.source;
  VTP_CHECK(check_may_produce(room, participant, source));
  if (wish.replaces) VTP_CHECK(end_replaced(room, participant, wish));
  const bool is_held = take_hold(room, participant, source);
  wish.request.is_paused = wish.request.is_paused || is_held;
  auto made = room.sfu.engine.produce(room.facts.id, participant.id, std::move(wish.request));
  if (made) {
    room.media.producers[made->id] = *made;
    send(room, new_producer(*made), everyone(room, &participant));
    if (is_held) tell_held(room, participant, made->id);
  }
  refresh_flow(room, participant, source);
  return made;
}

Result<void> pause_producer(Room& room, Participant& participant, sfu::ProducerId id, bool is_paused) {
  VTP_TRY(auto* producer, find_own(room, participant, id));
  if (!is_paused) VTP_CHECK(check_may_produce(room, participant, producer->source));
  VTP_CHECK(room.sfu.engine.pause_producer(room.facts.id, id, is_paused, sfu::Actor::self));
  producer->is_paused = is_paused;
  refresh_flow(room, participant, producer->source);
  return {};
}

Result<void> close_producer(Room& room, Participant& participant, sfu::ProducerId id) {
  VTP_TRY(const auto* producer, find_own(room, participant, id));
  const auto source = producer->source;
  VTP_CHECK(room.sfu.engine.close_producer(room.facts.id, id, sfu::Actor::self));
  room.media.producers.erase(id);
  refresh_flow(room, participant, source);
  return {};
}

}  // namespace vtp::classroom
