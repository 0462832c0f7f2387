// The small cryptographic operations that tokens and their storage are made of.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_mac_ctx_st;

namespace vtp::accounts {

/// Bytes from the kernel's generator.
std::string random_bytes(std::size_t count);

/// 256 random bits as base64url: what refresh and reset tokens are.
std::string new_secret();

std::string sha256_hex(std::string_view text);

/// Takes as long for a wrong guess as for a right one; only the length is told.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// RFC 4648 section 5 without padding. Decoding takes the canonical form only.
std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

/// HMAC-SHA-256 under one key. The key is prepared once; safe to use from many threads.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  [[nodiscard]] std::string operator()(std::string_view text) const;

 private:
  struct Free {
    void operator()(evp_mac_ctx_st* context) const;
  };
  std::unique_ptr<evp_mac_ctx_st, Free> keyed_;
};

/// HMAC-SHA-1, for protocols that ask for it (TURN credentials).
std::string hmac_sha1(std::string_view key, std::string_view text);

/// RFC 4648 section 4, with padding.
std::string base64_encode(std::string_view bytes);

/// A key for one purpose, from the one secret that the platform keeps.
std::string derive_key(std::string_view secret, std::string_view purpose);

}  // namespace vtp::accounts
