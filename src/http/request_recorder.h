// Writes down every request: one line in the log, counted in the metrics. Never queries, which may hold
// tokens, and never bodies.
#pragma once

#include <map>
#include <shared_mutex>
#include <tuple>

#include "base/log.h"
#include "base/metrics.h"
#include "http/observer.h"

namespace vtp::http {

class RequestRecorder final : public RequestObserver {
 public:
  /// Both must outlive the recorder.
  RequestRecorder(const Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  void on_finished(const RequestOutcome& outcome) override;

 private:
  struct Handles {
    Counter& requests;
    Histogram& seconds;
  };
  using Key = std::tuple<const Route*, Method, int>;

  const Handles& handles_of(const RequestOutcome& outcome);
  Handles make_handles(const RequestOutcome& outcome);

  const Log& log_;
  Metrics& metrics_;
  std::shared_mutex mutex_;
  std::map<Key, Handles> handles_;
};

}  // namespace vtp::http
