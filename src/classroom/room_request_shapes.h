// The tables of fields of room_requests.h, which includes this.
#pragma once

#include "classroom/room_requests.h"

namespace vtp::json {

template <>
struct Shape<classroom::CreateRoom> {
  using T = classroom::CreateRoom;
  static constexpr std::string_view name = "CreateRoom";
  static constexpr std::array fields{
      field<&T::room_id>("room_id", length(3, 64), checked_by(&classroom::new_room_name_objection)),
      field<&T::room_name>("room_name", length(1, 255)),
      field<&T::course_id>("course_id"),
      field<&T::access>("access"),
      field<&T::max_participants>("max_participants", range(2, 100'000)),
      field<&T::is_locked>("is_locked"),
      field<&T::waiting_room>("waiting_room"),
      field<&T::media_mode>("media_mode"),
      field<&T::record>("record"),
      field<&T::settings>("settings"),
  };
};

template <>
struct Shape<classroom::CreatedRoom> {
  using T = classroom::CreatedRoom;
  static constexpr std::string_view name = "CreatedRoom";
  static constexpr std::array fields =
      joined(Shape<classroom::RoomAnswer>::fields,
             std::array{field<&T::success>("success"), field<&T::message>("message")});
};

template <>
struct Shape<classroom::RoomQuery> {
  using T = classroom::RoomQuery;
  static constexpr std::string_view name = "RoomQuery";
  static constexpr std::array fields{field<&T::room_id>("room_id", required, length(1, 64))};
};

template <>
struct Shape<classroom::ClosedRoom> {
  using T = classroom::ClosedRoom;
  static constexpr std::string_view name = "ClosedRoom";
  static constexpr std::array fields{
      field<&T::success>("success"),     field<&T::room_id>("room_id"), field<&T::state>("state"),
      field<&T::closed_at>("closed_at"), field<&T::message>("message"),
  };
};

template <>
struct Shape<classroom::RoomParticipants> {
  using T = classroom::RoomParticipants;
  static constexpr std::string_view name = "RoomParticipants";
  static constexpr std::array fields{field<&T::room_id>("room_id"), field<&T::participants>("participants"),
                                     field<&T::count>("count")};
};

template <>
struct Shape<classroom::RoomStats> {
  using T = classroom::RoomStats;
  static constexpr std::string_view name = "RoomStats";
  static constexpr std::array fields{
      field<&T::room_id>("room_id"),
      field<&T::state>("state"),
      field<&T::participant_count>("participant_count"),
      field<&T::producer_count>("producer_count"),
      field<&T::participants>("participants"),
  };
};

template <>
struct Shape<classroom::NamedRoomStats> {
  using T = classroom::NamedRoomStats;
  static constexpr std::string_view name = "NamedRoomStats";
  static constexpr std::array fields =
      joined(Shape<classroom::RoomStats>::fields,
             std::array{field<&T::name>("name"), field<&T::course_id>("course_id")});
};

template <>
struct Shape<classroom::AllRoomStats> {
  using T = classroom::AllRoomStats;
  static constexpr std::string_view name = "AllRoomStats";
  static constexpr std::array fields{field<&T::rooms>("rooms"), field<&T::count>("count"),
                                     field<&T::participant_count>("participant_count")};
};

template <>
struct Shape<classroom::SignallingHealth> {
  using T = classroom::SignallingHealth;
  static constexpr std::string_view name = "SignallingHealth";
  static constexpr std::array fields{
      field<&T::status>("status"),           field<&T::service>("service"),
      field<&T::version>("version"),         field<&T::active_rooms>("active_rooms"),
      field<&T::connections>("connections"), field<&T::timestamp>("timestamp"),
  };
};

template <>
struct Shape<classroom::RoomListQuery> {
  using T = classroom::RoomListQuery;
  static constexpr std::string_view name = "RoomListQuery";
  static constexpr std::array fields{
      field<&T::course_id>("course_id"),
      field<&T::state>("state"),
      field<&T::limit>("limit", range(1, 100)),
      field<&T::offset>("offset", range(0, 1e9)),
  };
};

template <>
struct Shape<classroom::RoomList> {
  using T = classroom::RoomList;
  static constexpr std::string_view name = "RoomList";
  static constexpr std::array fields{field<&T::rooms>("rooms"), field<&T::total>("total"),
                                     field<&T::limit>("limit"), field<&T::offset>("offset")};
};

template <>
struct Shape<classroom::RoomPatch> {
  using T = classroom::RoomPatch;
  static constexpr std::string_view name = "UpdateRoom";
  static constexpr std::array fields{
      field<&T::name>("name", not_null, length(1, 255)),
      field<&T::max_participants>("max_participants", not_null, range(2, 100'000)),
      field<&T::waiting_room>("waiting_room", not_null),
      field<&T::is_locked>("is_locked", not_null),
      field<&T::settings>("settings", not_null),
  };
};

template <>
struct Shape<classroom::ChatQuery> {
  using T = classroom::ChatQuery;
  static constexpr std::string_view name = "ChatQuery";
  static constexpr std::array fields{field<&T::before>("before"), field<&T::limit>("limit", range(1, 100))};
};

template <>
struct Shape<classroom::ChatHistory> {
  using T = classroom::ChatHistory;
  static constexpr std::string_view name = "ChatHistory";
  static constexpr std::array fields{field<&T::messages>("messages"), field<&T::has_more>("has_more")};
};

template <>
struct Shape<classroom::PollQuery> {
  using T = classroom::PollQuery;
  static constexpr std::string_view name = "PollQuery";
  static constexpr std::array fields{field<&T::format>("format")};
};

template <>
struct Shape<classroom::PollHistory> {
  using T = classroom::PollHistory;
  static constexpr std::string_view name = "PollHistory";
  static constexpr std::array fields{field<&T::polls>("polls")};
};

}  // namespace vtp::json
