// What /metrics says of the sockets.
#pragma once

#include <string>

#include "base/error.h"
#include "base/metrics.h"
#include "socketio/disconnect_reason.h"

namespace vtp::app {

class RealtimeMetrics {
 public:
  explicit RealtimeMetrics(Metrics& metrics)
      : events_received(metrics.counter("vtp_realtime_events_received_total", "Events that clients sent.")),
        events_sent(metrics.counter("vtp_realtime_events_sent_total",
                                    "Events that were given to sockets, each socket counted.")),
        metrics_(metrics) {}

  Counter& events_received;
  Counter& events_sent;

  /// A socket is gone; slow readers are among the reasons.
  void ended(socketio::DisconnectReason reason) {
    metrics_
        .counter("vtp_realtime_disconnects_total", "Sockets that are gone, by reason.",
                 {{"reason", std::string(to_text(reason))}})
        .add();
  }

  /// A client was not let in.
  void refused(ErrorCode code) {
    metrics_
        .counter("vtp_realtime_refused_total", "Clients that were not let in, by code.",
                 {{"code", std::string(wire_name(code))}})
        .add();
  }

 private:
  Metrics& metrics_;
};

}  // namespace vtp::app
