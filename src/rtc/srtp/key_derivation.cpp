#include "rtc/srtp/key_derivation.h"

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

// Labels for RTP (RFC 3711 section 4.3.2); those for RTCP are higher by three.
constexpr std::uint8_t encryption_label = 0;
constexpr std::uint8_t authentication_label = 1;
constexpr std::uint8_t salt_label = 2;
constexpr std::uint8_t rtcp_labels = 3;
constexpr std::size_t label_byte = 7;  // of the salt, onto which the label is laid

/// The first bytes of the key stream that belongs to `label`.
void derive(EVP_CIPHER_CTX* cipher, Bytes master_salt, std::uint8_t label, MutableBytes out) {
  std::array<std::uint8_t, 16> counter{};
  std::ranges::copy(master_salt, counter.begin());
  counter[label_byte] ^= label;
  std::array<std::uint8_t, 64> zeros{};
  int size = 0;
  evp::require(EVP_EncryptInit_ex2(cipher, nullptr, nullptr, counter.data(), nullptr) == 1);
  evp::require(EVP_EncryptUpdate(cipher, out.data(), &size, zeros.data(), static_cast<int>(out.size())) == 1);
}

}  // namespace

SrtpSessionKeys derive_session_keys(SrtpProfile profile, const SrtpMasterKey& master, SrtpTraffic traffic) {
  const auto sizes = sizes_of(profile);
  const auto cipher = evp::make_cipher_context(sizes.key == 32 ? "AES-256-CTR" : "AES-128-CTR");
  evp::require(EVP_EncryptInit_ex2(cipher.get(), nullptr, master.key.data(), nullptr, nullptr) == 1);
  const Bytes salt = std::span(master.salt).first(sizes.salt);
  const auto first_label = traffic == SrtpTraffic::rtcp ? rtcp_labels : std::uint8_t{0};
  const auto label = [&](std::uint8_t of) { return static_cast<std::uint8_t>(first_label + of); };
  SrtpSessionKeys keys;
  derive(cipher.get(), salt, label(encryption_label), std::span(keys.encryption).first(sizes.key));
  derive(cipher.get(), salt, label(authentication_label), keys.authentication);
  derive(cipher.get(), salt, label(salt_label), std::span(keys.salt).first(sizes.salt));
  return keys;
}

}  // namespace vtp::rtc
