// The routes of encoders and players: stream keys, WHIP and WHEP (rows E65 to E67).
#pragma once

#include <string>

#include "http/route.h"
#include "live/stream_key_service.h"
#include "live/stream_service.h"

namespace vtp::live {

/// The services must outlive the table. `public_url`: as configured, or empty.
void add_stream_key_routes(http::RouteTable& table, StreamKeyService& keys, std::string public_url);
void add_stream_routes(http::RouteTable& table, StreamService& streams);

}  // namespace vtp::live
