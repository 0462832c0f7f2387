// Conditional requests: entity tags and dates (RFC 9110 section 13).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/request.h"
#include "http/response.h"

namespace vtp::http {

/// W/"..." of the text.
std::string weak_etag_of(std::string_view body);

/// Does a list such as `"a", W/"b"` or `*` name `etag`? Weak comparison: W/"a" and "a" are the same.
bool etag_list_names(std::string_view list, std::string_view etag);

/// Does the client hold this version already? If-None-Match decides alone where it is sent, else
/// If-Modified-Since.
bool is_unchanged(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified);

/// 304 with those fields of `full` that a cache must learn of.
Response not_modified(const Response& full);

}  // namespace vtp::http
