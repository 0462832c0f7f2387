// What senders and receivers report of a stream (RFC 3550 section 6.4), and who they are (6.5, 6.6).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "rtc/rtcp/compound.h"
#include "rtc/rtcp/ntp_time.h"

namespace vtp::rtc {

/// How one stream arrives.
struct ReportBlock {
  std::uint32_t ssrc = 0;
  std::uint8_t fraction_lost = 0;        // of 256, since the last report
  std::int32_t lost = 0;                 // in all; negative when there were more duplicates than losses
  std::uint32_t highest_sequence = 0;    // with the number of wraps before it
  std::uint32_t jitter = 0;              // in units of the stream's timestamps
  std::uint32_t last_report = 0;         // compact time of the last sender report; 0: there was none
  std::uint32_t delay_since_report = 0;  // from its arrival to this report, in 1/65536 s

  bool operator==(const ReportBlock&) const = default;
};

constexpr std::size_t most_report_blocks = 31;  // in one packet

/// The blocks of a report, in the bytes of its packet.
class ReportBlocks {
 public:
  ReportBlocks() = default;
  explicit ReportBlocks(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] ReportBlock operator[](std::size_t index) const;

 private:
  Bytes bytes_;
};

struct SenderReport {
  std::uint32_t ssrc = 0;
  NtpTime sent_at;
  std::uint32_t timestamp = 0;  // of the stream at that moment
  std::uint32_t packets = 0;    // sent since the start
  std::uint32_t octets = 0;     // of payload
  ReportBlocks blocks;
};

struct ReceiverReport {
  std::uint32_t ssrc = 0;
  ReportBlocks blocks;
};

/// Each of these gives nullopt for a packet of another type, and for a malformed one.
std::optional<SenderReport> read_sender_report(const RtcpPacket& packet);
std::optional<ReceiverReport> read_receiver_report(const RtcpPacket& packet);

/// The time a packet takes there and back, from a block about a stream of ours that arrived at `now`.
std::optional<Duration> round_trip_time(const ReportBlock& block, NtpTime now);

/// A participant's canonical name.
struct CanonicalName {
  std::uint32_t ssrc = 0;
  std::string_view name;
};

/// Goes over the names in a source description; other items are passed over.
class CanonicalNames {
 public:
  /// nullopt for another type or a malformed packet.
  static std::optional<CanonicalNames> open(const RtcpPacket& packet);
  std::optional<CanonicalName> next();

 private:
  CanonicalNames(Bytes chunks, std::size_t count) : reader_(chunks), left_(count) {}

  /// Reads one chunk. False: it is malformed.
  bool read_chunk(CanonicalName& name);

  ByteReader reader_;
  std::size_t left_;
};

/// The streams that end, four bytes each, as they stand in a BYE.
std::optional<Bytes> read_goodbye(const RtcpPacket& packet);

}  // namespace vtp::rtc
