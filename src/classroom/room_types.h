// The words of rooms: states, roles, settings and permissions (realtime.md section 5, api.md row 10).
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/enum_names.h"
#include "base/identity.h"
#include "json/shape.h"

namespace vtp::classroom {

using DeviceId = Id<struct DeviceTag>;  // made by a browser tab and kept over its reloads

/// A live connection of a client, as the layer that carries it numbers them. 0 is none.
enum class ConnectionId : std::uint64_t { none = 0 };

/// `created` until somebody enters, `active` until it is `closed` for good.
enum class RoomState : std::uint8_t { created, active, closed };
enum class RoomAccess : std::uint8_t { course, link };
/// Who has to be let in by a host or co-host.
enum class WaitingRoom : std::uint8_t { off, non_members, everyone };
enum class RoomRole : std::uint8_t { participant, cohost, host };
enum class MediaMode : std::uint8_t { p2p, sfu };
/// What the room was made with: `automatic` follows the rule of section 7.
enum class MediaPolicy : std::uint8_t { automatic, sfu };
enum class Presence : std::uint8_t { connected, reconnecting, waiting };
enum class LeaveReason : std::uint8_t { leave, timeout, removed, class_end };
enum class CloseReason : std::uint8_t { host, empty, admin };
/// By what somebody takes part: the page of the class, or an encoder or a player without sockets.
enum class EntrySource : std::uint8_t { page, whip, whep };
/// How an interval of presence ended (api.md section 6.1 reckons with it).
enum class IntervalEnd : std::uint8_t { leave, network, removed, class_end, server, replaced };

/// What participants may do in this room at all.
struct RoomSettings {
  bool chat = true;
  bool private_chat = true;
  bool mic = true;
  bool camera = true;
  bool screen = true;
  bool reactions = true;
  bool hands = true;
  bool attendance_checks = false;

  bool operator==(const RoomSettings&) const = default;
};

/// What one person may do. Hosts and co-hosts may do everything.
struct Permissions {
  bool mic = true;
  bool camera = true;
  bool screen = true;
  bool chat = true;
  bool hands = true;
  bool reactions = true;

  bool operator==(const Permissions&) const = default;
};

/// Changes of some of the settings or permissions.
struct SettingsPatch {
  std::optional<bool> chat, private_chat, mic, camera, screen, reactions, hands, attendance_checks;
  [[nodiscard]] RoomSettings applied_to(RoomSettings settings) const;
};
struct PermissionsPatch {
  std::optional<bool> mic, camera, screen, chat, hands, reactions;
  [[nodiscard]] Permissions applied_to(Permissions permissions) const;
};

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::RoomState> {
  static constexpr std::array<std::string_view, 3> names{"created", "active", "closed"};
};
template <>
struct vtp::EnumNames<vtp::classroom::RoomAccess> {
  static constexpr std::array<std::string_view, 2> names{"course", "link"};
};
template <>
struct vtp::EnumNames<vtp::classroom::WaitingRoom> {
  static constexpr std::array<std::string_view, 3> names{"off", "non_members", "everyone"};
};
template <>
struct vtp::EnumNames<vtp::classroom::RoomRole> {
  static constexpr std::array<std::string_view, 3> names{"participant", "cohost", "host"};
};
template <>
struct vtp::EnumNames<vtp::classroom::MediaMode> {
  static constexpr std::array<std::string_view, 2> names{"p2p", "sfu"};
};
template <>
struct vtp::EnumNames<vtp::classroom::MediaPolicy> {
  static constexpr std::array<std::string_view, 2> names{"auto", "sfu"};
};
template <>
struct vtp::EnumNames<vtp::classroom::Presence> {
  static constexpr std::array<std::string_view, 3> names{"connected", "reconnecting", "waiting"};
};
template <>
struct vtp::EnumNames<vtp::classroom::LeaveReason> {
  static constexpr std::array<std::string_view, 4> names{"leave", "timeout", "removed", "class_end"};
};
template <>
struct vtp::EnumNames<vtp::classroom::CloseReason> {
  static constexpr std::array<std::string_view, 3> names{"host", "empty", "admin"};
};
template <>
struct vtp::EnumNames<vtp::classroom::EntrySource> {
  static constexpr std::array<std::string_view, 3> names{"page", "whip", "whep"};
};
template <>
struct vtp::EnumNames<vtp::classroom::IntervalEnd> {
  static constexpr std::array<std::string_view, 6> names{"leave",     "network", "removed",
                                                         "class_end", "server",  "replaced"};
};

namespace vtp::json {

template <>
struct Shape<classroom::RoomSettings> {
  using T = classroom::RoomSettings;
  static constexpr std::string_view name = "RoomSettings";
  static constexpr std::array fields{
      field<&T::chat>("chat"),     field<&T::private_chat>("private_chat"),
      field<&T::mic>("mic"),       field<&T::camera>("camera"),
      field<&T::screen>("screen"), field<&T::reactions>("reactions"),
      field<&T::hands>("hands"),   field<&T::attendance_checks>("attendance_checks"),
  };
};

template <>
struct Shape<classroom::SettingsPatch> {
  using T = classroom::SettingsPatch;
  static constexpr std::string_view name = "RoomSettingsPatch";
  static constexpr std::array fields{
      field<&T::chat>("chat", not_null),     field<&T::private_chat>("private_chat", not_null),
      field<&T::mic>("mic", not_null),       field<&T::camera>("camera", not_null),
      field<&T::screen>("screen", not_null), field<&T::reactions>("reactions", not_null),
      field<&T::hands>("hands", not_null),   field<&T::attendance_checks>("attendance_checks", not_null),
  };
};

template <>
struct Shape<classroom::Permissions> {
  using T = classroom::Permissions;
  static constexpr std::string_view name = "RoomPermissions";
  static constexpr std::array fields{
      field<&T::mic>("mic"),   field<&T::camera>("camera"), field<&T::screen>("screen"),
      field<&T::chat>("chat"), field<&T::hands>("hands"),   field<&T::reactions>("reactions"),
  };
};

template <>
struct Shape<classroom::PermissionsPatch> {
  using T = classroom::PermissionsPatch;
  static constexpr std::string_view name = "RoomPermissionsPatch";
  static constexpr std::array fields{
      field<&T::mic>("mic", not_null),       field<&T::camera>("camera", not_null),
      field<&T::screen>("screen", not_null), field<&T::chat>("chat", not_null),
      field<&T::hands>("hands", not_null),   field<&T::reactions>("reactions", not_null),
  };
};

}  // namespace vtp::json
