// Rows 21, 23 and 44 and the playlists of E54.
#pragma once

#include "http/route.h"
#include "recordings/playback_service.h"
#include "recordings/running_media.h"

namespace vtp::recordings {

/// Both must outlive the table. `running` is null where no classes are.
void add_playback_routes(http::RouteTable& table, PlaybackService& service, RunningMedia* running);

}  // namespace vtp::recordings
