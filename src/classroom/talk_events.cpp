// Chat, hands, reactions and polls (realtime.md sections 6.3 and 6.4).
#include <array>

#include "classroom/chat_store.h"
#include "classroom/chatting.h"
#include "classroom/event_handler.h"
#include "classroom/hands.h"
#include "classroom/polling.h"
#include "classroom/reactions.h"
#include "classroom/room_requests.h"

namespace vtp::classroom {

struct MessageAnswer {
  std::optional<ChatMessageAnswer> message;  // null: it was taken back
};
struct HandAnswer {
  std::optional<int> position;
};
struct LoweredAnswer {
  int lowered = 0;
};
struct OnePoll {
  PollAnswer poll;
};
struct VoteAnswer {
  std::vector<int> my_choices;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::MessageAnswer> {
  using T = classroom::MessageAnswer;
  static constexpr std::string_view name = "MessageAnswer";
  static constexpr std::array fields{field<&T::message>("message")};
};
template <>
struct Shape<classroom::HandAnswer> {
  using T = classroom::HandAnswer;
  static constexpr std::string_view name = "HandAnswer";
  static constexpr std::array fields{field<&T::position>("position")};
};
template <>
struct Shape<classroom::LoweredAnswer> {
  using T = classroom::LoweredAnswer;
  static constexpr std::string_view name = "LoweredAnswer";
  static constexpr std::array fields{field<&T::lowered>("lowered")};
};
template <>
struct Shape<classroom::OnePoll> {
  using T = classroom::OnePoll;
  static constexpr std::string_view name = "OnePoll";
  static constexpr std::array fields{field<&T::poll>("poll")};
};
template <>
struct Shape<classroom::VoteAnswer> {
  using T = classroom::VoteAnswer;
  static constexpr std::string_view name = "VoteAnswer";
  static constexpr std::array fields{field<&T::my_choices>("my_choices")};
};

}  // namespace vtp::json

namespace vtp::classroom {
namespace {

Result<MessageAnswer> say(Scene& scene, const ChatMessageEvent& event) {
  VTP_TRY(auto message,
          post_message(scene.room, scene.me, {.text = event.text, .to = event.to, .reply_to = event.reply_to},
                       scene.now));
  return MessageAnswer{std::move(message)};
}

/// The message as memory or, for old ones, the database has it.
Result<ChatMessage> find_message_anywhere(EventContext& context, RoomId room, MessageId id) {
  const auto in_memory = context.hub.look(room, [&](Room& live) -> std::optional<ChatMessage> {
    const auto* message = live.chat.find(id);
    return message == nullptr ? std::nullopt : std::optional(*message);
  });
  if (in_memory && *in_memory) return **in_memory;
  VTP_CHECK(context.hub.settle());
  VTP_TRY(auto stored,
          context.database.read([&](db::Transaction& tx) { return find_message(tx, room, id); }));
  if (!stored) return fail(ErrorCode::message_not_found, "There is no such message");
  return *std::move(stored);
}

/// As in_room_do, with the message that the event is about.
template <class Payload, auto handle>
void with_message(EventContext& context, std::string_view text, Responder& responder) {
  const auto done = [&]() -> Result<void> {
    VTP_TRY(const auto payload, json::read<Payload>(text));
    VTP_TRY(const auto id, room_of(context, payload.room_id));
    VTP_TRY(const auto stored, find_message_anywhere(context, id, payload.message_id));
    return context.hub.with(id, [&](Room& room, Timestamp now) -> Result<void> {
      auto* me = room.roster.find(context.session.id());
      if (me == nullptr || !me->is_admitted()) return not_in_room();
      const auto* newest = room.chat.find(payload.message_id);
      Scene scene{.room = room, .me = *me, .now = now};
      VTP_TRY(auto changed, handle(scene, payload, newest == nullptr ? stored : *newest));
      tell_success(responder, room, json::write(changed), Promise::kept);
      return {};
    });
  }();
  if (!done) responder.refuse({.error = done.error(), .retry_after = {}});
}

Result<MessageAnswer> edit(Scene& scene, const ChatEditEvent& event, const ChatMessage& message) {
  VTP_TRY(auto answer, edit_message(scene.room, scene.me, message, event.text, scene.now));
  return MessageAnswer{std::move(answer)};
}

Result<MessageAnswer> take_back(Scene& scene, const ChatDeleteEvent&, const ChatMessage& message) {
  VTP_CHECK(delete_message(scene.room, scene.me, message, scene.now));
  return MessageAnswer{};
}

void chat_history(EventContext& context, std::string_view text, Responder& responder) {
  const auto done = [&]() -> Result<ChatHistory> {
    VTP_TRY(const auto payload, json::read<ChatHistoryEvent>(text));
    VTP_TRY(const auto id, room_of(context, payload.room_id));
    VTP_TRY(const auto reader, context.hub.with(id, [&](Room& room, Timestamp) -> Result<ChatReader> {
      const auto* me = room.roster.find(context.session.id());
      if (me == nullptr || !me->is_admitted()) return not_in_room();
      return ChatReader{.user = me->person->user, .is_staff = me->is_staff()};
    }));
    VTP_CHECK(context.hub.settle());
    VTP_TRY(const auto page, context.database.read([&](db::Transaction& tx) {
      return read_chat(tx, id, reader, payload.before, payload.limit);
    }));
    ChatHistory history{.messages = {}, .has_more = page.has_more};
    for (const auto& message : page.messages) history.messages.push_back(describe(message));
    return history;
  }();
  if (done)
    responder.succeed(json::write(*done));
  else
    responder.refuse({.error = done.error(), .retry_after = {}});
}

Result<HandAnswer> raise(Scene& scene, const HandRaiseEvent& event) {
  VTP_TRY(const auto position, raise_hand(scene.room, scene.me, event.raised.value_or(false), scene.now));
  return HandAnswer{position};
}

Result<LoweredAnswer> lower(Scene& scene, const TargetsEvent& event) {
  if (!event.all && !event.participant_id)
    return fail_field("participant_id", "is required unless all is true", ErrorCode::missing_fields);
  VTP_TRY(const int count, event.all ? lower_all_hands(scene.room, scene.me)
                                     : lower_hand(scene.room, scene.me, *event.participant_id));
  return LoweredAnswer{count};
}

Result<void> show_reaction(Scene& scene, const ReactionEvent& event) {
  return react(scene.room, scene.me, event.reaction, scene.now);
}

Result<void> lost_pulse(Scene& scene, const RoomEvent&) {
  return pulse(scene.room, scene.me, scene.now);
}

Result<OnePoll> ask(Scene& scene, const PollCreateEvent& event) {
  NewPoll poll{.question = event.question,
               .options = event.options,
               .kind = event.kind,
               .correct = event.correct,
               .anonymous = event.anonymous,
               .show_results = event.show_results};
  if (event.duration_seconds) poll.duration = std::chrono::seconds(*event.duration_seconds);
  VTP_TRY(auto answer, open_poll(scene.room, scene.me, poll, scene.now));
  return OnePoll{std::move(answer)};
}

Result<VoteAnswer> cast(Scene& scene, const PollVoteEvent& event) {
  VTP_TRY(auto choices,
          vote(scene.room, scene.me, event.poll_id, event.choices.value_or(std::vector<int>()), scene.now));
  return VoteAnswer{std::move(choices)};
}

Result<OnePoll> finish(Scene& scene, const PollCloseEvent& event) {
  VTP_TRY(auto answer, close_poll(scene.room, scene.me, event.poll_id, scene.now));
  return OnePoll{std::move(answer)};
}

constexpr std::array rows{
    EventRow{"chat-message", LimitKind::chat, "",
             &in_room_do<ChatMessageEvent, &say, Place::inside, Promise::kept>},
    EventRow{"chat-edit", LimitKind::chat, "", &with_message<ChatEditEvent, &edit>},
    EventRow{"chat-delete", LimitKind::none, "", &with_message<ChatDeleteEvent, &take_back>},
    EventRow{"chat-history", LimitKind::none, "", &chat_history},
    EventRow{"hand-raise", LimitKind::hand, "", &in_room_do<HandRaiseEvent, &raise>},
    EventRow{"hand-lower", LimitKind::none, "", &in_room_do<TargetsEvent, &lower>},
    EventRow{"reaction", LimitKind::reaction, "", &in_room_do<ReactionEvent, &show_reaction>},
    EventRow{"lost-pulse", LimitKind::reaction, "", &in_room_do<RoomEvent, &lost_pulse>},
    EventRow{"poll-create", LimitKind::none, "", &in_room_do<PollCreateEvent, &ask>},
    EventRow{"poll-vote", LimitKind::none, "",
             &in_room_do<PollVoteEvent, &cast, Place::inside, Promise::kept>},
    EventRow{"poll-close", LimitKind::none, "", &in_room_do<PollCloseEvent, &finish>},
};

}  // namespace

std::span<const EventRow> talk_events() {
  return rows;
}

}  // namespace vtp::classroom
