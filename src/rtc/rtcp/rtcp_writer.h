// Writes RTCP packets, one behind the other, into one datagram.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rtc/rtcp/arrival_report.h"
#include "rtc/rtcp/extended_report.h"
#include "rtc/rtcp/feedback.h"
#include "rtc/rtcp/reports.h"

namespace vtp::rtc {

/// What a sender report says of the stream.
struct SenderState {
  NtpTime now;
  std::uint32_t timestamp = 0;  // of the stream, now
  std::uint32_t packets = 0;
  std::uint32_t octets = 0;
};

/// Into bytes that somebody else owns. Each function writes its packet whole, or nothing and gives false:
/// there is no room, or there are more parts than a packet may have.
class RtcpWriter {
 public:
  explicit RtcpWriter(MutableBytes out) : out_(out), writer_(out) {}

  bool sender_report(std::uint32_t ssrc, const SenderState& state, std::span<const ReportBlock> blocks);
  bool receiver_report(std::uint32_t ssrc, std::span<const ReportBlock> blocks);
  /// `name` has at most 255 bytes.
  bool canonical_name(std::uint32_t ssrc, std::string_view name);
  bool goodbye(std::span<const std::uint32_t> ssrcs);

  /// Asks for `sequences`, which ascend in the order of packets.
  bool nack(std::uint32_t sender, std::uint32_t media, std::span<const std::uint16_t> sequences);
  bool picture_loss(std::uint32_t sender, std::uint32_t media);
  bool full_intra_request(std::uint32_t sender, std::span<const FullIntraRequest> requests);
  /// Rounded down to the 18 bits that there are for it.
  bool receiver_estimate(std::uint32_t sender, std::uint64_t bits_per_second,
                         std::span<const std::uint32_t> ssrcs);
  /// Tells how many of the arrivals are in it; 0 if nothing was written.
  std::size_t arrivals(const ArrivalReport& report);

  bool receiver_time(std::uint32_t sender, NtpTime now);
  bool delays_since_receiver(std::uint32_t sender, std::span<const DelaySinceReceiver> delays);

  [[nodiscard]] MutableBytes written() const { return writer_.written(); }

 private:
  void begin(RtcpType type, std::size_t count);
  bool finish(bool is_acceptable = true);
  void block(const ReportBlock& block);

  MutableBytes out_;
  ByteWriter writer_;
  std::size_t begin_ = 0;  // of the packet being written
};

}  // namespace vtp::rtc
