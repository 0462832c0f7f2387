#include "classroom/room_archive.h"

#include "base/csv.h"
#include "base/try.h"
#include "classroom/chat_store.h"
#include "classroom/poll_store.h"
#include "classroom/room_service.h"
#include "courses/course_access.h"

namespace vtp::classroom {
namespace {

/// The room, for those who may read what happened in it.
Result<SeenRoom> find_readable_room(db::Transaction& tx, const Identity& caller, std::string_view name) {
  VTP_TRY(auto seen, find_seen_room(tx, caller, name));
  if (!seen.visitor.was_inside && !seen.visitor.is_staff())
    return courses::not_permitted("Only people of the room read what was said in it");
  return seen;
}

std::string choices_text(const Poll& poll, const std::vector<int>& choices) {
  std::string text;
  for (const int choice : choices)
    text.append(text.empty() ? "" : "; ").append(poll.options.at(static_cast<std::size_t>(choice)));
  return text;
}

}  // namespace

Result<ChatHistory> RoomArchive::chat(const Identity& caller, std::string_view room, const ChatQuery& query) {
  VTP_CHECK(hub_.settle());
  return database_.read([&](db::Transaction& tx) -> Result<ChatHistory> {
    VTP_TRY(const auto seen, find_readable_room(tx, caller, room));
    const auto page = read_chat(tx, seen.room.id, {.user = caller.user, .is_staff = seen.visitor.is_staff()},
                                query.before, query.limit);
    ChatHistory history{.messages = {}, .has_more = page.has_more};
    for (const auto& message : page.messages) history.messages.push_back(describe(message));
    return history;
  });
}

Result<PollHistory> RoomArchive::polls(const Identity& caller, std::string_view room) {
  VTP_CHECK(hub_.settle());
  return database_.read([&](db::Transaction& tx) -> Result<PollHistory> {
    VTP_TRY(const auto seen, find_readable_room(tx, caller, room));
    PollHistory history;
    for (const auto& poll : polls_of(tx, seen.room.id))
      history.polls.push_back(describe(poll, {.user = caller.user, .is_staff = seen.visitor.is_staff()}));
    return history;
  });
}

Result<std::string> RoomArchive::polls_as_csv(const Identity& caller, std::string_view room) {
  VTP_CHECK(hub_.settle());
  return database_.read([&](db::Transaction& tx) -> Result<std::string> {
    VTP_TRY(const auto seen, find_readable_room(tx, caller, room));
    if (!seen.visitor.is_staff())
      return courses::not_permitted("Only hosts and co-hosts see who has voted for what");
    const auto names = voter_names(tx, seen.room.id);
    std::string text;
    csv::append_row(text, {"question", "kind", "name", "choices"});
    for (const auto& poll : polls_of(tx, seen.room.id))
      for (const auto& [user, choices] : poll.votes) {
        const auto name = names.find(user);
        const bool is_named = !poll.anonymous && name != names.end();
        csv::append_row(text, {poll.question, to_text(poll.kind),
                               is_named ? std::string_view(name->second) : "", choices_text(poll, choices)});
      }
    return text;
  });
}

}  // namespace vtp::classroom
