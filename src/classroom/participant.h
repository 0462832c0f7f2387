// Who is in a room: people, and the devices by which they take part.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/identity.h"
#include "base/intervals.h"
#include "base/time.h"
#include "classroom/media_account.h"
#include "classroom/network_quality.h"
#include "classroom/room_types.h"
#include "courses/course.h"

namespace vtp::classroom {

using PresenceIntervalId = Id<struct PresenceIntervalTag>;

/// Somebody at the door, as the server knows them. Nothing of it comes from a payload.
struct Entrant {
  UserId user;
  std::string full_name;
  std::string email;
  Role account_role = Role::student;
  std::optional<courses::CourseRole> course_role;  // in the course of the room
};

/// A user in one room, whatever the number of devices. Remembered until the room is closed, so that what a
/// host has decided about somebody outlives their leaving.
struct Person {
  UserId user;
  std::string full_name;
  std::string email;
  Role account_role = Role::student;
  std::optional<courses::CourseRole> course_role;
  RoomRole natural_role = RoomRole::participant;  // from the course and the account
  std::optional<RoomRole> granted_role;           // by a host, in this room
  Permissions own;                                // as moderators have left them
  bool is_banned = false;
  IntervalSet presence;  // closed intervals of all devices, in microseconds since 1970

  [[nodiscard]] bool is_receive_only() const { return course_role == courses::CourseRole::viewer; }
  [[nodiscard]] RoomRole role() const {
    return natural_role == RoomRole::host ? natural_role : granted_role.value_or(natural_role);
  }
  [[nodiscard]] bool is_staff() const { return role() != RoomRole::participant; }
};

/// Which of their tracks are flowing: by what the participant says from peer to peer, by what the server gets
/// otherwise.
struct Flow {
  bool audio = false;
  bool video = false;
  bool screen = false;
  bool operator==(const Flow&) const = default;
};

/// What the SFU has told of a participant.
struct MediaHealth {
  QualityWatch uplink;
  QualityWatch downlink;
  std::optional<Timestamp> measured_at;
  std::optional<Timestamp> heard_at;               // packets came
  std::map<sfu::ConsumerId, std::uint8_t> layers;  // spatial, of the video that is being received
  std::chrono::microseconds trouble{0};            // of the open interval of presence
  MediaAccount account;

  [[nodiscard]] std::optional<ConnectionQuality> quality() const {
    return lower(uplink.announced(), downlink.announced());
  }
};

/// One device of one person in the room or in the waiting room.
struct Participant {
  ParticipantId id;
  Person* person = nullptr;  // owned by the roster, which outlives it
  DeviceId device;
  std::string display_name;
  EntrySource source = EntrySource::page;
  bool wants_to_send = true;
  bool can_p2p = true;
  bool records = true;  // false: does not want their tracks to be written
  Flow flow;
  std::optional<Timestamp> hand_raised_at;
  Presence presence = Presence::connected;
  bool is_lost = false;  // the transport has died; set for waiting people too
  ConnectionId connection = ConnectionId::none;
  std::string socket_id;  // what others see of the connection
  Timestamp joined_at;    // when admitted; when they began to wait before that
  Timestamp grace_until;  // of meaning while lost

  // The open interval of presence.
  std::optional<PresenceIntervalId> interval;
  Timestamp interval_started_at;
  std::chrono::microseconds attention{0};
  std::optional<Timestamp> attentive_since;  // of the last heartbeat that was seen or heard

  /// The interval that ended when the transport died; media that come still make it longer.
  std::optional<PresenceIntervalId> ended_interval;

  MediaHealth health;

  [[nodiscard]] bool is_admitted() const { return presence != Presence::waiting; }
  /// Those without page have media and no socket: they live as long as their media.
  [[nodiscard]] bool has_page() const { return source == EntrySource::page; }
  [[nodiscard]] RoomRole role() const { return person->role(); }
  [[nodiscard]] bool is_staff() const { return person->is_staff(); }
};

}  // namespace vtp::classroom
