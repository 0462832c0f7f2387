// Puts the packets of one stream into their order, and waits for those that are missing, but not for ever.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "rtc/instant.h"
#include "rtc/rtp/rtp_packet.h"

namespace vtp::live {

/// What remains of a packet when it waits for others.
struct BufferedPacket {
  std::uint32_t timestamp = 0;
  bool marker = false;
  rtc::Instant arrived_at;
  std::vector<std::uint8_t> payload;
};

class JitterBuffer {
 public:
  struct Options {
    /// How long a packet is waited for after a later one has come: a few round trips, in which it is asked
    /// for and sent again.
    rtc::Duration patience = std::chrono::milliseconds(500);
    /// The packets that a stream begins with may come in any order, too: nothing is given before.
    rtc::Duration settling = std::chrono::milliseconds(50);
    std::size_t most_packets = 4096;
    std::size_t most_bytes = std::size_t{8} << 20U;
  };

  JitterBuffer() : JitterBuffer(Options{}) {}
  explicit JitterBuffer(Options options) : options_(options) {}

  enum class Fate : std::uint8_t { kept, duplicate, late };
  Fate insert(const rtc::RtpPacket& packet, rtc::Instant now);

  struct Next {
    std::uint32_t lost = 0;  // packets before it, which are given up
    BufferedPacket packet;
  };
  /// The next packet in order, if it is there or nothing before it is waited for any more.
  std::optional<Next> take(rtc::Instant now);
  /// When take() will give up waiting; `never` if it does not wait.
  [[nodiscard]] rtc::Instant deadline() const;

  [[nodiscard]] std::size_t size() const { return packets_.size(); }

 private:
  [[nodiscard]] bool is_full() const {
    return packets_.size() > options_.most_packets || bytes_ > options_.most_bytes;
  }
  /// A sender that numbers anew is seen by two packets in a row.
  bool begins_anew(std::uint16_t sequence);

  Options options_;
  std::map<std::int64_t, BufferedPacket> packets_;  // by their numbers without wraps
  std::size_t bytes_ = 0;
  std::optional<std::int64_t> next_;
  rtc::Instant settled_at_ = rtc::Instant::min();
  rtc::Instant newest_at_;    // arrival
  bool has_begun_ = false;    // to give packets
  bool has_dropped_ = false;  // packets before the next one, by numbers that mean nothing any more
  std::optional<std::uint16_t> expected_stranger_;
};

}  // namespace vtp::live
