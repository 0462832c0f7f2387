#include "rtc/rtp/rtp_packet.h"

namespace vtp::rtc {
namespace {

constexpr std::uint8_t version_bits = 0xC0;
constexpr std::uint8_t version_2 = 0x80;
constexpr std::uint8_t padding_bit = 0x20;
constexpr std::uint8_t extension_bit = 0x10;
constexpr std::uint8_t csrc_count_bits = 0x0F;
constexpr std::size_t csrc_bytes = 4;
constexpr std::size_t extension_prefix_bytes = 4;

std::size_t size_with_csrcs(Bytes packet) {
  return rtp_fixed_header_bytes + (packet[0] & csrc_count_bits) * csrc_bytes;
}

/// Everything before the payload. nullopt if there is no room or an extension is none.
std::optional<ByteWriter> begin_packet(const RtpHeader& header, std::span<const ExtensionElement> extensions,
                                       bool is_padded, MutableBytes out) {
  ByteWriter writer(out);
  writer.u8(static_cast<std::uint8_t>(version_2 | (is_padded ? padding_bit : 0U) |
                                      (extensions.empty() ? 0U : extension_bit)));
  writer.u8(static_cast<std::uint8_t>((header.marker ? 0x80U : 0U) | (header.payload_type & 0x7FU)));
  writer.u16(header.sequence);
  writer.u32(header.timestamp);
  writer.u32(header.ssrc);
  if (writer.has_failed()) return std::nullopt;
  const auto size = write_extensions(extensions, out.subspan(writer.size()));
  if (!size) return std::nullopt;
  writer.skip(*size);
  return writer;
}

}  // namespace

std::optional<std::size_t> rtp_header_size(Bytes packet) {
  if (packet.size() < rtp_fixed_header_bytes || (packet[0] & version_bits) != version_2) return std::nullopt;
  std::size_t size = size_with_csrcs(packet);
  if ((packet[0] & extension_bit) != 0) {
    if (packet.size() < size + extension_prefix_bytes) return std::nullopt;
    size += extension_prefix_bytes + std::size_t{read_u16(packet, size + 2)} * 4;
  }
  return size <= packet.size() ? std::optional(size) : std::nullopt;
}

std::optional<RtpPacket> RtpPacket::parse(MutableBytes bytes) {
  const auto header_size = rtp_header_size(bytes);
  if (!header_size) return std::nullopt;
  RtpPacket packet(bytes);
  if ((bytes[0] & extension_bit) != 0) packet.extensions_at_ = size_with_csrcs(bytes);
  packet.payload_at_ = *header_size;
  packet.payload_size_ = bytes.size() - *header_size;
  if ((bytes[0] & padding_bit) != 0) {
    const std::size_t padding = bytes.back();
    if (padding == 0 || padding > packet.payload_size_) return std::nullopt;
    packet.payload_size_ -= padding;
  }
  return packet;
}

MutableBytes RtpPacket::extension_data() const {
  const auto begin = extensions_at_ + extension_prefix_bytes;
  return bytes_.subspan(begin, payload_at_ - begin);
}

ExtensionReader RtpPacket::extensions() const {
  if (!has_extensions()) return {ExtensionForm::unknown, {}};
  return {extension_form(read_u16(bytes_, extensions_at_)), extension_data()};
}

std::optional<MutableBytes> RtpPacket::extension(std::uint8_t id) const {
  auto reader = extensions();
  while (const auto element = reader.next())
    if (element->id == id) return extension_data().subspan(reader.value_offset(), element->value.size());
  return std::nullopt;
}

RtpHeader header_of(const RtpPacket& packet) {
  return {.marker = packet.marker(),
          .payload_type = packet.payload_type(),
          .sequence = packet.sequence(),
          .timestamp = packet.timestamp(),
          .ssrc = packet.ssrc()};
}

std::optional<std::size_t> write_rtp(const RtpHeader& header, std::span<const ExtensionElement> extensions,
                                     Bytes payload, MutableBytes out) {
  auto writer = begin_packet(header, extensions, false, out);
  if (!writer) return std::nullopt;
  writer->bytes(payload);
  return writer->has_failed() ? std::nullopt : std::optional(writer->size());
}

std::optional<std::size_t> write_rtp_padding(const RtpHeader& header,
                                             std::span<const ExtensionElement> extensions,
                                             std::uint8_t padding, MutableBytes out) {
  auto writer = begin_packet(header, extensions, true, out);
  if (!writer || padding == 0) return std::nullopt;
  writer->zeros(padding - 1U);
  writer->u8(padding);
  return writer->has_failed() ? std::nullopt : std::optional(writer->size());
}

}  // namespace vtp::rtc
