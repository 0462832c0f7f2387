// Extended reports (RFC 3611): the two by which receivers learn the round-trip time.
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/rtcp/compound.h"
#include "rtc/rtcp/ntp_time.h"

namespace vtp::rtc {

/// The answer to a receiver's time (section 4.5).
struct DelaySinceReceiver {
  std::uint32_t ssrc = 0;         // of the receiver that is answered
  std::uint32_t last_report = 0;  // compact time that it sent
  std::uint32_t delay = 0;        // since that arrived, in 1/65536 s

  bool operator==(const DelaySinceReceiver&) const = default;
};

/// The answers, in the bytes of their packet.
class DelaysSinceReceiver {
 public:
  DelaysSinceReceiver() = default;
  explicit DelaysSinceReceiver(Bytes bytes) : bytes_(bytes) {}
  [[nodiscard]] std::size_t size() const { return bytes_.size() / 12; }
  [[nodiscard]] DelaySinceReceiver operator[](std::size_t index) const {
    return {.ssrc = read_u32(bytes_, index * 12),
            .last_report = read_u32(bytes_, index * 12 + 4),
            .delay = read_u32(bytes_, index * 12 + 8)};
  }

 private:
  Bytes bytes_;
};

struct ExtendedReport {
  std::uint32_t sender = 0;
  std::optional<NtpTime> receiver_time;  // section 4.4
  DelaysSinceReceiver delays;
};

/// Other blocks are passed over. nullopt for another type of packet or a malformed one.
std::optional<ExtendedReport> read_extended_report(const RtcpPacket& packet);

}  // namespace vtp::rtc
