// Who is asking. Accounts find it out, the request carries it, every feature decides by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/enum_names.h"
#include "base/id.h"

namespace vtp {

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using CourseId = Id<struct CourseTag>;
using RecordingId = Id<struct RecordingTag>;
using RoomId = Id<struct RoomTag>;
using ParticipantId = Id<struct ParticipantTag>;  // of a person with one device in one room

/// The role of an account; what it may do in a course is a matter of the course.
enum class Role : std::uint8_t { student, teacher, admin };
template <>
struct EnumNames<Role> {
  static constexpr std::array<std::string_view, 3> names{"student", "teacher", "admin"};
};

/// How far a media token reaches.
enum class MediaLevel : std::uint8_t { view, download };
template <>
struct EnumNames<MediaLevel> {
  static constexpr std::array<std::string_view, 2> names{"view", "download"};
};

/// A credential in a URL that opens the media of one recording and nothing else.
struct MediaGrant {
  RecordingId recording;
  MediaLevel level = MediaLevel::view;
  std::string token;  // as it came, to be carried on by the URIs of playlists
};

/// The caller of a request: taken from the stored user, never from what the client claims.
struct Identity {
  UserId user;
  SessionId session;
  int token_version = 0;  // credentials made for an earlier version are void
  Role role = Role::student;
  std::string email;
  std::string full_name;
  std::optional<MediaGrant> media;  // set if the credential was a media token
  bool by_cookie = false;

  [[nodiscard]] bool is_admin() const { return role == Role::admin; }
  [[nodiscard]] bool may_teach() const { return role != Role::student; }
};

}  // namespace vtp
