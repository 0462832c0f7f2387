// Feedback on which packets of a transport arrived, and when
// (draft-holmer-rmcat-transport-wide-cc-extensions-01, "transport-cc").
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/instant.h"
#include "rtc/rtcp/compound.h"

namespace vtp::rtc {

/// What a feedback says of one packet.
struct PacketStatus {
  std::uint16_t sequence = 0;       // among all packets of the transport
  std::optional<Duration> arrival;  // since the receiver's zero, to 250 us; nullopt: not there (yet)
};

/// A feedback, in the bytes of its packet. Its statuses are known to be complete.
class ArrivalFeedback {
 public:
  /// nullopt for another kind of packet, and for a malformed one.
  static std::optional<ArrivalFeedback> read(const RtcpPacket& packet);

  [[nodiscard]] std::uint32_t media_ssrc() const { return read_u32(body_, 4); }
  [[nodiscard]] std::uint16_t first_sequence() const { return read_u16(body_, 8); }
  [[nodiscard]] std::uint16_t status_count() const { return read_u16(body_, 10); }
  /// Counts the feedbacks of a receiver.
  [[nodiscard]] std::uint8_t number() const { return body_[15]; }

  /// Calls `function(const PacketStatus&)` for each packet, in order.
  template <class Function>
  void for_each(Function&& function) const {
    for (Cursor cursor(*this); cursor.next();) function(cursor.status());
  }

 private:
  class Cursor {
   public:
    explicit Cursor(const ArrivalFeedback& feedback);
    /// False at the end, or where the bytes end too early.
    bool next();
    [[nodiscard]] const PacketStatus& status() const { return status_; }
    [[nodiscard]] bool has_failed() const { return chunks_.has_failed() || deltas_.has_failed(); }

   private:
    unsigned next_symbol();

    ByteReader chunks_;
    ByteReader deltas_;
    std::uint16_t left_;
    std::uint16_t chunk_ = 0;
    unsigned left_in_chunk_ = 0;
    Duration time_;
    PacketStatus status_;
  };

  explicit ArrivalFeedback(Bytes body) : body_(body) {}
  /// Where the chunks end; nullopt if they do not.
  [[nodiscard]] std::optional<std::size_t> find_deltas() const;

  Bytes body_;
  std::size_t deltas_at_ = 0;
};

}  // namespace vtp::rtc
