// Writing, correcting and taking back messages (realtime.md section 6.3).
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "classroom/room.h"

namespace vtp::classroom {

struct NewMessage {
  std::string text;
  std::optional<std::string> to;  // "hosts" or a participant id; none: everyone
  std::optional<MessageId> reply_to;
};
Result<ChatMessageAnswer> post_message(Room& room, Participant& sender, const NewMessage& wanted,
                                       Timestamp now);

/// Own messages for 15 minutes, hosts and co-hosts theirs at any time. `message` as it is stored: the log in
/// memory may have forgotten it. MESSAGE_NOT_FOUND for what the participant cannot see.
Result<ChatMessageAnswer> edit_message(Room& room, const Participant& by, ChatMessage message,
                                       const std::string& text, Timestamp now);

/// Own messages for 15 minutes; hosts and co-hosts anybody's at any time.
Result<void> delete_message(Room& room, const Participant& by, const ChatMessage& message, Timestamp now);

}  // namespace vtp::classroom
