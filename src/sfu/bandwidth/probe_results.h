// What came of clusters of packets that were sent to find out how much a way carries.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "sfu/bandwidth/send_history.h"

namespace vtp::sfu {

struct ProbeResult {
  ClusterId cluster = 0;
  std::int64_t sent = 0;     // bit/s at which it was sent
  std::int64_t carried = 0;  // bit/s that the way is known to carry by it
};

/// Measures the latest clusters.
class ProbeResults {
 public:
  void on_sent(ClusterId cluster, std::uint32_t bytes, rtc::Instant now);
  void on_arrived(ClusterId cluster, std::uint32_t bytes, rtc::Instant sent, rtc::Duration arrival);
  /// Once for each cluster, when enough of it has arrived. A cluster is complete when `closed` was called.
  std::optional<ProbeResult> take();
  /// No more packets will be sent of it.
  void close(ClusterId cluster);

 private:
  struct Cluster {
    ClusterId id = 0;
    std::uint32_t sent_bytes = 0;
    std::uint32_t sent_packets = 0;
    std::uint32_t bytes = 0;
    std::uint32_t packets = 0;
    std::uint32_t last_sent_bytes = 0;
    std::uint32_t first_arrived_bytes = 0;
    rtc::Instant first_sent = rtc::never;
    rtc::Instant last_sent = rtc::Instant::min();
    rtc::Duration first_arrival = rtc::Duration::max();
    rtc::Duration last_arrival = rtc::Duration::min();
    bool is_closed = false;
    bool is_told = true;
  };
  [[nodiscard]] Cluster* find(ClusterId cluster);
  [[nodiscard]] static std::optional<ProbeResult> measure(const Cluster& cluster);

  std::array<Cluster, 4> clusters_{};
};

}  // namespace vtp::sfu
