#include "classroom/network_news.h"

#include <algorithm>

#include "classroom/audience.h"
#include "classroom/media_server_events.h"
#include "classroom/media_summary.h"

namespace vtp::classroom {
namespace {

// Everybody told about everybody else grows with the square of the room.
constexpr int told_to_all_up_to = 50;

// A measure speaks for the time since the last one, but not for a silence between them.
constexpr std::chrono::seconds max_between_measures{10};

LinkAnswer describe(const sfu::LinkMeasure& measure, std::optional<ConnectionQuality> quality) {
  return {.quality = quality,
          .loss_percent = {measure.loss_percent},
          .rtt_ms = {measure.rtt_ms},
          .jitter_ms = {measure.jitter_ms},
          .kbps = {measure.kbps}};
}

void count_trouble(MediaHealth& health, Timestamp now) {
  const auto before = health.measured_at;
  health.measured_at = now;
  if (!before || health.quality() != ConnectionQuality::poor) return;
  const auto since = std::min<std::chrono::microseconds>(now - *before, max_between_measures);
  health.trouble += since;
  health.account.poor += since;
}

void keep_account(Room& room, const Participant& participant, MediaHealth& health,
                  const sfu::NetworkMeasured& measured) {
  for (const auto& link : {measured.uplink, measured.downlink})
    if (link.has_media) health.account.round_trip_ms.add(link.rtt_ms);
  for (const auto& [consumer, layer] : health.layers) health.account.layer.add(layer);
  for (auto& [id, transport] : room.media.transports)
    if (transport.owner == participant.id) sample_traffic(room, id, transport);
}

std::vector<NetworkQualityNews::Other> others(Room& room, const Participant& viewer) {
  std::vector<NetworkQualityNews::Other> found;
  if (!viewer.is_staff() && room.roster.admitted_count() > told_to_all_up_to) return found;
  for (const auto* participant : room.roster.admitted())
    if (const auto quality = participant->health.quality()) found.push_back({participant->id, *quality});
  return found;
}

}  // namespace

void take_measure(Room& room, const sfu::NetworkMeasured& measured, Timestamp now) {
  auto* participant = room.roster.find(measured.participant);
  if (participant == nullptr) return;
  auto& health = participant->health;
  health.uplink.measure(grade(measured.uplink), now);
  health.downlink.measure(grade(measured.downlink), now);
  count_trouble(health, now);
  keep_account(room, *participant, health, measured);

  NetworkQualityNews news;
  news.self.quality = health.quality();
  news.self.uplink = describe(measured.uplink, health.uplink.announced());
  news.self.downlink = describe(measured.downlink, health.downlink.announced());
  if (measured.available_kbps) news.self.available_kbps = json::Percent{*measured.available_kbps};
  news.self.advice.value = advice_for(health.uplink.announced(), health.downlink.announced(),
                                      measured.available_kbps, participant->flow.video);
  news.participants = others(room, *participant);
  send(room, news, *participant);
}

}  // namespace vtp::classroom
