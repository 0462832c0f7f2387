#include "classroom/closing.h"

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/joining.h"
#include "classroom/media_mode.h"
#include "classroom/media_summary.h"
#include "classroom/polling.h"
#include "classroom/presence.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

// A host who is away for longer has ended the class by going (api.md section 6.1).
constexpr std::chrono::minutes host_absence{5};

void dismiss_everyone(Room& room, const ClassEnded& ending, Timestamp now) {
  for (auto& [id, participant] : room.roster.all()) {
    close_interval(room, participant, IntervalEnd::class_end, now);
    if (participant.is_admitted()) save(room, participant, now, LeaveReason::class_end);
    note_media_use(room, participant, now);
  }
  for (auto& [id, participant] : room.roster.all()) {
    auto event = ending;
    event.presence_seconds =
        std::chrono::floor<std::chrono::seconds>(presence_of(room, participant.person->user, now));
    send(room, event, participant);
    room.effects.dismiss(participant.connection);
  }
  room.roster.all().clear();
  forget_mode(room);
}

Timestamp class_end(const Room& room, Timestamp now) {
  const auto gone = room.hosts_gone_since;
  return gone && now - *gone >= host_absence ? *gone : now;
}

}  // namespace

void close_room(Room& room, CloseReason reason, std::optional<UserId> by, Timestamp now) {
  if (room.is_closed()) return;
  for (auto& [id, poll] : room.polls) finish_poll(room, poll, now);
  if (room.current_break) room.effects.keep(BreakEnded{room.current_break->id, now});
  room.current_break.reset();
  const auto ended_at = class_end(room, now);
  const auto recording = room.recording ? std::optional(room.recording->id) : std::nullopt;
  room.recording.reset();
  room.facts.state = RoomState::closed;
  room.facts.closed_at = now;
  room.facts.close_reason = reason;
  dismiss_everyone(room, ClassEnded{.ended_by = by, .reason = reason, .recording_id = recording}, now);
  room.effects.keep(RoomSaved{room.facts, now});
  if (room.facts.session) room.effects.keep(ClassFinished{*room.facts.session, ended_at, now});
}

Result<void> end_class(Room& room, const Participant& by, Timestamp now) {
  VTP_CHECK(check_is_host(by));
  note_moderation(room, by, "room.end_class", nullptr, now);
  close_room(room, CloseReason::host, by.person->user, now);
  return {};
}

}  // namespace vtp::classroom
