// Messages of a class and the last ones of them in memory.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "classroom/participant.h"

namespace vtp::classroom {

using MessageId = Id<struct ChatMessageTag>;

enum class ChatScope : std::uint8_t { all, hosts, user };

/// A row of `chat_messages` with the name of its sender.
struct ChatMessage {
  MessageId id;
  RoomId room;
  std::optional<ParticipantId> participant;
  std::optional<UserId> sender;  // none: the account was erased
  std::string full_name;
  std::string text;
  ChatScope scope = ChatScope::all;
  std::optional<UserId> recipient;              // of scope `user`
  std::optional<ParticipantId> to_participant;  // the device that was written to; not stored
  std::optional<MessageId> reply_to;
  Timestamp sent_at;
  std::optional<Timestamp> edited_at;
  bool is_deleted = false;

  /// Private messages are for their sender, their recipient, and, when addressed to hosts, hosts and
  /// co-hosts.
  [[nodiscard]] bool is_visible_to(UserId user, bool is_staff) const;
};

/// How a message travels.
struct ChatMessageAnswer {
  MessageId id;
  RoomId room_id;
  std::optional<ParticipantId> participant_id;
  std::optional<UserId> user_id;
  std::string full_name;
  std::string text;
  ChatScope scope = ChatScope::all;
  std::optional<std::string> to;  // "hosts", or whom it was for
  std::optional<MessageId> reply_to;
  Timestamp sent_at;
  std::optional<Timestamp> edited_at;
};
ChatMessageAnswer describe(const ChatMessage& message);

/// The newest messages of a room, for those who enter and for corrections. Bounded; older ones are in the
/// database.
class ChatLog {
 public:
  static constexpr std::size_t max_messages = 500;

  void add(ChatMessage message);
  [[nodiscard]] ChatMessage* find(MessageId id);
  /// At most `limit`, oldest first, without deleted ones.
  [[nodiscard]] std::vector<ChatMessageAnswer> last_visible(UserId user, bool is_staff,
                                                            std::size_t limit) const;

 private:
  std::deque<ChatMessage> messages_;
};

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::ChatScope> {
  static constexpr std::array<std::string_view, 3> names{"all", "hosts", "user"};
};

template <>
struct vtp::json::Shape<vtp::classroom::ChatMessageAnswer> {
  using T = vtp::classroom::ChatMessageAnswer;
  static constexpr std::string_view name = "ChatMessage";
  static constexpr std::array fields{
      field<&T::id>("id"),
      field<&T::room_id>("room_id"),
      field<&T::participant_id>("participant_id"),
      field<&T::user_id>("user_id"),
      field<&T::full_name>("full_name"),
      field<&T::text>("text"),
      field<&T::scope>("scope"),
      field<&T::to>("to"),
      field<&T::reply_to>("reply_to"),
      field<&T::sent_at>("sent_at"),
      field<&T::edited_at>("edited_at"),
  };
};
