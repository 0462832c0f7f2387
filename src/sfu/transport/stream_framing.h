// Packets over a stream of bytes (RFC 4571 section 2): each follows two bytes with its length.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "rtc/bytes.h"

namespace vtp::sfu {

constexpr std::size_t frame_header_bytes = 2;

using FrameHeader = std::array<std::uint8_t, frame_header_bytes>;

/// Of a packet of at most 65,535 bytes.
constexpr FrameHeader frame_header(std::size_t packet_size) {
  FrameHeader header{};
  rtc::write_u16(header, 0, static_cast<std::uint16_t>(packet_size));
  return header;
}

/// Takes a stream apart, however it comes in pieces. Keeps at most one packet.
class FrameReader {
 public:
  /// `longest`: of a packet, in bytes.
  explicit FrameReader(std::size_t longest) : longest_(longest) {}

  /// True: go on; false: nothing more is wanted.
  using OnPacket = std::function<bool(rtc::MutableBytes packet)>;

  /// Calls `on_packet` for each packet that is complete now, in order. Empty ones are left out. Memory of
  /// `bytes` is given on where a packet lies whole in it. False: one is too long, and what follows cannot be
  /// made sense of, or `on_packet` wants no more.
  bool take(rtc::MutableBytes bytes, const OnPacket& on_packet);

 private:
  std::size_t complete(rtc::Bytes bytes);

  std::size_t longest_;
  std::vector<std::uint8_t> begun_;  // a header, perhaps not all of it, and what there is of its packet
};

/// What a slow connection has still to be sent. Bounded: a packet that does not fit is dropped as a whole.
class FrameQueue {
 public:
  static constexpr std::size_t most_bytes = 256 * 1024;

  /// Adds a packet with its header but for the first `sent` bytes of both, which are on their way already.
  /// False: it is dropped; never if something of it was sent, lest the stream break.
  bool add(rtc::Bytes packet, std::size_t sent = 0);

  [[nodiscard]] bool is_empty() const { return begin_ == bytes_.size(); }
  [[nodiscard]] rtc::Bytes pending() const { return rtc::Bytes(bytes_).subspan(begin_); }
  void on_sent(std::size_t count);

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t begin_ = 0;  // what is before has been sent
};

}  // namespace vtp::sfu
