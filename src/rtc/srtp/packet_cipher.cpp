#include "rtc/srtp/packet_cipher.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

/// AEAD_AES_128_GCM and AEAD_AES_256_GCM (RFC 7714). Allocates nothing after its construction.
class GcmCipher final : public PacketCipher {
 public:
  GcmCipher(const char* name, const SrtpSessionKeys& keys)
      : context_(evp::make_cipher_context(name)), salt_(keys.salt) {
    evp::require(EVP_EncryptInit_ex2(context_.get(), nullptr, keys.encryption.data(), nullptr, nullptr) == 1);
  }

  void seal(const PacketFrame& frame, Bytes plain, MutableBytes out, MutableBytes tag) override {
    const auto iv = iv_of(frame);
    evp::require(EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, iv.data(), nullptr) == 1);
    update(nullptr, frame.header);
    update(nullptr, frame.trailer);
    update(out.data(), plain);
    int size = 0;
    std::array<std::uint8_t, 16> rest{};  // GCM leaves none
    evp::require(EVP_CipherFinal_ex(context_.get(), rest.data(), &size) == 1);
    evp::require(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag.size()),
                                     tag.data()) == 1);
  }

  bool open(const PacketFrame& frame, MutableBytes content, Bytes tag) override {
    const auto iv = iv_of(frame);
    evp::require(EVP_DecryptInit_ex2(context_.get(), nullptr, nullptr, iv.data(), nullptr) == 1);
    update(nullptr, frame.header);
    update(nullptr, frame.trailer);
    update(content.data(), content);
    std::array<std::uint8_t, 16> expected{};
    std::ranges::copy(tag, expected.begin());
    evp::require(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()),
                                     expected.data()) == 1);
    int size = 0;
    std::array<std::uint8_t, 16> rest{};
    return EVP_CipherFinal_ex(context_.get(), rest.data(), &size) == 1;
  }

 private:
  static constexpr std::size_t iv_bytes = 12;

  /// The salt, and on it SSRC and index (sections 8.1 and 9.1: the same bytes for RTP and RTCP).
  [[nodiscard]] std::array<std::uint8_t, iv_bytes> iv_of(const PacketFrame& frame) const {
    std::array<std::uint8_t, iv_bytes> iv{};
    write_number<4>(iv, 2, frame.ssrc);
    write_number<6>(iv, 6, frame.index);
    for (std::size_t i = 0; i < iv.size(); ++i) iv[i] ^= salt_[i];
    return iv;
  }

  /// Without `out` the bytes are authenticated only.
  void update(std::uint8_t* out, Bytes bytes) {
    int size = 0;
    if (bytes.empty()) return;
    evp::require(EVP_CipherUpdate(context_.get(), out, &size, bytes.data(), static_cast<int>(bytes.size())) ==
                 1);
  }

  evp::CipherContext context_;
  std::array<std::uint8_t, longest_srtp_salt> salt_;
};

/// AES in counter mode with HMAC-SHA1 (RFC 3711 sections 4.1.1 and 4.2.1).
class CounterCipher final : public PacketCipher {
 public:
  explicit CounterCipher(const SrtpSessionKeys& keys)
      : context_(evp::make_cipher_context("AES-128-CTR")), salt_(keys.salt) {
    evp::require(EVP_EncryptInit_ex2(context_.get(), nullptr, keys.encryption.data(), nullptr, nullptr) == 1);
    const std::unique_ptr<EVP_MAC, evp::Free> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    mac_.reset(EVP_MAC_CTX_new(hmac.get()));
    std::array<char, 5> digest{"SHA1"};
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                OSSL_PARAM_construct_end()};
    evp::require(EVP_MAC_init(mac_.get(), keys.authentication.data(), keys.authentication.size(),
                              parameters.data()) == 1);
  }

  void seal(const PacketFrame& frame, Bytes plain, MutableBytes out, MutableBytes tag) override {
    apply_key_stream(frame, plain, out);
    const auto code = code_of(frame, out);
    std::ranges::copy(Bytes(code).first(tag.size()), tag.begin());
  }

  bool open(const PacketFrame& frame, MutableBytes content, Bytes tag) override {
    const auto code = code_of(frame, content);
    if (CRYPTO_memcmp(code.data(), tag.data(), tag.size()) != 0) return false;
    apply_key_stream(frame, content, content);
    return true;
  }

 private:
  using Code = std::array<std::uint8_t, 20>;

  void apply_key_stream(const PacketFrame& frame, Bytes in, MutableBytes out) {
    std::array<std::uint8_t, 16> counter{};  // its last two bytes count the blocks
    std::ranges::copy(salt_, counter.begin());
    std::array<std::uint8_t, 10> place{};
    write_number<4>(place, 0, frame.ssrc);
    write_number<6>(place, 4, frame.index);
    for (std::size_t i = 0; i < place.size(); ++i) counter[4 + i] ^= place[i];
    int size = 0;
    evp::require(EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, counter.data(), nullptr) == 1);
    if (in.empty()) return;
    evp::require(
        EVP_EncryptUpdate(context_.get(), out.data(), &size, in.data(), static_cast<int>(in.size())) == 1);
  }

  Code code_of(const PacketFrame& frame, Bytes content) {
    Code code{};
    std::size_t size = 0;
    evp::require(EVP_MAC_init(mac_.get(), nullptr, 0, nullptr) == 1);  // with the key that it has
    for (const auto part : {frame.header, content, frame.trailer})
      evp::require(EVP_MAC_update(mac_.get(), part.data(), part.size()) == 1);
    evp::require(EVP_MAC_final(mac_.get(), code.data(), &size, code.size()) == 1);
    return code;
  }

  evp::CipherContext context_;
  evp::MacContext mac_;
  std::array<std::uint8_t, longest_srtp_salt> salt_;
};

}  // namespace

std::unique_ptr<PacketCipher> make_packet_cipher(SrtpProfile profile, const SrtpSessionKeys& keys) {
  switch (profile) {
    case SrtpProfile::aes_128_cm_sha1_80:
      return std::make_unique<CounterCipher>(keys);
    case SrtpProfile::aes_128_gcm:
      return std::make_unique<GcmCipher>("AES-128-GCM", keys);
    case SrtpProfile::aes_256_gcm:
      return std::make_unique<GcmCipher>("AES-256-GCM", keys);
  }
  throw std::invalid_argument("unknown SRTP profile");
}

}  // namespace vtp::rtc
