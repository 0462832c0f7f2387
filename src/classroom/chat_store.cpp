#include "classroom/chat_store.h"

#include <algorithm>
#include <string>

namespace vtp::classroom {
namespace {

constexpr std::string_view columns =
    "m.id, m.room_id, m.participant_id, m.sender_id, m.sender_name, m.body, m.scope, m.recipient_id, "
    "m.reply_to,"
    " m.sent_at, m.edited_at, case when m.deleted_at is null then 0 else 1 end";

ChatMessage read_message(const db::Row& row) {
  ChatMessage message;
  message.id = row.next<MessageId>();
  message.room = row.next<RoomId>();
  message.participant = row.next<std::optional<ParticipantId>>();
  message.sender = row.next<std::optional<UserId>>();
  message.full_name = row.next<std::string>();
  message.text = row.next<std::string>();
  message.scope = row.next<ChatScope>();
  message.recipient = row.next<std::optional<UserId>>();
  message.reply_to = row.next<std::optional<MessageId>>();
  message.sent_at = row.next<Timestamp>();
  message.edited_at = row.next<std::optional<Timestamp>>();
  message.is_deleted = row.next<bool>();
  return message;
}

/// Rows come newest first and are shown oldest first.
std::vector<ChatMessage> read_newest_first(const db::Rows& rows) {
  std::vector<ChatMessage> messages;
  for (const auto& row : rows) messages.push_back(read_message(row));
  std::ranges::reverse(messages);
  return messages;
}

}  // namespace

void insert_message(db::Transaction& tx, const ChatMessage& message) {
  tx.query(
      "insert into chat_messages (id, room_id, sender_id, sender_name, participant_id, scope, recipient_id, "
      "body,"
      " reply_to, sent_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, "
      "$10)",
      message.id, message.room, message.sender, message.full_name, message.participant, message.scope,
      message.recipient, message.text, message.reply_to, message.sent_at);
}

void edit_message(db::Transaction& tx, const MessageEdited& edited) {
  tx.query("update chat_messages set body = $2, edited_at = $3, updated_at = $3 where id = $1", edited.id,
           edited.text, edited.at);
}

void delete_message(db::Transaction& tx, const MessageDeleted& deleted) {
  tx.query("update chat_messages set deleted_at = $2, deleted_by = $3, updated_at = $2 where id = $1",
           deleted.id, deleted.at, deleted.by);
}

std::optional<ChatMessage> find_message(db::Transaction& tx, RoomId room, MessageId id) {
  const auto rows =
      tx.query("select " + std::string(columns) + " from chat_messages m where m.id = $1 and m.room_id = $2",
               id, room);
  if (rows.empty()) return std::nullopt;
  return read_message(rows.front());
}

ChatPage read_chat(db::Transaction& tx, RoomId room, const ChatReader& reader,
                   std::optional<MessageId> before, int limit) {
  const auto rows = tx.query("select " + std::string(columns) +
                                 " from chat_messages m where m.room_id = $1 and m.deleted_at is null"
                                 " and (cast($2 as text) is null or m.id < $2)"
                                 " and (m.scope = 'all' or m.sender_id = $3 or m.recipient_id = $3 or "
                                 "(m.scope = 'hosts' and $4 = 1))"
                                 " order by m.id desc limit $5",
                             room, before, reader.user, reader.is_staff, limit + 1);
  ChatPage page{.messages = read_newest_first(rows), .has_more = static_cast<int>(rows.size()) > limit};
  if (page.has_more) page.messages.erase(page.messages.begin());
  return page;
}

std::vector<ChatMessage> newest_messages(db::Transaction& tx, RoomId room, int limit) {
  return read_newest_first(tx.query(
      "select " + std::string(columns) +
          " from chat_messages m where m.room_id = $1 and m.deleted_at is null order by m.id desc limit $2",
      room, limit));
}

}  // namespace vtp::classroom
