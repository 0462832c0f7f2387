#include "accounts/password.h"

#include <algorithm>
#include <array>
#include <crypt.h>
#include <memory>
#include <stdexcept>

#include "accounts/secrets.h"

namespace vtp::accounts {
namespace {

constexpr std::size_t min_bytes = 8;
constexpr std::size_t max_bytes = 72;  // bcrypt reads no more
constexpr std::size_t salt_bytes = 16;

std::string setting_with_new_salt(int cost) {
  const auto salt = random_bytes(salt_bytes);
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
  if (crypt_gensalt_rn("$2b$", static_cast<unsigned long>(cost), salt.data(), static_cast<int>(salt.size()),
                       setting.data(), static_cast<int>(setting.size())) == nullptr)
    throw std::runtime_error("bcrypt does not take this cost");
  return setting.data();
}

/// crypt(3); a text that begins with '*' tells of a failure.
std::string crypt_text(std::string_view password, const std::string& setting) {
  const auto work_space = std::make_unique<crypt_data>();  // 32 KB: too much for a thread's stack
  const char* hash = crypt_r(std::string(password).c_str(), setting.c_str(), work_space.get());
  return hash == nullptr ? "*" : hash;
}

bool contains_between(std::string_view text, char first, char last) {
  return std::ranges::any_of(text, [=](char c) { return c >= first && c <= last; });
}

}  // namespace

std::string_view password_objection(std::string_view password) {
  if (password.size() < min_bytes) return "must have at least 8 characters";
  if (password.size() > max_bytes) return "must have at most 72 bytes";
  if (password.contains('\0')) return "must not contain NUL characters";
  if (!contains_between(password, 'A', 'Z')) return "must contain a capital letter from A to Z";
  if (!contains_between(password, 'a', 'z')) return "must contain a small letter from a to z";
  if (!contains_between(password, '0', '9')) return "must contain a digit from 0 to 9";
  return {};
}

std::string PasswordHasher::hash(std::string_view password) const {
  auto hash = crypt_text(password, setting_with_new_salt(cost_));
  if (hash.starts_with('*')) throw std::runtime_error("bcrypt failed");
  return hash;
}

bool PasswordHasher::matches(std::string_view password, std::string_view hash) const {
  const bool is_possible = hash.starts_with('$') && password.size() <= max_bytes;
  const auto computed = crypt_text(password.substr(0, max_bytes),
                                   is_possible ? std::string(hash) : setting_with_new_salt(cost_));
  return is_possible && !computed.starts_with('*') && equal_in_constant_time(computed, hash);
}

}  // namespace vtp::accounts
