// The frame of RTCP (RFC 3550 section 6.4): packets in a row in one datagram, reduced-size ones among them
// (RFC 5506).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/bytes.h"

namespace vtp::rtc {

enum class RtcpType : std::uint8_t {
  sender_report = 200,
  receiver_report = 201,
  source_description = 202,
  goodbye = 203,
  transport_feedback = 205,  // about packets; `count` says of what kind (RFC 4585 section 6.2)
  payload_feedback = 206,    // about what they carry; likewise (section 6.3)
  extended_report = 207,
};

/// One packet out of a datagram.
struct RtcpPacket {
  RtcpType type{};         // may be none of those that we know
  std::uint8_t count = 0;  // of the parts in it, or the kind of feedback
  Bytes body;              // after the header, without padding
};

class CompoundReader {
 public:
  /// nullopt unless the datagram is made of RTCP packets from its first to its last byte.
  static std::optional<CompoundReader> open(Bytes datagram);

  std::optional<RtcpPacket> next();

 private:
  explicit CompoundReader(Bytes rest) : rest_(rest) {}

  Bytes rest_;
};

}  // namespace vtp::rtc
