#include "classroom/transports.h"

#include <algorithm>

#include "base/try.h"
#include "classroom/media_mode.h"
#include "classroom/media_summary.h"
#include "classroom/rights.h"
#include "classroom/tracks.h"

namespace vtp::classroom {
namespace {

Result<void> check_may_send(const Room& room, const Participant& participant) {
  const auto allowed = permissions_of(room, participant);
  if (std::ranges::any_of(all_tracks, [&](const TrackRow& row) { return allowed.*row.permission; }))
    return {};
  return check_may(room, participant, &Permissions::mic);
}

void close_forgotten(Room& room, const Participant& participant, sfu::Direction direction) {
  std::vector<sfu::TransportId> forgotten;
  for (const auto& [id, transport] : room.media.transports)
    if (transport.owner == participant.id && transport.direction == direction &&
        transport.made_by != participant.connection)
      forgotten.push_back(id);
  for (const auto id : forgotten) static_cast<void>(close_transport(room, participant, id));
}

}  // namespace

Result<void> check_sfu(Room& room) {
  if (room.media.mode != MediaMode::sfu)
    return fail(ErrorCode::sfu_not_active, "Media go from peer to peer in this class");
  return open_in_sfu(room);
}

Result<sfu::TransportOffer> create_transport(Room& room, Participant& participant, sfu::Direction direction,
                                             bool force_tcp, Timestamp now) {
  VTP_CHECK(check_sfu(room));
  if (direction == sfu::Direction::send) VTP_CHECK(check_may_send(room, participant));
  close_forgotten(room, participant, direction);
  VTP_TRY(auto offer, room.sfu.engine.create_transport(room.facts.id, participant.id, direction, force_tcp));
  room.media.transports[offer.id] = {
      .owner = participant.id, .direction = direction, .made_by = participant.connection, .traffic = {}};
  if (!participant.health.account.since) participant.health.account.since = now;
  return offer;
}

Result<void> connect_transport(Room& room, const Participant& participant, sfu::TransportId transport,
                               const sfu::DtlsParameters& parameters) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.connect_transport(room.facts.id, participant.id, transport, parameters);
}

Result<sfu::IceParameters> restart_ice(Room& room, const Participant& participant,
                                       sfu::TransportId transport) {
  VTP_CHECK(check_sfu(room));
  return room.sfu.engine.restart_ice(room.facts.id, participant.id, transport);
}

Result<void> close_transport(Room& room, const Participant& participant, sfu::TransportId transport) {
  VTP_CHECK(check_sfu(room));
  const auto found = room.media.transports.find(transport);
  if (found != room.media.transports.end() && found->second.owner == participant.id)
    sample_traffic(room, transport, found->second);
  VTP_CHECK(room.sfu.engine.close_transport(room.facts.id, participant.id, transport));
  forget_transport(room, transport);
  return {};
}

Result<std::vector<sfu::MediaStatistics>> statistics_of(Room& room, const Participant& participant,
                                                        const sfu::StatisticsOf& what) {
  VTP_CHECK(check_sfu(room));
  const bool is_host = participant.role() == RoomRole::host;
  return room.sfu.engine.statistics(room.facts.id, is_host ? std::nullopt : std::optional(participant.id),
                                    what);
}

}  // namespace vtp::classroom
