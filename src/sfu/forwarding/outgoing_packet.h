// One payload that goes to many viewers, each with a header of its own before it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

#include "rtc/bytes.h"
#include "rtc/rtp/rtp_packet.h"

namespace vtp::sfu {

/// Memory for one packet. The payload is copied once for all viewers; a header ends where it begins.
class OutgoingPacket {
 public:
  static constexpr std::size_t longest_payload = 1500;

  /// `before` bytes are left free in front of it, as part of the payload. False: it is too long.
  bool set_payload(rtc::Bytes payload, std::size_t before = 0) {
    if (payload.size() + before > longest_payload) return false;
    std::memcpy(memory_.data() + room + before, payload.data(), payload.size());
    size_ = payload.size() + before;
    return true;
  }
  [[nodiscard]] rtc::MutableBytes payload() { return rtc::MutableBytes(memory_).subspan(room, size_); }

  /// The whole packet. nullopt: the extensions are too long.
  std::optional<rtc::Bytes> with_header(const rtc::RtpHeader& header,
                                        std::span<const rtc::ExtensionElement> extensions) {
    const auto header_size = rtc::rtp_fixed_header_bytes + rtc::extensions_size(extensions);
    if (header_size > room) return std::nullopt;
    const auto out = rtc::MutableBytes(memory_).subspan(room - header_size, header_size + size_);
    if (!rtc::write_rtp(header, extensions, {}, out.first(header_size))) return std::nullopt;
    return out;
  }

 private:
  static constexpr std::size_t room = 256;  // for the header

  std::array<std::uint8_t, room + longest_payload> memory_;
  std::size_t size_ = 0;
};

}  // namespace vtp::sfu
