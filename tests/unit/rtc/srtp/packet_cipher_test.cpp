#include "rtc/srtp/packet_cipher.h"

#include <gtest/gtest.h>

#include "support/rtc/srtp.h"

namespace vtp::rtc {
namespace {

SrtpSessionKeys session_keys(std::string_view key, std::string_view salt) {
  SrtpSessionKeys keys;
  std::ranges::copy(from_hex(key), keys.encryption.begin());
  std::ranges::copy(from_hex(salt), keys.salt.begin());
  return keys;
}

struct Sealed {
  Buffer content;
  Buffer tag;
};

Sealed seal(PacketCipher& cipher, const PacketFrame& frame, const Buffer& plain, std::size_t tag_size) {
  Sealed sealed{Buffer(plain.size()), Buffer(tag_size)};
  cipher.seal(frame, plain, sealed.content, sealed.tag);
  return sealed;
}

const auto short_key = "000102030405060708090a0b0c0d0e0f";
const auto long_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const auto salt = "517569642070726f2071756f";
// RFC 7714 section 16: an RTP packet of sequence number 0xf17b, rollover counter 0.
const auto rtp_header = from_hex("8040f17b 8041f8d3 5501a0b2");
const auto rtp_plain =
    from_hex("47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573");

TEST(PacketCipher, MatchesTheVectorsOfGcm128) {
  const auto cipher = make_packet_cipher(SrtpProfile::aes_128_gcm, session_keys(short_key, salt));
  const PacketFrame frame{.ssrc = 0x5501a0b2, .index = 0xf17b, .header = rtp_header, .trailer = {}};
  const auto sealed = seal(*cipher, frame, rtp_plain, 16);
  EXPECT_EQ(sealed.content,
            from_hex("f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b "
                     "36de3adf 8833"));
  EXPECT_EQ(sealed.tag, from_hex("899d7f27 beb16a91 52cf765e e4390cce"));
}

TEST(PacketCipher, MatchesTheVectorsOfGcm256) {
  const auto cipher = make_packet_cipher(SrtpProfile::aes_256_gcm, session_keys(long_key, salt));
  const PacketFrame frame{.ssrc = 0x5501a0b2, .index = 0xf17b, .header = rtp_header, .trailer = {}};
  const auto sealed = seal(*cipher, frame, rtp_plain, 16);
  EXPECT_EQ(sealed.content,
            from_hex("32b1de78 a822fe12 ef9f78fa 332e33aa b1801238 9a58e2f3 b50b2a02 76ffae0f "
                     "1ba63799 b87b"));
  EXPECT_EQ(sealed.tag, from_hex("7aa3db36 dfffd6b0 f9bb7878 d7a76c13"));
}

// RFC 7714 section 17.1: an RTCP packet of index 0x5d4.
TEST(PacketCipher, MatchesTheVectorOfGcmForRtcp) {
  const auto cipher = make_packet_cipher(SrtpProfile::aes_128_gcm, session_keys(short_key, salt));
  const auto header = from_hex("81c8000d 4d617273");
  const auto word = from_hex("800005d4");
  const auto plain = from_hex(
      "4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef");
  const auto sealed =
      seal(*cipher, {.ssrc = 0x4d617273, .index = 0x5d4, .header = header, .trailer = word}, plain, 16);
  EXPECT_EQ(sealed.content,
            from_hex("63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1 730d6fda "
                     "4ce09b46 86303ded 0bb9275b"));
  EXPECT_EQ(sealed.tag, from_hex("c84aa458 96cf4d2f c5abf872 45d9eade"));
}

// RFC 3711 appendix B.2: the key stream of counter mode.
TEST(PacketCipher, MatchesTheKeyStreamOfCounterMode) {
  const auto cipher =
      make_packet_cipher(SrtpProfile::aes_128_cm_sha1_80,
                         session_keys("2B7E151628AED2A6ABF7158809CF4F3C", "F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
  const auto sealed = seal(*cipher, {}, Buffer(48), 10);
  EXPECT_EQ(sealed.content, from_hex("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB "
                                     "41E95B3BB0A2E8DD477901E4FCA894C0"));
}

TEST(PacketCipher, EveryPartOfAPacketIsAuthentic) {
  for (const auto profile : all_srtp_profiles) {
    const auto cipher = make_packet_cipher(profile, session_keys(long_key, salt));
    const Buffer header{1, 2, 3};
    const Buffer trailer{4, 5};
    const Buffer plain{6, 7, 8, 9};
    const PacketFrame frame{.ssrc = 1, .index = 2, .header = header, .trailer = trailer};
    const auto sealed = seal(*cipher, frame, plain, sizes_of(profile).tag);
    auto content = sealed.content;
    EXPECT_TRUE(cipher->open(frame, content, sealed.tag));
    EXPECT_EQ(content, plain);

    const Buffer other{1, 2, 9};
    const auto opens = [&](PacketFrame changed, Buffer cipher_text, const Buffer& tag) {
      return cipher->open(changed, cipher_text, tag);
    };
    auto changed = frame;
    changed.header = other;
    EXPECT_FALSE(opens(changed, sealed.content, sealed.tag));
    changed = frame;
    changed.trailer = other;
    EXPECT_FALSE(opens(changed, sealed.content, sealed.tag));
    auto wrong_content = sealed.content;
    wrong_content[3] ^= 1;
    EXPECT_FALSE(opens(frame, wrong_content, sealed.tag));
    auto wrong_tag = sealed.tag;
    wrong_tag.back() ^= 0x80;
    EXPECT_FALSE(opens(frame, sealed.content, wrong_tag));
    EXPECT_TRUE(opens(frame, sealed.content, sealed.tag));  // a failure leaves nothing behind
  }
}

TEST(PacketCipher, PacketsWithoutContentHaveATag) {
  for (const auto profile : all_srtp_profiles) {
    const auto cipher = make_packet_cipher(profile, session_keys(long_key, salt));
    const Buffer header{1};
    const PacketFrame frame{.ssrc = 1, .index = 2, .header = header, .trailer = {}};
    const auto sealed = seal(*cipher, frame, {}, sizes_of(profile).tag);
    EXPECT_NE(sealed.tag, Buffer(sealed.tag.size()));
    EXPECT_TRUE(cipher->open(frame, {}, sealed.tag));
  }
}

}  // namespace
}  // namespace vtp::rtc
