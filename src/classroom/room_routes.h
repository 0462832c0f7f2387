// The routes of rooms.
#pragma once

#include <functional>
#include <string>

#include "classroom/class_service.h"
#include "classroom/room_archive.h"
#include "classroom/room_service.h"
#include "http/route.h"

namespace vtp::classroom {

/// Rows 10 to 12, E44, E62 to E64. The services must outlive the table.
void add_room_routes(http::RouteTable& table, RoomService& rooms, RoomArchive& archive);
void add_class_routes(http::RouteTable& table, ClassService& classes);

/// Rows 7 to 9. `connections` counts the sockets.
void add_signalling_routes(http::RouteTable& table, RoomService& rooms, const RoomHub& hub,
                           const Clock& clock, std::string version,
                           std::function<std::int64_t()> connections);

}  // namespace vtp::classroom
