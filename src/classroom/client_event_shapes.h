// The tables of fields of client_events.h, which includes this.
#pragma once

#include <array>

#include "classroom/client_events.h"

template <>
struct vtp::EnumNames<vtp::classroom::SignalType> {
  static constexpr std::array<std::string_view, 2> names{"offer", "answer"};
};

namespace vtp::json {

/// The first row of every event.
template <class T>
inline constexpr std::array in_room{field<&T::room_id>("room_id", length(1, 64))};

template <>
struct Shape<classroom::RoomEvent> {
  using T = classroom::RoomEvent;
  static constexpr std::string_view name = "RoomEvent";
  static constexpr std::array fields = in_room<T>;
};

template <>
struct Shape<classroom::JoinRoomEvent> {
  using T = classroom::JoinRoomEvent;
  static constexpr std::string_view name = "JoinRoomEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::device_id>("device_id", required),
                                                              field<&T::is_producer>("is_producer"),
                                                              field<&T::p2p>("p2p"),
                                                              field<&T::client>("client", length(0, 2048)),
                                                          });
};

template <>
struct Shape<classroom::UpdateSelfEvent> {
  using T = classroom::UpdateSelfEvent;
  static constexpr std::string_view name = "UpdateSelfEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::audio>("audio", not_null),
                             field<&T::video>("video", not_null),
                             field<&T::screen>("screen", not_null),
                             field<&T::display_name>("display_name", not_null, length(1, 64)),
                         });
};

template <>
struct Shape<classroom::HeartbeatEvent> {
  using T = classroom::HeartbeatEvent;
  static constexpr std::string_view name = "HeartbeatEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::visible>("visible"),
                                                              field<&T::audible>("audible"),
                                                          });
};

template <>
struct Shape<classroom::ConsentEvent> {
  using T = classroom::ConsentEvent;
  static constexpr std::string_view name = "ConsentEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::recorded>("recorded", required),
                                                          });
};

template <>
struct Shape<classroom::SignalEvent> {
  using T = classroom::SignalEvent;
  static constexpr std::string_view name = "SignalEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::to>("to", required),
                             field<&T::type>("type"),
                             field<&T::sdp>("sdp", required, verbatim, length(1, 65'536)),
                             field<&T::data>("data", length(0, 16'384)),
                         });
};

template <>
struct Shape<classroom::CandidateEvent> {
  using T = classroom::CandidateEvent;
  static constexpr std::string_view name = "CandidateEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::to>("to", required),
                             field<&T::candidate>("candidate", length(0, 4096)),
                             field<&T::data>("data", length(0, 16'384)),
                         });
};

template <>
struct Shape<classroom::ReasonEvent> {
  using T = classroom::ReasonEvent;
  static constexpr std::string_view name = "ReasonEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::reason>("reason", length(0, 500)),
                                                          });
};

template <>
struct Shape<classroom::ChatMessageEvent> {
  using T = classroom::ChatMessageEvent;
  static constexpr std::string_view name = "ChatMessageEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::text>("text", required, length(1, 5000)),
                             field<&T::to>("to", length(1, 36)),
                             field<&T::reply_to>("reply_to"),
                         });
};

template <>
struct Shape<classroom::ChatEditEvent> {
  using T = classroom::ChatEditEvent;
  static constexpr std::string_view name = "ChatEditEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::message_id>("message_id", required),
                             field<&T::text>("text", required, length(1, 5000)),
                         });
};

template <>
struct Shape<classroom::ChatDeleteEvent> {
  using T = classroom::ChatDeleteEvent;
  static constexpr std::string_view name = "ChatDeleteEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::message_id>("message_id", required),
                                                          });
};

template <>
struct Shape<classroom::ChatHistoryEvent> {
  using T = classroom::ChatHistoryEvent;
  static constexpr std::string_view name = "ChatHistoryEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::before>("before"),
                                                              field<&T::limit>("limit", range(1, 100)),
                                                          });
};

template <>
struct Shape<classroom::HandRaiseEvent> {
  using T = classroom::HandRaiseEvent;
  static constexpr std::string_view name = "HandRaiseEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::raised>("raised", required),
                                                          });
};

