// What pages of ours may load, as a Content-Security-Policy: no script or style inside the page itself.
#pragma once

namespace vtp::http {

inline constexpr auto content_security_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' "
    "blob:; "
    "worker-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'";

}  // namespace vtp::http
