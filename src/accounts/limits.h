// The limits of requests, as configured: "per minute/burst", or "0" for none (api.md section 8, ruling 2).
#pragma once

#include <string_view>

#include "base/error.h"

namespace vtp::accounts {

/// A token bucket: `burst` tokens at first, `per_minute` new ones each minute. Both 0: no limit.
struct Limit {
  double per_minute = 0;
  double burst = 0;

  [[nodiscard]] bool is_off() const { return per_minute <= 0; }
  bool operator==(const Limit&) const = default;
};

/// Fails with VALIDATION_FAILED for anything but "0" and two positive whole numbers, e.g. "300/100".
Result<Limit> parse_limit(std::string_view text);

struct Limits {
  bool enabled = true;
  Limit login{10, 10};                 // for each address with e-mail
  Limit login_address{60, 60};         // for each address
  Limit registration{5, 3};            // for each e-mail
  Limit registration_address{30, 10};  // for each address
  Limit api_user{300, 100};
  Limit api_address{100, 50};   // of callers that nobody knows
  Limit upload_create{10, 10};  // for each user
};

}  // namespace vtp::accounts
