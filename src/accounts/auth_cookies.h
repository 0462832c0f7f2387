// The two cookies of browsers (api.md section 2.2).
#pragma once

#include <string>
#include <string_view>

#include "accounts/session_service.h"
#include "http/headers.h"
#include "http/request.h"

namespace vtp::accounts {

/// The refresh token of the cookie; empty if it was not sent.
std::string_view refresh_cookie(const http::Request& request);

/// Without `remember` they end with the browser session.
void set_cookies(http::Headers& headers, const TokenPair& tokens, const http::Request& request);
void clear_cookies(http::Headers& headers, const http::Request& request);

/// CSRF_REQUIRED without the header that foreign pages cannot send.
Result<void> check_requested_with(const http::Request& request);

}  // namespace vtp::accounts
