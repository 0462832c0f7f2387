// Everything that a client needs to show a class that it has just entered (realtime.md section 6.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "accounts/ice_servers.h"
#include "classroom/media_server_events.h"
#include "classroom/room.h"

namespace vtp::classroom {

struct MediaAnswer {
  MediaMode mode = MediaMode::p2p;
  std::vector<accounts::IceServer> ice_servers;
  std::optional<json::Raw> router_rtp_capabilities;  // in SFU mode, as everything that follows
  std::optional<std::string_view> video_codec;       // the one to send, if not the router's first
  std::vector<NewProducer> producers;                // of the others
  bool p2p_polite = false;  // gives way when both make an offer; the one who was there first makes it
};

struct BreakAnswer {
  Timestamp started_at;
};

/// The `joined-room` object.
struct JoinedRoom {
  static constexpr std::string_view event = "joined-room";
  bool success = true;
  RoomId room_id;
  ParticipantId participant_id;
  RoomRole room_role = RoomRole::participant;
  bool resumed = false;
  RoomAnswer room;
  std::vector<ParticipantAnswer> participants;
  Permissions permissions;
  MediaAnswer media;
  std::vector<ChatMessageAnswer> messages;
  std::vector<PollAnswer> polls;
  std::vector<ParticipantId> hands;
  std::optional<RecordingAnswer> recording;
  std::optional<json::Raw> live;
  std::optional<BreakAnswer> pause;  // "break"
  std::int64_t seq = 0;
  Timestamp server_time;
  std::string_view message = "You are in the class";
};

JoinedRoom joined_room(Room& room, const Participant& viewer, bool resumed, Timestamp now);

/// The room object of a room in memory.
RoomAnswer describe(const Room& room);

/// Everyone in the class. Hosts and administrators see e-mail addresses.
std::vector<ParticipantAnswer> participants_of(Room& room, Emails emails);
Emails emails_for(const Participant& viewer);

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::MediaAnswer> {
  using T = classroom::MediaAnswer;
  static constexpr std::string_view name = "RoomMedia";
  static constexpr std::array fields{
      field<&T::mode>("mode"),
      field<&T::ice_servers>("ice_servers"),
      field<&T::router_rtp_capabilities>("router_rtp_capabilities"),
      field<&T::video_codec>("video_codec"),
      field<&T::producers>("producers"),
      field<&T::p2p_polite>("p2p_polite"),
  };
};

template <>
struct Shape<classroom::BreakAnswer> {
  using T = classroom::BreakAnswer;
  static constexpr std::string_view name = "ClassBreak";
  static constexpr std::array fields{field<&T::started_at>("started_at")};
};

template <>
struct Shape<classroom::JoinedRoom> {
  using T = classroom::JoinedRoom;
  static constexpr std::string_view name = "JoinedRoom";
  static constexpr std::array fields{
      field<&T::success>("success"),
      field<&T::room_id>("room_id"),
      field<&T::participant_id>("participant_id"),
      field<&T::room_role>("room_role"),
      field<&T::resumed>("resumed"),
      field<&T::room>("room"),
      field<&T::participants>("participants"),
      field<&T::permissions>("permissions"),
      field<&T::media>("media"),
      field<&T::messages>("messages"),
      field<&T::polls>("polls"),
      field<&T::hands>("hands"),
      field<&T::recording>("recording"),
      field<&T::live>("live"),
      field<&T::pause>("break"),
      field<&T::seq>("seq"),
      field<&T::server_time>("server_time"),
      field<&T::message>("message"),
  };
};

}  // namespace vtp::json
