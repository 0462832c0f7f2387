// What became of a request, for the access log and the metrics.
#pragma once

#include <chrono>
#include <cstdint>

#include "http/request.h"
#include "http/route.h"

namespace vtp::http {

struct RequestOutcome {
  const Request& request;
  const Route* route;                 // null: none matched
  int status;                         // 0: the connection was gone before there was an answer
  std::uint64_t bytes;                // sent, head and body
  std::chrono::nanoseconds duration;  // from the head of the request to the last byte of the answer
  bool is_broken;                     // the connection was gone before the answer was sent
};

/// Called on the network threads; must be thread-safe and quick.
class RequestObserver {
 public:
  virtual ~RequestObserver() = default;
  virtual void on_finished(const RequestOutcome& outcome) = 0;
};

}  // namespace vtp::http
