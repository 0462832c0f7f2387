#include "classroom/chatting.h"

#include "base/try.h"
#include "classroom/audience.h"
#include "classroom/audit_note.h"
#include "classroom/rights.h"

namespace vtp::classroom {
namespace {

constexpr std::chrono::minutes correction_time{15};

/// Whoever sees a message hears of it. Those of the whole room are numbered.
template <class Event>
void tell(Room& room, const ChatMessage& message, Event event) {
  switch (message.scope) {
    case ChatScope::all:
      event.seq = room.effects.next_seq();
      send(room, std::move(event), everyone(room));
      return;
    case ChatScope::hosts: {
      auto to = staff(room);
      if (message.sender)
        for (const auto own : devices_of(room, {*message.sender}))
          if (std::ranges::find(to, own) == to.end()) to.push_back(own);
      send(room, std::move(event), std::move(to));
      return;
    }
    case ChatScope::user:
      std::vector<UserId> sides;
      if (message.sender) sides.push_back(*message.sender);
      if (message.recipient) sides.push_back(*message.recipient);
      send(room, std::move(event), devices_of(room, sides));
      return;
  }
}

Result<void> address(Room& room, const Participant& sender, const std::string& to, ChatMessage& message) {
  if (to == "hosts") {
    message.scope = ChatScope::hosts;
    return {};
  }
  const auto id = ParticipantId::parse(to);
  if (!id) return fail_field("to", "must be hosts or the id of a participant");
  const auto* recipient = room.roster.find(*id);
  if (recipient == nullptr || !recipient->is_admitted()) return no_such_participant();
  if (!room.facts.settings.private_chat && !sender.is_staff())
    return fail(ErrorCode::feature_disabled, "Private messages are switched off in this class");
  message.scope = ChatScope::user;
  message.recipient = recipient->person->user;
  message.to_participant = recipient->id;
  return {};
}

std::unexpected<Error> no_such_message() {
  return fail(ErrorCode::message_not_found, "There is no such message");
}

Result<void> check_may_correct(const Participant& by, const ChatMessage& message, bool any_author,
                               Timestamp now) {
  if (message.is_deleted || !message.is_visible_to(by.person->user, by.is_staff())) return no_such_message();
  const bool is_own = message.sender == by.person->user;
  if (!is_own && !(any_author && by.is_staff()))
    return fail(ErrorCode::insufficient_permissions, "This message is not yours");
  if (!by.is_staff() && now - message.sent_at > correction_time)
    return fail(ErrorCode::insufficient_permissions, "Messages can be changed for 15 minutes");
  return {};
}

}  // namespace

Result<ChatMessageAnswer> post_message(Room& room, Participant& sender, const NewMessage& wanted,
                                       Timestamp now) {
  VTP_CHECK(check_may(room, sender, &Permissions::chat));
  ChatMessage message;
  message.id = MessageId::make();
  message.room = room.facts.id;
  message.participant = sender.id;
  message.sender = sender.person->user;
  message.full_name = sender.display_name;
  message.text = wanted.text;
  message.reply_to = wanted.reply_to;
  message.sent_at = now;
  if (wanted.to) VTP_CHECK(address(room, sender, *wanted.to, message));
  room.chat.add(message);
  room.effects.keep(MessageSent{message});
  auto answer = describe(message);
  tell(room, message, ChatMessageSent{.message = answer});
  return answer;
}

Result<ChatMessageAnswer> edit_message(Room& room, const Participant& by, ChatMessage message,
                                       const std::string& text, Timestamp now) {
  VTP_CHECK(check_may(room, by, &Permissions::chat));
  VTP_CHECK(check_may_correct(by, message, false, now));
  message.text = text;
  message.edited_at = now;
  if (auto* kept = room.chat.find(message.id)) *kept = message;
  room.effects.keep(MessageEdited{message.id, text, now});
  auto answer = describe(message);
  tell(room, message, ChatMessageUpdated{.message = answer});
  return answer;
}

Result<void> delete_message(Room& room, const Participant& by, const ChatMessage& message, Timestamp now) {
  VTP_CHECK(check_may_correct(by, message, true, now));
  if (auto* kept = room.chat.find(message.id)) kept->is_deleted = true;
  room.effects.keep(MessageDeleted{message.id, by.person->user, now});
  if (message.sender != by.person->user) note_moderation(room, by, "room.delete_message", nullptr, now);
  tell(room, message, ChatMessageDeleted{.message_id = message.id, .deleted_by = by.person->user});
  return {};
}

}  // namespace vtp::classroom
