// What was sent on a transport, until its receiver tells whether it arrived.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rtc/instant.h"

namespace vtp::sfu {

/// Names a cluster of packets that were sent together to find out how much the way carries.
using ClusterId = std::uint16_t;

/// One packet of which the receiver has spoken for the first time.
struct SentRecord {
  rtc::Instant sent{};
  std::uint32_t bytes = 0;
  std::optional<ClusterId> cluster;
};

/// The packets of the last two seconds, 4,096 at most. Its memory grows with what is sent: most viewers get a
/// few dozen packets a second, and there are many viewers.
class SendHistory {
 public:
  static constexpr std::size_t most = 4096;
  static constexpr rtc::Duration lifetime = std::chrono::seconds(2);

  /// `number` is one more than that of the packet before. Packets are shorter than 64 KiB.
  void add(std::uint16_t number, std::uint32_t bytes, std::optional<ClusterId> cluster, rtc::Instant now);

  /// How often packets were found lost that had not been before, less those that came after all.
  struct Verdict {
    std::optional<SentRecord> arrived;  // only the first time
    int lost = 0;                       // 1, 0, or -1: it had been given up
  };
  /// What the receiver says of a packet: nothing follows for one that is forgotten or was never sent.
  Verdict judge(std::uint16_t number, bool has_arrived);

 private:
  static constexpr std::size_t fewest = 64;

  enum class Fate : std::uint8_t { unused, unknown, lost, arrived };
  struct Entry {
    std::uint32_t sent = 0;  // microseconds, without the upper half
    std::uint16_t number = 0;
    std::uint16_t bytes = 0;
    ClusterId cluster = 0;
    Fate fate = Fate::unused;
    bool has_cluster = false;
  };

  [[nodiscard]] Entry& entry_of(std::uint16_t number) { return entries_[number & (entries_.size() - 1)]; }
  [[nodiscard]] rtc::Instant time_of(const Entry& entry) const;
  void make_room(std::uint16_t number, rtc::Instant now);

  std::vector<Entry> entries_;  // a power of two
  rtc::Instant newest_{};
};

}  // namespace vtp::sfu
