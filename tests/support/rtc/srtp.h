// Keys and packets for tests of SRTP.
#pragma once

#include <algorithm>

#include "rtc/rtp/rtp_packet.h"
#include "rtc/srtp/srtp.h"
#include "support/rtc/bytes.h"

namespace vtp::rtc {

inline constexpr std::array all_srtp_profiles{SrtpProfile::aes_128_cm_sha1_80, SrtpProfile::aes_128_gcm,
                                              SrtpProfile::aes_256_gcm};

inline SrtpMasterKey master_key(std::string_view key, std::string_view salt) {
  SrtpMasterKey master;
  std::ranges::copy(from_hex(key), master.key.begin());
  std::ranges::copy(from_hex(salt), master.salt.begin());
  return master;
}

/// The same for all profiles.
inline SrtpMasterKey some_master_key() {
  return master_key("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                    "a0a1a2a3a4a5a6a7a8a9aaabacad");
}

inline Buffer rtp_with(std::uint32_t ssrc, std::uint16_t sequence, const Buffer& payload) {
  Buffer bytes(rtp_fixed_header_bytes + payload.size());
  write_rtp({.payload_type = 96, .sequence = sequence, .timestamp = 1, .ssrc = ssrc}, {}, payload, bytes);
  return bytes;
}

}  // namespace vtp::rtc
