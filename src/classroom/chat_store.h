// The table `chat_messages`.
#pragma once

#include <optional>
#include <vector>

#include "classroom/records.h"
#include "database/database.h"

namespace vtp::classroom {

void insert_message(db::Transaction& tx, const ChatMessage& message);
void edit_message(db::Transaction& tx, const MessageEdited& edited);
void delete_message(db::Transaction& tx, const MessageDeleted& deleted);

std::optional<ChatMessage> find_message(db::Transaction& tx, RoomId room, MessageId id);

/// What one reader may see of a room's chat.
struct ChatReader {
  UserId user;
  bool is_staff = false;
};
struct ChatPage {
  std::vector<ChatMessage> messages;  // oldest first
  bool has_more = false;
};
/// The last ones before a message, or the last ones of all.
ChatPage read_chat(db::Transaction& tx, RoomId room, const ChatReader& reader,
                   std::optional<MessageId> before, int limit);

/// The newest messages whoever may read them, oldest first.
std::vector<ChatMessage> newest_messages(db::Transaction& tx, RoomId room, int limit);

}  // namespace vtp::classroom
