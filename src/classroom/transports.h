// The ways between a participant and the SFU (realtime.md section 8.2).
#pragma once

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

/// SFU_NOT_ACTIVE in peer-to-peer mode. Checked by every action that needs the SFU, here and in sending.h and
/// receiving.h.
Result<void> check_sfu(Room& room);

/// A page that was loaded again comes by another connection and knows nothing of its transports: those of the
/// same direction are closed. To send, one needs a permission to send something.
Result<sfu::TransportOffer> create_transport(Room& room, Participant& participant, sfu::Direction direction,
                                             bool force_tcp, Timestamp now);
Result<void> connect_transport(Room& room, const Participant& participant, sfu::TransportId transport,
                               const sfu::DtlsParameters& parameters);
Result<sfu::IceParameters> restart_ice(Room& room, const Participant& participant,
                                       sfu::TransportId transport);
Result<void> close_transport(Room& room, const Participant& participant, sfu::TransportId transport);

/// Of one thing of the participant's own; hosts may ask about everybody's.
Result<std::vector<sfu::MediaStatistics>> statistics_of(Room& room, const Participant& participant,
                                                        const sfu::StatisticsOf& what);

}  // namespace vtp::classroom