template <>
struct Shape<classroom::TargetsEvent> {
  using T = classroom::TargetsEvent;
  static constexpr std::string_view name = "TargetsEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::participant_id>("participant_id"),
                                                              field<&T::all>("all"),
                                                          });
};

template <>
struct Shape<classroom::ReactionEvent> {
  using T = classroom::ReactionEvent;
  static constexpr std::string_view name = "ReactionEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::reaction>("reaction", required),
                                                          });
};

template <>
struct Shape<classroom::PollCreateEvent> {
  using T = classroom::PollCreateEvent;
  static constexpr std::string_view name = "PollCreateEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::question>("question", required, length(1, 500)),
                             field<&T::options>("options", required, length(2, 10)),
                             field<&T::kind>("kind"),
                             field<&T::correct>("correct", length(0, 10)),
                             field<&T::anonymous>("anonymous"),
                             field<&T::show_results>("show_results"),
                             field<&T::duration_seconds>("duration_seconds", range(10, 3600)),
                         });
};

template <>
struct Shape<classroom::PollVoteEvent> {
  using T = classroom::PollVoteEvent;
  static constexpr std::string_view name = "PollVoteEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::poll_id>("poll_id", required),
                             field<&T::choices>("choices", required, length(0, 10)),
                         });
};

template <>
struct Shape<classroom::PollCloseEvent> {
  using T = classroom::PollCloseEvent;
  static constexpr std::string_view name = "PollCloseEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::poll_id>("poll_id", required),
                                                          });
};

template <>
struct Shape<classroom::StopTrackEvent> {
  using T = classroom::StopTrackEvent;
  static constexpr std::string_view name = "StopTrackEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::participant_id>("participant_id", required),
                             field<&T::allow_again>("allow_again"),
                         });
};

template <>
struct Shape<classroom::MuteAllEvent> {
  using T = classroom::MuteAllEvent;
  static constexpr std::string_view name = "MuteAllEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::except>("except", length(0, 1000)),
                                                              field<&T::allow_again>("allow_again"),
                                                          });
};

template <>
struct Shape<classroom::SetPermissionsEvent> {
  using T = classroom::SetPermissionsEvent;
  static constexpr std::string_view name = "SetPermissionsEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::participant_id>("participant_id"),
                                                              field<&T::all>("all"),
                                                              field<&T::permissions>("permissions", required),
                                                          });
};

template <>
struct Shape<classroom::UpdateSettingsEvent> {
  using T = classroom::UpdateSettingsEvent;
  static constexpr std::string_view name = "UpdateSettingsEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::settings>("settings", not_null),
                             field<&T::waiting_room>("waiting_room", not_null),
                             field<&T::max_participants>("max_participants", not_null, range(2, 100'000)),
                         });
};

template <>
struct Shape<classroom::LockRoomEvent> {
  using T = classroom::LockRoomEvent;
  static constexpr std::string_view name = "LockRoomEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::locked>("locked", required),
                                                          });
};

template <>
struct Shape<classroom::SetRoleEvent> {
  using T = classroom::SetRoleEvent;
  static constexpr std::string_view name = "SetRoleEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::participant_id>("participant_id", required),
                             field<&T::room_role>("room_role", required),
                         });
};

template <>
struct Shape<classroom::RemoveParticipantEvent> {
  using T = classroom::RemoveParticipantEvent;
  static constexpr std::string_view name = "RemoveParticipantEvent";
  static constexpr std::array fields =
      joined(in_room<T>, std::array{
                             field<&T::participant_id>("participant_id", required),
                             field<&T::ban>("ban"),
                             field<&T::reason>("reason", length(0, 500)),
                         });
};

template <>
struct Shape<classroom::ClassBreakEvent> {
  using T = classroom::ClassBreakEvent;
  static constexpr std::string_view name = "ClassBreakEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              field<&T::active>("active", required),
                                                          });
};

template <>
struct Shape<classroom::SetMediaModeEvent> {
  using T = classroom::SetMediaModeEvent;
  static constexpr std::string_view name = "SetMediaModeEvent";
  static constexpr std::array fields = joined(in_room<T>, std::array{
                                                              // As all events of section 8 have it.
                                                              field<&T::room_id>("roomId", length(1, 64)),
                                                              field<&T::mode>("mode", required),
                                                          });
};

}  // namespace vtp::json
