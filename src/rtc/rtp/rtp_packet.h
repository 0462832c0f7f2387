// RTP packets (RFC 3550 section 5.1) where they lie: read and changed in place, and written anew with other
// header extensions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rtc/bytes.h"
#include "rtc/rtp/header_extensions.h"

namespace vtp::rtc {

/// Without CSRCs and extensions.
constexpr std::size_t rtp_fixed_header_bytes = 12;

/// The size of the header with CSRCs and extensions, which are never encrypted; nullopt for no RTP packet.
std::optional<std::size_t> rtp_header_size(Bytes packet);

/// A view of the bytes of one packet, which it neither owns nor copies.
class RtpPacket {
 public:
  /// nullopt for anything that is no RTP packet: another version, parts that do not fit into it.
  static std::optional<RtpPacket> parse(MutableBytes bytes);

  [[nodiscard]] bool marker() const { return (bytes_[1] & marker_bit) != 0; }
  [[nodiscard]] std::uint8_t payload_type() const { return bytes_[1] & payload_type_bits; }
  [[nodiscard]] std::uint16_t sequence() const { return read_u16(bytes_, 2); }
  [[nodiscard]] std::uint32_t timestamp() const { return read_u32(bytes_, 4); }
  [[nodiscard]] std::uint32_t ssrc() const { return read_u32(bytes_, 8); }

  void set_marker(bool marker) {
    bytes_[1] = static_cast<std::uint8_t>(payload_type() | (marker ? marker_bit : 0U));
  }
  void set_payload_type(std::uint8_t type) {
    bytes_[1] = static_cast<std::uint8_t>((bytes_[1] & marker_bit) | (type & payload_type_bits));
  }
  void set_sequence(std::uint16_t sequence) { write_u16(bytes_, 2, sequence); }
  void set_timestamp(std::uint32_t timestamp) { write_u32(bytes_, 4, timestamp); }
  void set_ssrc(std::uint32_t ssrc) { write_u32(bytes_, 8, ssrc); }

  [[nodiscard]] MutableBytes bytes() const { return bytes_; }
  /// With CSRCs and extensions.
  [[nodiscard]] MutableBytes header() const { return bytes_.first(payload_at_); }
  /// Without the padding. Empty: the packet has nothing but padding, as probes for bandwidth do.
  [[nodiscard]] MutableBytes payload() const { return bytes_.subspan(payload_at_, payload_size_); }
  [[nodiscard]] std::size_t padding_size() const { return bytes_.size() - payload_at_ - payload_size_; }

  [[nodiscard]] bool has_extensions() const { return extensions_at_ != 0; }
  [[nodiscard]] ExtensionReader extensions() const;
  /// The value of the element with this id, to be read or overwritten in its length.
  [[nodiscard]] std::optional<MutableBytes> extension(std::uint8_t id) const;

 private:
  static constexpr std::uint8_t marker_bit = 0x80;
  static constexpr std::uint8_t payload_type_bits = 0x7F;

  explicit RtpPacket(MutableBytes bytes) : bytes_(bytes) {}
  [[nodiscard]] MutableBytes extension_data() const;

  MutableBytes bytes_;
  std::size_t extensions_at_ = 0;  // their profile; 0: none
  std::size_t payload_at_ = 0;
  std::size_t payload_size_ = 0;
};

/// The fixed header of a new packet.
struct RtpHeader {
  bool marker = false;
  std::uint8_t payload_type = 0;
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
};

RtpHeader header_of(const RtpPacket& packet);

/// Writes a packet without CSRCs. Gives its size; nullopt if there is no room or an extension is none.
std::optional<std::size_t> write_rtp(const RtpHeader& header, std::span<const ExtensionElement> extensions,
                                     Bytes payload, MutableBytes out);

/// Writes a packet of nothing but `padding` bytes (1 to 255).
std::optional<std::size_t> write_rtp_padding(const RtpHeader& header,
                                             std::span<const ExtensionElement> extensions,
                                             std::uint8_t padding, MutableBytes out);

}  // namespace vtp::rtc
