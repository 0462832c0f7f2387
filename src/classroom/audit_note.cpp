#include "classroom/audit_note.h"

#include <fmt/format.h>

namespace vtp::classroom {

void note_moderation(Room& room, const Participant& by, std::string_view action, const Person* target,
                     Timestamp now) {
  Moderated note;
  note.actor = by.person->user;
  note.actor_role = by.person->account_role;
  note.action = action;
  note.room = room.facts.id;
  note.course = room.facts.course;
  if (target != nullptr) note.details = fmt::format(R"({{"user_id":"{}"}})", target->user.view());
  note.at = now;
  room.effects.keep(std::move(note));
}

}  // namespace vtp::classroom
