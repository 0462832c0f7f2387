// The module put together.
#pragma once

#include <string>

#include "classroom/classroom.h"
#include "live/live_routes.h"

namespace vtp::live {

class Live {
 public:
  /// Everything outlives it.
  Live(db::Database& database, classroom::Classroom& classroom, const Clock& clock)
      : hub_(classroom.hub()),
        keys_(database, classroom.rooms(), classroom.hub(), clock),
        streams_(database, classroom.rooms(), classroom.hub(), exchange_, clock) {}

  void add_routes(http::RouteTable& table, const std::string& public_url) {
    add_stream_key_routes(table, keys_, public_url);
    add_stream_routes(table, streams_);
  }

  /// Forgets streams that have ended by themselves; to be called once a minute or so.
  void tidy() { exchange_.tidy(hub_); }
  [[nodiscard]] std::size_t count(StreamRole role) const { return exchange_.count(role); }

 private:
  classroom::RoomHub& hub_;
  SdpExchange exchange_;
  StreamKeyService keys_;
  StreamService streams_;
};

}  // namespace vtp::live
