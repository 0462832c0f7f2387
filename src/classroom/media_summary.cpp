#include "classroom/media_summary.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace vtp::classroom {
namespace {

/// The transport's own line knows of streams that have ended; without it, the living ones are added up.
Traffic traffic_of(const std::vector<sfu::MediaStatistics>& statistics) {
  const auto read = [](const sfu::MediaStatistics& line) {
    return Traffic{.bytes = static_cast<std::int64_t>(line.bytes),
                   .packets = static_cast<std::int64_t>(line.packets),
                   .lost = line.packets_lost};
  };
  const auto whole = std::ranges::find(statistics, "transport", &sfu::MediaStatistics::type);
  if (whole != statistics.end()) return read(*whole);
  Traffic sum;
  for (const auto& line : statistics) sum += read(line);
  return sum;
}

}  // namespace

void sample_traffic(Room& room, sfu::TransportId id, LiveTransport& transport) {
  const auto statistics = room.sfu.engine.statistics(room.facts.id, transport.owner, id);
  if (statistics) transport.traffic = traffic_of(*statistics);
}

void forget_transport(Room& room, sfu::TransportId id) {
  const auto found = room.media.transports.find(id);
  if (found == room.media.transports.end()) return;
  const auto& transport = found->second;
  if (auto* owner = room.roster.find(transport.owner)) {
    auto& account = owner->health.account;
    (transport.direction == sfu::Direction::send ? account.sent : account.received) += transport.traffic;
  }
  room.media.transports.erase(found);
}

void note_media_use(Room& room, Participant& participant, Timestamp now) {
  std::vector<sfu::TransportId> theirs;
  for (auto& [id, transport] : room.media.transports)
    if (transport.owner == participant.id) {
      sample_traffic(room, id, transport);
      theirs.push_back(id);
    }
  for (const auto id : theirs) forget_transport(room, id);
  const auto account = std::exchange(participant.health.account, {});
  if (!account.since) return;
  room.effects.keep(MediaUsed{.room = room.facts.id,
                              .session = room.facts.session,
                              .participant = participant.id,
                              .user = participant.person->user,
                              .started_at = *account.since,
                              .ended_at = now,
                              .sent = account.sent,
                              .received = account.received,
                              .round_trip_ms = account.round_trip_ms.value(),
                              .layer = account.layer.value(),
                              .poor = account.poor});
}

void end_media(Room& room, Participant& participant, Timestamp now) {
  note_media_use(room, participant, now);
  std::erase_if(room.media.producers,
                [&](const auto& entry) { return entry.second.owner == participant.id; });
  std::erase_if(room.media.held, [&](const auto& held) { return held.first == participant.id; });
  if (room.media.is_open) room.sfu.engine.remove(room.facts.id, participant.id);
}

}  // namespace vtp::classroom
