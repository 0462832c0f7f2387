#include "courses/enrollment_key.h"

#include <cstddef>

#include "accounts/secrets.h"

namespace vtp::courses {
namespace {

constexpr std::size_t salt_bytes = 16;

std::string hash_with(std::string_view salt, std::string_view key) {
  std::string text(salt);
  text += '$';
  return text + accounts::sha256_hex(text + std::string(key));
}

}  // namespace

std::string hash_enrollment_key(std::string_view key) {
  return hash_with(accounts::base64url_encode(accounts::random_bytes(salt_bytes)), key);
}

bool matches_enrollment_key(std::string_view stored_hash, std::string_view key) {
  const auto salt = stored_hash.substr(0, stored_hash.find('$'));
  return accounts::equal_in_constant_time(stored_hash, hash_with(salt, key));
}

}  // namespace vtp::courses
