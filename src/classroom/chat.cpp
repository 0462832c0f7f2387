#include "classroom/chat.h"

#include <algorithm>
#include <ranges>

namespace vtp::classroom {

bool ChatMessage::is_visible_to(UserId user, bool is_staff) const {
  return scope == ChatScope::all || sender == user || recipient == user ||
         (scope == ChatScope::hosts && is_staff);
}

ChatMessageAnswer describe(const ChatMessage& message) {
  ChatMessageAnswer answer;
  answer.id = message.id;
  answer.room_id = message.room;
  answer.participant_id = message.participant;
  answer.user_id = message.sender;
  answer.full_name = message.full_name;
  answer.text = message.text;
  answer.scope = message.scope;
  if (message.scope == ChatScope::hosts) answer.to = "hosts";
  if (message.to_participant)
    answer.to = message.to_participant->text();
  else if (message.recipient)
    answer.to = message.recipient->text();
  answer.reply_to = message.reply_to;
  answer.sent_at = message.sent_at;
  answer.edited_at = message.edited_at;
  return answer;
}

void ChatLog::add(ChatMessage message) {
  messages_.push_back(std::move(message));
  if (messages_.size() > max_messages) messages_.pop_front();
}

ChatMessage* ChatLog::find(MessageId id) {
  const auto found = std::ranges::find(messages_, id, &ChatMessage::id);
  return found == messages_.end() ? nullptr : &*found;
}

std::vector<ChatMessageAnswer> ChatLog::last_visible(UserId user, bool is_staff, std::size_t limit) const {
  std::vector<ChatMessageAnswer> visible;
  for (const auto& message : messages_ | std::views::reverse) {
    if (visible.size() == limit) break;
    if (!message.is_deleted && message.is_visible_to(user, is_staff)) visible.push_back(describe(message));
  }
  std::ranges::reverse(visible);
  return visible;
}

}  // namespace vtp::classroom
