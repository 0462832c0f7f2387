// The module put together.
#pragma once

#include <string>

#include "classroom/classroom.h"
#include "live/live_routes.h"
#include "live/running_recordings.h"
#include "live/streaming/live_delivery.h"
#include "live/streaming/live_stream_routes.h"

namespace vtp::live {

class Live {
 public:
  /// Everything outlives it.
  Live(db::Database& database, classroom::Classroom& classroom, recordings::MediaPasses& passes,
       const Clock& clock)
      : hub_(classroom.hub()),
        keys_(database, classroom.rooms(), classroom.hub(), clock),
        streams_(database, classroom.rooms(), classroom.hub(), exchange_, clock),
        broadcasts_(running_, clock),
        broadcasting_(database, classroom.hub(), broadcasts_, clock),
        delivery_(broadcasting_, passes) {}

  void add_routes(http::RouteTable& table, const std::string& public_url) {
    add_stream_key_routes(table, keys_, public_url);
    add_stream_routes(table, streams_);
    add_live_stream_routes(table, broadcasting_);
    add_distribution_routes(table, broadcasting_);
    add_live_playlist_route(table, delivery_);
  }

  /// For whoever records.
  RunningRecordings& running() { return running_; }
  /// For recordings.
  recordings::RunningMedia& media() { return delivery_; }
  LiveStreamService& broadcasting() { return broadcasting_; }
  /// Players who wait for what comes next wait no longer.
  void drain() { broadcasts_.drain(); }

  /// Forgets streams that have ended by themselves; to be called once a minute or so.
  void tidy() { exchange_.tidy(hub_); }
  [[nodiscard]] std::size_t count(StreamRole role) const { return exchange_.count(role); }

 private:
  classroom::RoomHub& hub_;
  SdpExchange exchange_;
  StreamKeyService keys_;
  StreamService streams_;
  RunningRecordings running_;
  LiveStreams broadcasts_;
  LiveStreamService broadcasting_;
  LiveDelivery delivery_;
};

}  // namespace vtp::live
