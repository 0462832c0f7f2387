// The keys of a session, derived from its master key (RFC 3711 section 4.3, RFC 6188, RFC 7714 section 11).
#pragma once

#include "rtc/srtp/srtp_profile.h"

namespace vtp::rtc {

/// Keys for one kind of packet in one direction. Of the arrays the profile's sizes count.
struct SrtpSessionKeys {
  std::array<std::uint8_t, longest_srtp_key> encryption{};
  std::array<std::uint8_t, 20> authentication{};  // of counter mode; GCM needs none
  std::array<std::uint8_t, longest_srtp_salt> salt{};
};

enum class SrtpTraffic : std::uint8_t { rtp, rtcp };

/// They stay the same for the whole session: the derivation rate is zero.
SrtpSessionKeys derive_session_keys(SrtpProfile profile, const SrtpMasterKey& master, SrtpTraffic traffic);

}  // namespace vtp::rtc
