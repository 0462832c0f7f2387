// OpenSSL's objects with owners. Only for the sources of this module.
#pragma once

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace vtp::rtc::evp {

struct Free {
  void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free>;

/// For calls that fail only without memory, or if the library was built without what we need.
inline void require(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL failed");
}

/// A context that holds the cipher, fetched once: fetching it for each packet costs more than encrypting.
inline CipherContext make_cipher_context(const char* name) {
  const std::unique_ptr<EVP_CIPHER, Free> cipher(EVP_CIPHER_fetch(nullptr, name, nullptr));
  require(cipher != nullptr);
  CipherContext context(EVP_CIPHER_CTX_new());
  require(context != nullptr &&
          EVP_EncryptInit_ex2(context.get(), cipher.get(), nullptr, nullptr, nullptr) == 1);
  return context;
}

}  // namespace vtp::rtc::evp
