// How rooms and the people in them show themselves, over HTTP and in events (api.md section 3.2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "classroom/participant.h"
#include "classroom/stored_room.h"

namespace vtp::classroom {

/// The room object.
struct RoomAnswer {
  RoomId room_id;
  std::optional<std::string> join_code;  // for hosts, members and people in the room
  std::optional<std::string> join_url;   // as join_code
  std::string name;
  RoomState state = RoomState::created;
  MediaMode media_mode = MediaMode::p2p;
  RoomAccess access = RoomAccess::link;
  WaitingRoom waiting_room = WaitingRoom::off;
  bool is_locked = false;
  int max_participants = 0;
  int participant_count = 0;
  std::optional<CourseId> course_id;
  std::optional<courses::ClassSessionId> session_id;
  UserId host_id;
  std::optional<RecordingId> recording_id;
  bool is_live = false;
  RoomSettings settings;
  Timestamp created_at;
  std::optional<Timestamp> opened_at;
  std::optional<Timestamp> closed_at;
};

/// What is known of a room while nobody needs it in memory.
RoomAnswer describe(const StoredRoom& room, const RoomPolicy& policy);

/// The participant object.
struct ParticipantAnswer {
  ParticipantId participant_id;
  std::optional<std::string> socket_id;
  UserId user_id;
  DeviceId device_id;
  std::string full_name;
  json::Omittable<std::string> email;  // for hosts and administrators
  Role role = Role::student;
  RoomRole room_role = RoomRole::participant;
  EntrySource source = EntrySource::page;
  bool is_producer = false;
  bool is_consumer = true;
  bool audio = false;
  bool video = false;
  bool screen = false;
  bool not_recorded = false;
  std::optional<Timestamp> hand_raised_at;
  Presence presence = Presence::connected;
  std::optional<ConnectionQuality>
      connection_quality;  // null until the media of the participant are measured
  Timestamp joined_at;
};

/// Whether e-mail addresses may be shown.
enum class Emails : std::uint8_t { hidden, shown };
ParticipantAnswer describe(const Participant& participant, Emails emails);

/// The fields of a participant that have changed.
struct ParticipantChange {
  ParticipantId participant_id;
  json::Omittable<std::optional<std::string>> socket_id;
  json::Omittable<std::string> full_name;
  json::Omittable<RoomRole> room_role;
  json::Omittable<bool> is_producer;
  json::Omittable<bool> audio;
  json::Omittable<bool> video;
  json::Omittable<bool> screen;
  json::Omittable<bool> not_recorded;
  json::Omittable<Presence> presence;
  json::Omittable<Permissions> permissions;  // in force, after set-permissions
};

/// The fields of a room that have changed.
struct RoomChange {
  json::Omittable<std::string> name;
  json::Omittable<RoomState> state;
  json::Omittable<WaitingRoom> waiting_room;
  json::Omittable<bool> is_locked;
  json::Omittable<int> max_participants;
  json::Omittable<RoomSettings> settings;
};

}  // namespace vtp::classroom

namespace vtp::json {

template <>
struct Shape<classroom::RoomAnswer> {
  using T = classroom::RoomAnswer;
  static constexpr std::string_view name = "Room";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::join_code>("join_code"),
      field<&T::join_url>("join_url"),
      field<&T::name>("name"),
      field<&T::state>("state"),
      field<&T::media_mode>("media_mode"),
      field<&T::access>("access"),
      field<&T::waiting_room>("waiting_room"),
      field<&T::is_locked>("is_locked"),
      field<&T::max_participants>("max_participants"),
      field<&T::participant_count>("participant_count"),
      field<&T::course_id>("course_id"),
      field<&T::session_id>("session_id"),
      field<&T::host_id>("host_id"),
      field<&T::recording_id>("recording_id"),
      field<&T::is_live>("is_live"),
      field<&T::settings>("settings"),
      field<&T::created_at>("created_at"),
      field<&T::opened_at>("opened_at"),
      field<&T::closed_at>("closed_at"),
  };
};

template <>
struct Shape<classroom::ParticipantAnswer> {
  using T = classroom::ParticipantAnswer;
  static constexpr std::string_view name = "Participant";
  static constexpr std::array fields{
      field<&T::participant_id>("participant_id"),
      field<&T::socket_id>("socket_id"),
      field<&T::user_id>("user_id"),
      field<&T::device_id>("device_id"),
      field<&T::full_name>("full_name"),
      field<&T::email>("email"),
      field<&T::role>("role"),
      field<&T::room_role>("room_role"),
      field<&T::source>("source"),
      field<&T::is_producer>("is_producer"),
      field<&T::is_consumer>("is_consumer"),
      field<&T::audio>("audio"),
      field<&T::video>("video"),
      field<&T::screen>("screen"),
      field<&T::not_recorded>("not_recorded"),
      field<&T::hand_raised_at>("hand_raised_at"),
      field<&T::presence>("presence"),
      field<&T::connection_quality>("connection_quality"),
      field<&T::joined_at>("joined_at"),
  };
};

template <>
struct Shape<classroom::ParticipantChange> {
  using T = classroom::ParticipantChange;
  static constexpr std::string_view name = "ParticipantChange";
  static constexpr std::array fields{
      field<&T::participant_id>("participant_id"),
      field<&T::socket_id>("socket_id"),
      field<&T::full_name>("full_name"),
      field<&T::room_role>("room_role"),
      field<&T::is_producer>("is_producer"),
      field<&T::audio>("audio"),
      field<&T::video>("video"),
      field<&T::screen>("screen"),
      field<&T::not_recorded>("not_recorded"),
      field<&T::presence>("presence"),
      field<&T::permissions>("permissions"),
  };
};

template <>
struct Shape<classroom::RoomChange> {
  using T = classroom::RoomChange;
  static constexpr std::string_view name = "RoomChange";
  static constexpr std::array fields{
      field<&T::name>("name"),
      field<&T::state>("state"),
      field<&T::waiting_room>("waiting_room"),
      field<&T::is_locked>("is_locked"),
      field<&T::max_participants>("max_participants"),
      field<&T::settings>("settings"),
  };
};

}  // namespace vtp::json
