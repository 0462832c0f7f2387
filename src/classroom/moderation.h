// What hosts and co-hosts may do to others (realtime.md section 6.5). Every action is noted for the audit
// log.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "classroom/room.h"
#include "classroom/tracks.h"

namespace vtp::classroom {

/// Makes somebody stop sending; with `allow_again` false they may not begin again. The server pauses what it
/// gets, and closes a shared screen. While media go from peer to peer the client has to obey; if it does not
/// within three seconds, they go through the server from then on.
Result<void> stop_track(Room& room, const Participant& by, ParticipantId who, Track track, bool allow_again,
                        Timestamp now);

/// Mutes everyone but hosts, co-hosts and `except`; returns how many devices that were.
Result<int> mute_all(Room& room, const Participant& by, std::span<const ParticipantId> except,
                     bool allow_again, Timestamp now);

/// For one person, or for all participants who are there. Tracks that are not allowed any more are stopped.
Result<void> set_permissions(Room& room, const Participant& by, std::optional<ParticipantId> who,
                             const PermissionsPatch& wanted, Timestamp now);

/// Puts a person out with all their devices; with `ban` for good.
Result<void> remove_person(Room& room, const Participant& by, ParticipantId who, bool ban,
                           const std::optional<std::string>& reason, Timestamp now);

/// By hosts only. Roles from the course or the account stay: who is a host by them cannot be made less.
Result<void> set_role(Room& room, const Participant& by, ParticipantId who, RoomRole role, Timestamp now);

/// Stops all tracks that somebody is sending without permission, after permissions or settings have changed.
/// `by` is null if whoever has changed them is not in the room.
void stop_forbidden_tracks(Room& room, const Participant* by, Timestamp now);

}  // namespace vtp::classroom
