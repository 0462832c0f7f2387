// What receivers ask of senders: packets again (RFC 4585 section 6.2.1), a key frame (6.3.1, RFC 5104 section
// 4.3.1), fewer bits (draft-alvestrand-rmcat-remb-03).
#pragma once

#include <cstdint>
#include <optional>

#include "rtc/rtcp/compound.h"

namespace vtp::rtc {

/// The kinds of feedback about packets (`count` of a transport_feedback).
enum class PacketFeedback : std::uint8_t { nack = 1, arrivals = 15 };
/// The kinds of feedback about what they carry (`count` of a payload_feedback).
enum class PayloadFeedback : std::uint8_t { picture_loss = 1, full_intra_request = 4, application = 15 };

struct Nack {
  std::uint32_t sender = 0;  // who asks
  std::uint32_t media = 0;   // the stream in question
  Bytes items;               // each a sequence number, and 16 bits for the numbers after it

  /// Calls `lost(sequence)` for every packet that is asked for: at most 17 an item.
  template <class Function>
  void for_each(Function&& lost) const {
    for (std::size_t at = 0; at + 4 <= items.size(); at += 4) {
      const auto first = read_u16(items, at);
      lost(first);
      const auto following = read_u16(items, at + 2);
      for (unsigned bit = 0; bit < 16; ++bit)
        if ((following >> bit & 1U) != 0) lost(static_cast<std::uint16_t>(first + bit + 1));
    }
  }
};

struct PictureLoss {
  std::uint32_t sender = 0;
  std::uint32_t media = 0;
};

/// One stream of which a key frame is wanted. A repetition has the same number as the request.
struct FullIntraRequest {
  std::uint32_t ssrc = 0;
  std::uint8_t number = 0;
};

/// The requests of a FIR, in the bytes of its packet.
class FullIntraRequests {
 public:
  explicit FullIntraRequests(Bytes entries) : entries_(entries) {}
  [[nodiscard]] std::size_t size() const { return entries_.size() / 8; }
  [[nodiscard]] FullIntraRequest operator[](std::size_t index) const {
    return {.ssrc = read_u32(entries_, index * 8), .number = entries_[index * 8 + 4]};
  }

 private:
  Bytes entries_;
};

/// What a receiver believes that it can receive of some streams together.
struct ReceiverEstimate {
  std::uint32_t sender = 0;
  std::uint64_t bits_per_second = 0;
  Bytes ssrcs;  // four bytes each
};

/// Each gives nullopt for another kind of packet, and for a malformed one.
std::optional<Nack> read_nack(const RtcpPacket& packet);
std::optional<PictureLoss> read_picture_loss(const RtcpPacket& packet);
std::optional<FullIntraRequests> read_full_intra_requests(const RtcpPacket& packet);
std::optional<ReceiverEstimate> read_receiver_estimate(const RtcpPacket& packet);

}  // namespace vtp::rtc
