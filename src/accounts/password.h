// Passwords: the rules they keep to, and bcrypt.
#pragma once

#include <string>
#include <string_view>

namespace vtp::accounts {

/// What is wrong with a new password (api.md section 2.1), or nothing.
std::string_view password_objection(std::string_view password);

/// A stored hash that no password matches.
inline constexpr std::string_view no_password = "*";

/// bcrypt ($2b$). At the usual cost of 12 one call takes a third of a second of processor time.
class PasswordHasher {
 public:
  explicit PasswordHasher(int cost) : cost_(cost) {}

  [[nodiscard]] std::string hash(std::string_view password) const;

  /// Takes as long for an account without password as for one with it.
  [[nodiscard]] bool matches(std::string_view password, std::string_view hash) const;

 private:
  int cost_;  // binary logarithm of the rounds, 4 to 31
};

}  // namespace vtp::accounts
