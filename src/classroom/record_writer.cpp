#include "classroom/record_writer.h"

#include "accounts/audit.h"
#include "classroom/chat_store.h"
#include "classroom/participant_store.h"
#include "classroom/poll_store.h"
#include "classroom/room_store.h"
#include "courses/session_rules.h"

namespace vtp::classroom {
namespace {

struct Write {
  db::Transaction& tx;

  void operator()(const RoomSaved& saved) const { update_room(tx, saved.room, saved.at); }
  void operator()(const ParticipantSaved& saved) const { save_participant(tx, saved); }
  void operator()(const PresenceOpened& opened) const { open_interval(tx, opened); }
  void operator()(const PresenceClosed& closed) const { close_interval(tx, closed); }
  void operator()(const PresenceExtended& extended) const { extend_interval(tx, extended); }
  void operator()(const MediaUsed& used) const { insert_media_usage(tx, used); }
  void operator()(const BreakStarted& started) const { start_break(tx, started); }
  void operator()(const BreakEnded& ended) const { end_break(tx, ended); }
  void operator()(const MessageSent& sent) const { insert_message(tx, sent.message); }
  void operator()(const MessageEdited& edited) const { edit_message(tx, edited); }
  void operator()(const MessageDeleted& deleted) const { delete_message(tx, deleted); }
  void operator()(const PollAsked& asked) const { insert_poll(tx, asked.poll); }
  void operator()(const PollFinished& finished) const { finish_poll(tx, finished); }
  void operator()(const VoteCast& cast) const { save_vote(tx, cast); }
  void operator()(const Moderated& note) const {
    accounts::AuditEntry entry;
    entry.actor = note.actor;
    entry.actor_role = note.actor_role;
    entry.action = note.action;
    entry.object_type = "room";
    entry.object_id = note.room.text();
    entry.course_id = note.course;
    entry.after = note.details;
    accounts::write_audit(tx, entry, note.at);
  }
  void operator()(const ClassBegun& begun) const { courses::begin_session(tx, begun.session, begun.at); }
  void operator()(const ClassFinished& finished) const {
    courses::end_session(tx, finished.session, finished.ended_at, finished.at);
  }
};

}  // namespace

void write_record(db::Transaction& tx, const Record& record) {
  std::visit(Write{tx}, record);
}

}  // namespace vtp::classroom
