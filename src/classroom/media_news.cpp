#include "classroom/media_news.h"

#include "classroom/audience.h"
#include "classroom/media_flow.h"
#include "classroom/media_server_events.h"
#include "classroom/media_summary.h"
#include "classroom/network_news.h"
#include "classroom/presence.h"

namespace vtp::classroom {
namespace {

constexpr std::string_view text_of(rtc::IceState state) {
  switch (state) {
    case rtc::IceState::fresh:
      return "new";
    case rtc::IceState::connected:
      return "connected";
    case rtc::IceState::completed:
      return "completed";
    case rtc::IceState::disconnected:
      return "disconnected";
  }
  return "new";
}

constexpr std::string_view text_of(std::optional<rtc::DtlsState> state) {
  if (!state) return "new";
  switch (*state) {
    case rtc::DtlsState::connecting:
      return "connecting";
    case rtc::DtlsState::connected:
      return "connected";
    case rtc::DtlsState::failed:
      return "failed";
    case rtc::DtlsState::closed:
      return "closed";
  }
  return "new";
}

/// For those who have no socket, the path of their media says whether they are there.
void follow_path(Room& room, Participant& participant, rtc::IceState ice, Timestamp now) {
  if (ice == rtc::IceState::disconnected)
    lose(room, participant, participant.health.heard_at.value_or(now), now);
  else if (ice != rtc::IceState::fresh && participant.is_lost)
    find_again(room, participant, now);
}

class Teller {
 public:
  Teller(Room& room, Timestamp now) : room_(room), now_(now) {}

  // What people and moderators do to producers, the room knows when it is done (sending.h); what the server
  // does by itself, it learns here.
  void operator()(const sfu::ProducerPaused& event) const {
    if (event.by == sfu::Actor::server) {
      const auto found = room_.media.producers.find(event.producer);
      if (found != room_.media.producers.end()) {
        found->second.is_paused = event.is_paused;
        follow(event.owner, found->second.source);
      }
    }
    if (event.is_paused)
      tell(about<ProducerPausedNews>(event), event.to);
    else
      tell(about<ProducerResumedNews>(event), event.to);
  }

  void operator()(const sfu::ProducerClosed& event) const {
    const auto found = room_.media.producers.find(event.producer);
    if (found != room_.media.producers.end()) {
      const auto source = found->second.source;
      room_.media.producers.erase(found);
      follow(event.owner, source);
    }
    tell(about<ProducerClosedNews>(event), event.to);
  }

  void operator()(const sfu::ConsumerPaused& event) const {
    const auto fill = [&](auto news) {
      news.consumer_id = event.consumer;
      news.reason = event.reason;
      tell(news, event.to);
    };
    if (event.is_paused)
      fill(ConsumerPausedNews{});
    else
      fill(ConsumerResumedNews{});
  }

  void operator()(const sfu::ConsumerClosed& event) const {
    if (auto* receiver = room_.roster.find(event.to)) receiver->health.layers.erase(event.consumer);
    tell(ConsumerClosedNews{.room_id = {}, .consumer_id = event.consumer, .reason = event.reason}, event.to);
  }

  void operator()(const sfu::ProducerScored& event) const {
    ProducerScoreNews news{.room_id = {}, .producer_id = event.producer, .score = {}};
    for (const auto& score : event.scores) {
      auto& encoding = news.score.emplace_back();
      encoding.encoding_idx = score.encoding;
      encoding.ssrc = score.ssrc;
      encoding.rid.value = score.rid;
      encoding.score = score.score;
    }
    tell(news, event.to);
  }

  void operator()(const sfu::ConsumerScored& event) const {
    tell(ConsumerScoreNews{.room_id = {},
                           .consumer_id = event.consumer,
                           .score = {.score = event.score,
                                     .producer_score = event.producer_score,
                                     .producer_scores = {event.producer_scores.begin(),
                                                         event.producer_scores.end()}}},
         event.to);
  }

  void operator()(const sfu::ConsumerLayersChanged& event) const {
    if (auto* receiver = room_.roster.find(event.to)) {
      if (event.layers)
        receiver->health.layers[event.consumer] = event.layers->spatial;
      else
        receiver->health.layers.erase(event.consumer);
    }
    ConsumerLayersNews news{.room_id = {}, .consumer_id = event.consumer, .layers = {}};
    if (event.layers) news.layers = describe(*event.layers);
    tell(news, event.to);
  }

  void operator()(const sfu::ProducerConstrained& event) const {
    tell(
        ProducerConstraintsNews{
            .room_id = {}, .producer_id = event.producer, .max_spatial_layer = event.max_spatial_layer},
        event.to);
  }

  void operator()(const sfu::TransportStateChanged& event) const {
    if (auto* sender = room_.roster.find(event.to); sender != nullptr && !sender->has_page())
      follow_path(room_, *sender, event.ice, now_);
    tell(TransportStateNews{.room_id = {},
                            .transport_id = event.transport,
                            .ice_state = text_of(event.ice),
                            .dtls_state = text_of(event.dtls)},
         event.to);
  }

  void operator()(const sfu::TransportClosed& event) const {
    forget_transport(room_, event.transport);
    if (auto* sender = room_.roster.find(event.to); sender != nullptr && !sender->has_page()) {
      const bool by_them = event.reason == sfu::TransportCloseReason::dtls_closed;
      leave(room_, *sender, by_them ? LeaveReason::leave : LeaveReason::timeout, now_);
      return;
    }
    tell(TransportClosedNews{.room_id = {}, .transport_id = event.transport, .reason = event.reason},
         event.to);
  }

  void operator()(const sfu::ActiveSpeakerChanged& event) const {
    send(room_,
         ActiveSpeakerNews{.room_id = {},
                           .participant_id = event.participant,
                           .producer_id = event.producer,
                           .volume = event.volume},
         everyone(room_));
  }

  void operator()(const sfu::AudioLevels& event) const {
    AudioLevelsNews news;
    for (const auto& level : event.levels) news.levels.push_back({level.participant, level.volume});
    send(room_, news, everyone(room_));
  }

  void operator()(const sfu::NetworkMeasured& event) const { take_measure(room_, event, now_); }

  void operator()(const sfu::MediaHeard& event) const {
    if (auto* participant = room_.roster.find(event.participant)) hear_media(room_, *participant, now_);
  }

 private:
  template <class News, class Event>
  static News about(const Event& event) {
    News news;
    news.producer_id = event.producer;
    news.participant_id = event.owner;
    news.by = event.by;
    return news;
  }

  void follow(ParticipantId owner, sfu::Source source) const {
    if (auto* participant = room_.roster.find(owner)) refresh_flow(room_, *participant, source);
  }

  template <class News>
  void tell(const News& news, ParticipantId to) const {
    if (const auto* receiver = room_.roster.find(to)) send(room_, news, *receiver);
  }

  template <class News>
  void tell(const News& news, const std::vector<ParticipantId>& to) const {
    std::vector<ConnectionId> connections;
    for (const auto id : to)
      if (const auto* receiver = room_.roster.find(id);
          receiver != nullptr && receiver->connection != ConnectionId::none)
        connections.push_back(receiver->connection);
    send(room_, news, std::move(connections));
  }

  Room& room_;
  Timestamp now_;
};

}  // namespace

void take_media_event(Room& room, const sfu::MediaEvent& event, Timestamp now) {
  if (room.is_closed() || !room.media.is_open) return;  // a late one, of a room that has been left
  std::visit(Teller(room, now), event);
}

}  // namespace vtp::classroom
