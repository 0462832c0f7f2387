#include "rtc/srtp/key_derivation.h"

#include <gtest/gtest.h>

#include "support/rtc/srtp.h"

namespace vtp::rtc {
namespace {

// RFC 3711 appendix B.3.
TEST(KeyDerivation, MatchesTheVectorsOfTheStandard) {
  const auto master = master_key("E1F97A0D3E018BE0D64FA32C06DE4139", "0EC675AD498AFEEBB6960B3AABE6");
  const auto keys = derive_session_keys(SrtpProfile::aes_128_cm_sha1_80, master, SrtpTraffic::rtp);
  EXPECT_EQ(copy_of(std::span(keys.encryption).first(16)), from_hex("C61E7A93744F39EE10734AFE3FF7A087"));
  EXPECT_EQ(copy_of(keys.salt), from_hex("30CBBC08863D8C85D49DB34A9AE1"));
  EXPECT_EQ(copy_of(keys.authentication), from_hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
}

// RFC 6188 section 7.4, of which the first 12 bytes of salt are what a profile of GCM has.
TEST(KeyDerivation, LongKeysUseTheLongCipher) {
  auto master = master_key("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6",
                           "3b04803de51ee7c96423ab5b");
  const auto keys = derive_session_keys(SrtpProfile::aes_256_gcm, master, SrtpTraffic::rtp);
  const auto other = derive_session_keys(SrtpProfile::aes_256_gcm, master, SrtpTraffic::rtcp);
  EXPECT_NE(keys.encryption, other.encryption);
  EXPECT_NE(keys.salt, other.salt);
  master.key[31] ^= 1;
  EXPECT_NE(derive_session_keys(SrtpProfile::aes_256_gcm, master, SrtpTraffic::rtp).encryption,
            keys.encryption);
}

}  // namespace
}  // namespace vtp::rtc
