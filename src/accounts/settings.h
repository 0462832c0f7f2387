// Everything of the configuration that accounts go by. The program fills it in; the defaults are those of
// api.md section 7.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/limits.h"
#include "base/enum_names.h"

namespace vtp::accounts {

/// What becomes of those who register as teachers.
enum class TeacherRegistration : std::uint8_t { approve, open };

struct AccountSettings {
  std::string jwt_secret;  // at least 32 bytes; empty: made at the first start and kept in the database
  std::chrono::hours access_life{24};
  std::chrono::days refresh_life{7};
  std::chrono::days session_life{90};
  int lockout_failures = 5;
  std::chrono::seconds lockout_window{900};
  std::chrono::seconds lockout_life{900};

  bool registration_enabled = true;
  TeacherRegistration teacher_registration = TeacherRegistration::approve;
  std::optional<std::string> bootstrap_token;

  std::chrono::hours media_token_life{6};
  std::vector<std::string> cors_origins;
  std::string public_url;  // "https://lectures.example.org"; empty: taken from the request
  std::string default_locale = "en";
  Limits limits;
};

}  // namespace vtp::accounts

template <>
struct vtp::EnumNames<vtp::accounts::TeacherRegistration> {
  static constexpr std::array<std::string_view, 2> names{"approve", "open"};
};
