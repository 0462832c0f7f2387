// What all DTLS sessions of a process share: a certificate of its own, and which ciphers are good enough.
#pragma once

#include <array>
#include <memory>
#include <span>

#include "rtc/dtls/fingerprint.h"
#include "rtc/srtp/srtp_profile.h"

struct ssl_ctx_st;  // of OpenSSL
struct x509_st;

namespace vtp::rtc {

/// With what computers have instructions for first.
inline constexpr std::array cheapest_first{SrtpProfile::aes_128_gcm, SrtpProfile::aes_256_gcm,
                                           SrtpProfile::aes_128_cm_sha1_80};

/// Signs its certificate itself: peers know it by its fingerprint. May be used by several threads at once.
class DtlsContext {
 public:
  /// Makes a key (ECDSA on P-256) and a certificate for it. Agrees on one of these profiles of SRTP, of which
  /// a server takes the first that the client has too.
  explicit DtlsContext(std::span<const SrtpProfile> profiles = cheapest_first);
  ~DtlsContext();
  DtlsContext(const DtlsContext&) = delete;
  DtlsContext& operator=(const DtlsContext&) = delete;

  [[nodiscard]] Fingerprint fingerprint(FingerprintAlgorithm algorithm) const;
  [[nodiscard]] ssl_ctx_st* native() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

/// Of any certificate.
Fingerprint fingerprint_of(const x509_st& certificate, FingerprintAlgorithm algorithm);

}  // namespace vtp::rtc
