#include "rtc/dtls/dtls_context.h"

#include <chrono>

#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "rtc/evp.h"

namespace vtp::rtc {
namespace {

using namespace std::chrono_literals;

constexpr auto ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK";
constexpr auto groups = "X25519:P-256:P-384";
constexpr std::chrono::seconds backdated = 24h;  // for peers whose clock is wrong
constexpr std::chrono::seconds lifetime = 24h * 365;

struct Release {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};

std::unique_ptr<X509, Release> self_signed(EVP_PKEY* key) {
  std::unique_ptr<X509, Release> certificate(X509_new());
  evp::require(certificate != nullptr);
  std::uint64_t serial = 0;
  evp::require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  auto* const x509 = certificate.get();
  auto* const name = X509_get_subject_name(x509);
  const auto* const common_name = reinterpret_cast<const unsigned char*>("media");
  evp::require(X509_set_version(x509, X509_VERSION_3) == 1 &&
               ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509), serial >> 1U) == 1 &&
               X509_gmtime_adj(X509_getm_notBefore(x509), -backdated.count()) != nullptr &&
               X509_gmtime_adj(X509_getm_notAfter(x509), lifetime.count()) != nullptr &&
               X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1 &&
               X509_set_issuer_name(x509, name) == 1 && X509_set_pubkey(x509, key) == 1 &&
               X509_sign(x509, key, EVP_sha256()) > 0);
  return certificate;
}

std::string_view openssl_name(SrtpProfile profile) {
  switch (profile) {
    case SrtpProfile::aes_128_cm_sha1_80:
      return "SRTP_AES128_CM_SHA1_80";
    case SrtpProfile::aes_128_gcm:
      return "SRTP_AEAD_AES_128_GCM";
    case SrtpProfile::aes_256_gcm:
      return "SRTP_AEAD_AES_256_GCM";
  }
  return {};
}

/// None at all leaves the extension out.
void set_srtp_profiles(SSL_CTX* context, std::span<const SrtpProfile> profiles) {
  std::string names;
  for (const auto profile : profiles) names.append(names.empty() ? "" : ":").append(openssl_name(profile));
  evp::require(names.empty() || SSL_CTX_set_tlsext_use_srtp(context, names.c_str()) == 0);
}

const EVP_MD* digest_of(FingerprintAlgorithm algorithm) {
  switch (algorithm) {
    case FingerprintAlgorithm::sha_256:
      return EVP_sha256();
    case FingerprintAlgorithm::sha_384:
      return EVP_sha384();
    case FingerprintAlgorithm::sha_512:
      return EVP_sha512();
  }
  return nullptr;
}

}  // namespace

void DtlsContext::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

DtlsContext::DtlsContext(std::span<const SrtpProfile> profiles) : context_(SSL_CTX_new(DTLS_method())) {
  auto* const context = context_.get();
  evp::require(context != nullptr);
  const std::unique_ptr<EVP_PKEY, Release> key(EVP_EC_gen("P-256"));
  evp::require(key != nullptr);
  const auto certificate = self_signed(key.get());
  evp::require(SSL_CTX_use_certificate(context, certificate.get()) == 1 &&
               SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
               SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1 &&
               SSL_CTX_set_cipher_list(context, ciphers) == 1 &&
               SSL_CTX_set1_groups_list(context, groups) == 1);
  set_srtp_profiles(context, profiles);
  SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_SINGLE_ECDH_USE);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_read_ahead(context, 1);  // a datagram is read whole
}

DtlsContext::~DtlsContext() = default;

Fingerprint DtlsContext::fingerprint(FingerprintAlgorithm algorithm) const {
  return fingerprint_of(*SSL_CTX_get0_certificate(context_.get()), algorithm);
}

Fingerprint fingerprint_of(const x509_st& certificate, FingerprintAlgorithm algorithm) {
  Fingerprint fingerprint{.algorithm = algorithm};
  unsigned size = 0;
  evp::require(X509_digest(&certificate, digest_of(algorithm), fingerprint.digest.data(), &size) == 1);
  return fingerprint;
}

}  // namespace vtp::rtc
