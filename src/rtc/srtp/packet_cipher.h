// Encrypts and authenticates single packets with the keys of a session, one packet after the other.
#pragma once

#include <memory>

#include "rtc/srtp/key_derivation.h"

namespace vtp::rtc {

/// What protects a packet besides its content.
struct PacketFrame {
  std::uint32_t ssrc = 0;
  std::uint64_t index = 0;  // 48 bits; never twice for one SSRC with the same keys
  Bytes header;             // before the content: authenticated, not encrypted
  Bytes trailer;            // likewise, after the content
};

class PacketCipher {
 public:
  virtual ~PacketCipher() = default;
  PacketCipher() = default;
  PacketCipher(const PacketCipher&) = delete;
  PacketCipher& operator=(const PacketCipher&) = delete;

  /// Encrypts `plain` into `out`, which is the same memory or apart from it, and makes the tag.
  virtual void seal(const PacketFrame& frame, Bytes plain, MutableBytes out, MutableBytes tag) = 0;
  /// Decrypts in place. False: the tag is wrong, and what is in `content` means nothing.
  virtual bool open(const PacketFrame& frame, MutableBytes content, Bytes tag) = 0;
};

std::unique_ptr<PacketCipher> make_packet_cipher(SrtpProfile profile, const SrtpSessionKeys& keys);

}  // namespace vtp::rtc
