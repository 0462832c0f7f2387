// Who gets through to a handler: limits, credential, account role, and protection against forged requests.
#pragma once

#include "accounts/authenticator.h"
#include "accounts/settings.h"
#include "http/gate.h"

namespace vtp::http {
class RateLimiter;
}

namespace vtp::accounts {

class Gate final : public http::Gate {
 public:
  Gate(Authenticator& authenticator, http::RateLimiter& limiter, const AccountSettings& settings)
      : authenticator_(authenticator), limiter_(limiter), settings_(settings) {}

  Result<void> admit_address(const http::Request& request, const http::RouteSpec& route) override;
  Result<std::optional<Identity>> identify(const http::Request& request,
                                           const http::RouteSpec& route) override;
  Result<void> admit_user(const http::Request& request, const http::RouteSpec& route) override;

 private:
  [[nodiscard]] Result<void> check_forgery(const http::Request& request) const;

  Authenticator& authenticator_;
  http::RateLimiter& limiter_;
  const AccountSettings& settings_;
};

}  // namespace vtp::accounts
