#include "accounts/auth_cookies.h"

#include <fmt/format.h>

namespace vtp::accounts {
namespace {

std::string cookie(std::string_view name, std::string_view value, std::string_view path,
                   std::string_view same_site, std::string_view life, const http::Request& request) {
  return fmt::format("{}={}; Path={}; HttpOnly; SameSite={}{}{}", name, value, path, same_site, life,
                     request.is_secure ? "; Secure" : "");
}

void add_both(http::Headers& headers, std::string_view access, std::string_view refresh,
              std::string_view life, const http::Request& request) {
  headers.add("Set-Cookie", cookie("vtp_access", access, "/", "Lax", life, request));
  headers.add("Set-Cookie", cookie("vtp_refresh", refresh, "/api/v1/auth", "Strict", life, request));
}

}  // namespace

std::string_view refresh_cookie(const http::Request& request) {
  return request.cookie("vtp_refresh");
}

void set_cookies(http::Headers& headers, const TokenPair& tokens, const http::Request& request) {
  const auto life =
      tokens.remember ? fmt::format("; Max-Age={}", tokens.refresh_expires_in.count()) : std::string();
  add_both(headers, tokens.access_token, tokens.refresh_token, life, request);
}

void clear_cookies(http::Headers& headers, const http::Request& request) {
  add_both(headers, "", "", "; Max-Age=0", request);
}

Result<void> check_requested_with(const http::Request& request) {
  if (!request.headers.get("X-Requested-With").empty()) return {};
  return fail(ErrorCode::csrf_required, "Requests by cookie need the header X-Requested-With");
}

}  // namespace vtp::accounts
