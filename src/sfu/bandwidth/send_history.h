// What was sent on a transport, until its receiver tells whether it arrived.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "rtc/instant.h"
#include "rtc/rtp/sequence.h"

namespace vtp::sfu {

/// Names a cluster of packets that were sent together to find out how much the way carries.
using ClusterId = std::uint32_t;

/// One packet of which the receiver has spoken for the first time.
struct SentRecord {
  std::int64_t number = 0;  // among all packets of the transport, without wraps
  rtc::Instant sent{};
  std::uint32_t bytes = 0;
  std::optional<ClusterId> cluster;
};

/// The last 4,096 packets, in memory that is taken once.
class SendHistory {
 public:
  static constexpr std::int64_t memory = 4096;

  SendHistory();

  void add(std::uint16_t number, std::uint32_t bytes, std::optional<ClusterId> cluster, rtc::Instant now);

  /// How often packets were found lost that had not been before, less those that came after all.
  struct Verdict {
    std::optional<SentRecord> arrived;  // only the first time
    int lost = 0;                       // 1, 0, or -1: it had been given up
  };
  /// What the receiver says of a packet: nothing follows for one that is forgotten or was never sent.
  Verdict judge(std::uint16_t number, bool has_arrived);

 private:
  enum class Fate : std::uint8_t { unused, unknown, lost, arrived };
  struct Entry {
    SentRecord record;
    Fate fate = Fate::unused;
  };

  [[nodiscard]] Entry& entry_of(std::int64_t number) {
    return entries_[static_cast<std::size_t>(number & (memory - 1))];
  }

  rtc::Unwrapper<16> numbers_;
  std::unique_ptr<Entry[]> entries_;
};

}  // namespace vtp::sfu
