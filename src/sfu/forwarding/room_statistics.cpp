// What a room tells of its streams: scores, levels, networks, and figures for whoever asks.
#include <algorithm>

#include "sfu/forwarding/room.h"

namespace vtp::sfu {
namespace {

constexpr std::int8_t quietest_told = -60;  // dBov
constexpr double worsening = 5;             // percent more loss that is told at once

}  // namespace

void Room::tell_scores(Producer& producer) {
  auto scores = producer.scores();
  if (home_ != nullptr || scores == producer.told_scores) return;
  ProducerScored event{.to = producer.info().owner, .producer = producer.info().id, .scores = {}};
  for (std::uint8_t i = 0; i < scores.size(); ++i) {
    const auto& stream = producer.streams()[i];
    event.scores.push_back({.encoding = i,
                            .ssrc = stream.ssrc().value_or(0),
                            .rid = stream.rid().empty() ? std::nullopt : std::optional(stream.rid()),
                            .score = scores[i]});
  }
  tell_shadows(ScoresChanged{.producer = producer.info().id, .scores = scores});
  producer.told_scores = std::move(scores);
  tell(std::move(event));
  for (auto* const consumer : producer.consumers) tell_scores(*consumer);
}

void Room::tell_scores(Consumer& consumer) {
  const auto score = consumer.score();
  const auto producer_score = consumer.producer_score();
  if (score == consumer.told_score && producer_score == consumer.told_producer_score) return;
  consumer.told_score = score;
  consumer.told_producer_score = producer_score;
  ConsumerScored event{.to = consumer.viewer(),
                       .consumer = consumer.id(),
                       .score = score,
                       .producer_score = producer_score,
                       .producer_scores = {}};
  for (const auto& stream : consumer.producer().streams())
    event.producer_scores.push_back(stream.statistics().score());
  tell(std::move(event));
}

void Room::tell_levels(rtc::Instant now) {
  if (home_ != nullptr) return;
  AudioLevels levels;
  const Producer* active = nullptr;
  const bool is_other = speakers_.update(now);
  for (auto& [id, producer] : producers_) {
    if (producer->info().source != Source::mic) continue;
    if (producer->loudness > quietest_told)
      levels.levels.push_back({.participant = producer->info().owner, .volume = producer->loudness});
    if (speakers_.active() == producer->speaker) active = producer.get();
  }
  if (is_other) {
    ActiveSpeakerChanged event;
    if (active != nullptr) {
      event.participant = active->info().owner;
      event.producer = active->info().id;
      event.volume = active->loudness;
    }
    tell(event);
    tell_shadows(SpeakerChanged{speakers_.active()});
  }
  for (auto& [id, producer] : producers_) producer->loudness = -127;
  if (!levels.levels.empty()) tell(std::move(levels));
}

NetworkMeter::Sums Room::uplink_sums(const Participant& participant) const {
  NetworkMeter::Sums sums;
  for (const auto& [id, transport] : transports_) {
    if (&transport->owner != &participant) continue;
    for (const auto* const producer : transport->producers)
      for (const auto& stream : producer->streams()) {
        const auto& statistics = stream.statistics();
        sums.packets += statistics.expected();
        sums.lost += statistics.lost() + static_cast<std::int64_t>(statistics.repaired());
        sums.bytes += statistics.bytes();
        sums.jitter_ms = std::max(sums.jitter_ms, statistics.jitter_ms());
      }
    if (transport->viewer.has_round_trip)  // of what is received: it is the same way
      sums.rtt_ms = static_cast<double>(transport->viewer.round_trip.count()) / 1000;
  }
  if (participant.elsewhere) sums.rtt_ms = std::max(sums.rtt_ms, participant.elsewhere->sums.rtt_ms);
  return sums;
}

NetworkMeter::Sums Room::downlink_sums(const Participant& participant) const {
  auto sums = participant.elsewhere ? participant.elsewhere->sums : NetworkMeter::Sums{};
  for (const auto& [id, transport] : transports_) {
    if (&transport->owner != &participant) continue;
    for (const auto* const consumer : transport->consumers) {
      const auto& counters = consumer->counters();
      sums.packets += static_cast<std::int64_t>(counters.packets);
      sums.lost += counters.lost;
      sums.bytes += counters.bytes;
      sums.jitter_ms = std::max(sums.jitter_ms, counters.jitter_ms);
    }
    if (transport->viewer.has_round_trip)
      sums.rtt_ms = static_cast<double>(transport->viewer.round_trip.count()) / 1000;
  }
  return sums;
}

std::optional<double> Room::available_kbps(const Participant& participant) const {
  for (const auto& [id, transport] : transports_)
    if (&transport->owner == &participant && transport->viewer.bandwidth.estimator().has_measured())
      return static_cast<double>(transport->viewer.bandwidth.estimate()) / 1000;
  return participant.elsewhere ? participant.elsewhere->available_kbps : std::nullopt;
}

void Room::measure_network(Participant& participant, rtc::Instant now) {
  if (home_ != nullptr) return note_downlink(participant);
  const auto up = uplink_sums(participant);
  const auto down = downlink_sums(participant);
  const auto uplink = participant.uplink.measure(up, now);
  const auto downlink = participant.downlink.measure(down, now);
  const auto loss = std::max(uplink.loss_percent, downlink.loss_percent);
  const bool is_due = now - participant.measured_at >= settings_.network_interval;
  if (!is_due && loss < participant.told_loss + worsening) return;
  participant.measured_at = now;
  participant.told_loss = loss;
  NetworkMeasured event{.participant = participant.id,
                        .uplink = participant.uplink.take(up, now),
                        .downlink = participant.downlink.take(down, now),
                        .available_kbps = available_kbps(participant)};
  tell(event);
}

MediaStatistics Room::of(const RoomTransport& transport, rtc::Instant now) const {
  MediaStatistics all{.type = "transport", .at = wall_.now()};
  all.bytes = transport.received_bytes;
  all.packets = transport.received_packets;
  for (const auto* const producer : transport.producers)
    for (const auto& stream : producer->streams()) all.bitrate += stream.statistics().bitrate(now);
  for (const auto* const consumer : transport.consumers) {
    const auto part = of(*consumer, now);
    all.bitrate += part.bitrate;
    all.bytes += part.bytes;
    all.packets += part.packets;
    all.packets_lost += part.packets_lost;
    all.nack_count += part.nack_count;
    all.pli_count += part.pli_count;
    all.fir_count += part.fir_count;
  }
  if (transport.viewer.has_round_trip)
    all.round_trip_ms = static_cast<double>(transport.viewer.round_trip.count()) / 1000;
  return all;
}

MediaStatistics Room::of(const Producer& producer, const IncomingStream& stream, rtc::Instant now) const {
  const auto& statistics = stream.statistics();
  MediaStatistics one{.type = "inbound-rtp", .at = wall_.now()};
  one.ssrc = stream.ssrc();
  one.kind = producer.media().kind;
  one.bitrate = statistics.bitrate(now);
  one.bytes = statistics.bytes();
  one.packets = statistics.packets();
  one.packets_lost = statistics.lost();
  one.fraction_lost = statistics.fraction_lost();
  one.jitter_ms = statistics.jitter_ms();
  one.nack_count = stream.nack_count;
  one.pli_count = stream.pli_count;
  one.score = statistics.score();
  return one;
}

MediaStatistics Room::of(const Consumer& consumer, rtc::Instant now) const {
  const auto& counters = consumer.counters();
  MediaStatistics one{.type = "outbound-rtp", .at = wall_.now()};
  one.ssrc = consumer.ssrc();
  one.kind = consumer.producer().media().kind;
  one.bitrate = static_cast<double>(counters.rate.bits_per_second(now.time_since_epoch()).value_or(0));
  one.bytes = counters.bytes;
  one.packets = counters.packets;
  one.packets_lost = counters.lost;
  one.fraction_lost = counters.fraction_lost;
  one.jitter_ms = counters.jitter_ms;
  one.nack_count = counters.nacks;
  one.pli_count = counters.plis;
  one.fir_count = counters.firs;
  one.score = consumer.score();
  const auto& viewer = transports_.at(consumer.transport())->viewer;
  if (viewer.has_round_trip) one.round_trip_ms = static_cast<double>(viewer.round_trip.count()) / 1000;
  return one;
}

Result<std::vector<MediaStatistics>> Room::statistics(std::optional<ParticipantId> participant,
                                                      const StatisticsOf& of_what, rtc::Instant now) const {
  const auto is_theirs = [&](ParticipantId owner) { return !participant || *participant == owner; };
  std::vector<MediaStatistics> list;
  if (const auto* const transport_id = std::get_if<TransportId>(&of_what)) {
    const auto found = transports_.find(*transport_id);
    if (found == transports_.end() || !is_theirs(found->second->owner.id))
      return fail(ErrorCode::transport_not_found, "there is no such transport");
    list.push_back(of(*found->second, now));
  } else if (const auto* const producer_id = std::get_if<ProducerId>(&of_what)) {
    const auto found = producers_.find(*producer_id);
    if (found == producers_.end() || !is_theirs(found->second->info().owner))
      return fail(ErrorCode::producer_not_found, "there is no such producer");
    for (const auto& stream : found->second->streams()) list.push_back(of(*found->second, stream, now));
  } else {
    const auto found = consumers_.find(std::get<ConsumerId>(of_what));
    if (found == consumers_.end() || !is_theirs(found->second->viewer()))
      return fail(ErrorCode::consumer_not_found, "there is no such consumer");
    list.push_back(of(*found->second, now));
  }
  return list;
}

}  // namespace vtp::sfu
