#include "rtc/rtcp/feedback.h"

#include <limits>
#include <utility>

namespace vtp::rtc {
namespace {

constexpr std::size_t ssrcs_bytes = 8;           // of the one who asks and of the stream
constexpr std::uint32_t remb_name = 0x52454D42;  // "REMB"

/// What follows the two SSRCs, if the packet is of this kind.
std::optional<Bytes> information(const RtcpPacket& packet, RtcpType type, std::uint8_t kind) {
  if (packet.type != type || packet.count != kind || packet.body.size() < ssrcs_bytes) return std::nullopt;
  return packet.body.subspan(ssrcs_bytes);
}

}  // namespace

std::optional<Nack> read_nack(const RtcpPacket& packet) {
  const auto items =
      information(packet, RtcpType::transport_feedback, std::to_underlying(PacketFeedback::nack));
  if (!items || items->empty()) return std::nullopt;
  return Nack{.sender = read_u32(packet.body, 0), .media = read_u32(packet.body, 4), .items = *items};
}

std::optional<PictureLoss> read_picture_loss(const RtcpPacket& packet) {
  if (!information(packet, RtcpType::payload_feedback, std::to_underlying(PayloadFeedback::picture_loss)))
    return std::nullopt;
  return PictureLoss{.sender = read_u32(packet.body, 0), .media = read_u32(packet.body, 4)};
}

std::optional<FullIntraRequests> read_full_intra_requests(const RtcpPacket& packet) {
  const auto entries = information(packet, RtcpType::payload_feedback,
                                   std::to_underlying(PayloadFeedback::full_intra_request));
  if (!entries || entries->empty() || entries->size() % 8 != 0) return std::nullopt;
  return FullIntraRequests(*entries);
}

std::optional<ReceiverEstimate> read_receiver_estimate(const RtcpPacket& packet) {
  const auto message =
      information(packet, RtcpType::payload_feedback, std::to_underlying(PayloadFeedback::application));
  if (!message || message->size() < 8 || read_u32(*message, 0) != remb_name) return std::nullopt;
  const auto rate = read_u24(*message, 5);
  const auto exponent = rate >> 18U;
  const std::uint64_t mantissa = rate & 0x3FFFFU;
  const std::size_t size = std::size_t{(*message)[4]} * 4;
  if (message->size() - 8 < size) return std::nullopt;
  const bool overflows = mantissa > std::numeric_limits<std::uint64_t>::max() >> exponent;
  if (overflows) return std::nullopt;
  return ReceiverEstimate{.sender = read_u32(packet.body, 0),
                          .bits_per_second = mantissa << exponent,
                          .ssrcs = message->subspan(8, size)};
}

}  // namespace vtp::rtc
