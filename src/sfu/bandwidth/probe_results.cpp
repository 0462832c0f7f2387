#include "sfu/bandwidth/probe_results.h"

#include <algorithm>

namespace vtp::sfu {
namespace {

constexpr std::uint32_t fewest_packets = 4;
constexpr double enough = 0.8;                           // of a cluster's packets and bytes
constexpr auto shortest = std::chrono::milliseconds(5);  // that can be measured
constexpr double most_compression = 2;                   // arrived faster than sent: something held them up
constexpr double full = 0.9;                             // of what was sent: the way was not filled
constexpr double safety = 0.95;                          // of what a full way carried

double rate(std::uint32_t bytes, rtc::Duration duration) {
  return bytes * 8.0 / std::chrono::duration<double>(duration).count();
}

}  // namespace

ProbeResults::Cluster* ProbeResults::find(ClusterId id) {
  const auto found = std::ranges::find_if(
      clusters_, [&](const Cluster& cluster) { return cluster.id == id && cluster.sent_packets > 0; });
  return found == clusters_.end() ? nullptr : &*found;
}

void ProbeResults::on_sent(ClusterId id, std::uint32_t bytes, rtc::Instant) {
  auto* cluster = find(id);
  if (!cluster) {
    cluster = &clusters_[id % clusters_.size()];
    *cluster = {.id = id, .is_told = false};
  }
  cluster->sent_bytes += bytes;
  ++cluster->sent_packets;
}

void ProbeResults::close(ClusterId id) {
  if (auto* cluster = find(id)) cluster->is_closed = true;
}

void ProbeResults::on_arrived(ClusterId id, std::uint32_t bytes, rtc::Instant sent, rtc::Duration arrival) {
  auto* cluster = find(id);
  if (!cluster) return;
  ++cluster->packets;
  cluster->bytes += bytes;
  cluster->first_sent = std::min(cluster->first_sent, sent);
  if (sent >= cluster->last_sent) {
    cluster->last_sent = sent;
    cluster->last_sent_bytes = bytes;
  }
  if (arrival < cluster->first_arrival) {
    cluster->first_arrival = arrival;
    cluster->first_arrived_bytes = bytes;
  }
  cluster->last_arrival = std::max(cluster->last_arrival, arrival);
}

/// From the first packet to the last: the bytes of one of them lie outside of the time between.
std::optional<ProbeResult> ProbeResults::measure(const Cluster& cluster) {
  if (cluster.packets < fewest_packets || cluster.packets < enough * cluster.sent_packets ||
      cluster.bytes < enough * cluster.sent_bytes)
    return std::nullopt;
  const auto sending = cluster.last_sent - cluster.first_sent;
  const auto arriving = cluster.last_arrival - cluster.first_arrival;
  if (sending < shortest || arriving < shortest) return std::nullopt;
  const auto sent = rate(cluster.bytes - cluster.last_sent_bytes, sending);
  const auto arrived = rate(cluster.bytes - cluster.first_arrived_bytes, arriving);
  if (arrived > most_compression * sent) return std::nullopt;
  const auto carried = arrived < full * sent ? safety * arrived : std::min(sent, arrived);
  return ProbeResult{
      .cluster = cluster.id,
      .sent = static_cast<std::int64_t>(sent),
      .carried = static_cast<std::int64_t>(carried),
  };
}

std::optional<ProbeResult> ProbeResults::take() {
  for (auto& cluster : clusters_) {
    if (cluster.is_told || !cluster.is_closed) continue;
    const auto result = measure(cluster);
    if (!result) continue;
    cluster.is_told = true;
    return result;
  }
  return std::nullopt;
}

}  // namespace vtp::sfu
