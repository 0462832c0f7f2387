// Writes feedback on which packets of a transport arrived, and when ("transport-cc"; read by
// ArrivalFeedback).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rtc/bytes.h"
#include "rtc/instant.h"

namespace vtp::rtc {

/// A packet that arrived, by its number without wraps.
struct Arrival {
  std::int64_t sequence = 0;
  Instant time;
};

/// A feedback in the making.
struct ArrivalReport {
  std::uint32_t sender = 0;
  std::uint32_t media = 0;
  std::uint8_t number = 0;
  std::int64_t first_sequence = 0;    // what the feedback begins with, arrived or not
  std::span<const Arrival> arrivals;  // in ascending order of numbers, none of them before the first
};

/// What has been written.
struct WrittenArrivals {
  std::size_t size = 0;      // bytes
  std::size_t arrivals = 0;  // how many of them are in it; the others need a feedback of their own
};

/// Writes as many arrivals as fit into one feedback (room, at most 1,000 packets, time steps of 8 s). nullopt
/// if not even one does.
std::optional<WrittenArrivals> write_arrivals(const ArrivalReport& report, MutableBytes out);

}  // namespace vtp::rtc
