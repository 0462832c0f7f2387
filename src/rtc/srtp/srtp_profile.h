// Which ciphers protect RTP (RFC 5764 section 4.1.2, RFC 7714 section 14.2), and how much they take.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "rtc/bytes.h"

namespace vtp::rtc {

/// As DTLS numbers them.
enum class SrtpProfile : std::uint16_t {
  aes_128_cm_sha1_80 = 0x0001,
  aes_128_gcm = 0x0007,
  aes_256_gcm = 0x0008,
};

struct SrtpSizes {
  std::size_t key = 0;
  std::size_t salt = 0;
  std::size_t tag = 0;  // by which a packet of RTP grows, and one of RTCP beside the word with its number
};

constexpr SrtpSizes sizes_of(SrtpProfile profile) {
  switch (profile) {
    case SrtpProfile::aes_128_cm_sha1_80:
      return {.key = 16, .salt = 14, .tag = 10};
    case SrtpProfile::aes_128_gcm:
      return {.key = 16, .salt = 12, .tag = 16};
    case SrtpProfile::aes_256_gcm:
      return {.key = 32, .salt = 12, .tag = 16};
  }
  return {};
}

constexpr std::size_t longest_srtp_key = 32;
constexpr std::size_t longest_srtp_salt = 14;
/// By which no packet grows more: the tag, and the word with the number of a packet of RTCP.
constexpr std::size_t most_srtp_overhead = 16 + 4;

/// What two sides agree on for one direction. Of both arrays the profile's sizes count.
struct SrtpMasterKey {
  std::array<std::uint8_t, longest_srtp_key> key{};
  std::array<std::uint8_t, longest_srtp_salt> salt{};
};

}  // namespace vtp::rtc
