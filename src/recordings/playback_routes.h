// Rows 21, 23 and 44 and the playlists of E54.
#pragma once

#include "http/route.h"
#include "recordings/playback_service.h"

namespace vtp::recordings {

/// `service` must outlive the table.
void add_playback_routes(http::RouteTable& table, PlaybackService& service);

}  // namespace vtp::recordings
