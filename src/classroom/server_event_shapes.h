// The tables of fields of server_events.h, which includes this.
#pragma once

#include "classroom/server_events.h"

template <>
struct vtp::EnumNames<vtp::classroom::ModeReason> {
  static constexpr std::array<std::string_view, 8> names{
      "third_participant", "client", "recording", "live_stream", "whip", "p2p_failed", "moderation", "host"};
};
template <>
struct vtp::EnumNames<vtp::classroom::Reaction> {
  static constexpr std::array<std::string_view, 8> names{"thumbs_up", "clap",     "heart",  "laugh",
                                                         "surprised", "confused", "faster", "slower"};
};

namespace vtp::json {

template <>
struct Shape<classroom::WaitingPerson> {
  using T = classroom::WaitingPerson;
  static constexpr std::string_view name = "WaitingPerson";
  static constexpr std::array fields{field<&T::participant_id>("participant_id"),
                                     field<&T::full_name>("full_name"), field<&T::since>("since")};
};

template <>
struct Shape<classroom::ParticipantJoined> {
  using T = classroom::ParticipantJoined;
  static constexpr std::string_view name = "ParticipantJoined";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::participant>("participant"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ParticipantUpdated> {
  using T = classroom::ParticipantUpdated;
  static constexpr std::string_view name = "ParticipantUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::participant>("participant"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ParticipantLeft> {
  using T = classroom::ParticipantLeft;
  static constexpr std::string_view name = "ParticipantLeft";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::participant_id>("participant_id"),
      field<&T::reason>("reason"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::WaitingList> {
  using T = classroom::WaitingList;
  static constexpr std::string_view name = "WaitingList";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::waiting>("waiting"),
  };
};

template <>
struct Shape<classroom::WaitingUpdated> {
  using T = classroom::WaitingUpdated;
  static constexpr std::string_view name = "WaitingUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::position>("position"),
  };
};

template <>
struct Shape<classroom::JoinDenied> {
  using T = classroom::JoinDenied;
  static constexpr std::string_view name = "JoinDenied";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::reason>("reason"),
  };
};

template <>
struct Shape<classroom::SessionReplaced> {
  using T = classroom::SessionReplaced;
  static constexpr std::string_view name = "SessionReplaced";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
  };
};

template <>
struct Shape<classroom::ClassEnded> {
  using T = classroom::ClassEnded;
  static constexpr std::string_view name = "ClassEnded";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::ended_by>("ended_by"),
      field<&T::reason>("reason"),
      field<&T::recording_id>("recording_id"),
      field<&T::presence_seconds>("presence_seconds"),
  };
};

template <>
struct Shape<classroom::RoomUpdated> {
  using T = classroom::RoomUpdated;
  static constexpr std::string_view name = "RoomUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::room>("room"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::MediaModeChanged> {
  using T = classroom::MediaModeChanged;
  static constexpr std::string_view name = "MediaModeChanged";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),     field<&T::mode>("mode"),
      field<&T::reason>("reason"),       field<&T::router_rtp_capabilities>("router_rtp_capabilities"),
      field<&T::switch_by>("switch_by"), field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ChatMessageSent> {
  using T = classroom::ChatMessageSent;
  static constexpr std::string_view name = "ChatMessageSent";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::message>("message"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ChatMessageUpdated> {
  using T = classroom::ChatMessageUpdated;
  static constexpr std::string_view name = "ChatMessageUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::message>("message"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ChatMessageDeleted> {
  using T = classroom::ChatMessageDeleted;
  static constexpr std::string_view name = "ChatMessageDeleted";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::message_id>("message_id"),
      field<&T::deleted_by>("deleted_by"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::HandUpdated> {
  using T = classroom::HandUpdated;
  static constexpr std::string_view name = "HandUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"), field<&T::participant_id>("participant_id"),
      field<&T::raised>("raised"),   field<&T::raised_at>("raised_at"),
      field<&T::hands>("hands"),     field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ReactionShown> {
  using T = classroom::ReactionShown;
  static constexpr std::string_view name = "ReactionShown";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::participant_id>("participant_id"),
      field<&T::reaction>("reaction"),
      field<&T::at>("at"),
  };
};

template <>
struct Shape<classroom::Pulse> {
  using T = classroom::Pulse;
  static constexpr std::string_view name = "Pulse";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::lost_last_2_min>("lost_last_2_min"),
      field<&T::participants>("participants"),
  };
};

template <>
struct Shape<classroom::PollOpened> {
  using T = classroom::PollOpened;
  static constexpr std::string_view name = "PollOpened";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::poll>("poll"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::PollUpdated> {
  using T = classroom::PollUpdated;
  static constexpr std::string_view name = "PollUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::poll_id>("poll_id"),
      field<&T::counts>("counts"),
      field<&T::voters>("voters"),
  };
};

template <>
struct Shape<classroom::PollClosed> {
  using T = classroom::PollClosed;
  static constexpr std::string_view name = "PollClosed";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::poll>("poll"),
      field<&T::seq>("seq"),
  };
};

template <>
struct Shape<classroom::ModerationNotice> {
  using T = classroom::ModerationNotice;
  static constexpr std::string_view name = "ModerationNotice";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"), field<&T::action>("action"), field<&T::by>("by"),
      field<&T::kind>("kind"),       field<&T::reason>("reason"), field<&T::at>("at"),
  };
};

template <>
struct Shape<classroom::BreakUpdated> {
  using T = classroom::BreakUpdated;
  static constexpr std::string_view name = "BreakUpdated";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::active>("active"),
      field<&T::since>("since"),
      field<&T::seq>("seq"),
  };
};

}  // namespace vtp::json
