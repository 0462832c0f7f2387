// Percent coding and request targets (RFC 3986, RFC 9112 section 3.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/request.h"

namespace vtp::http {

struct Target {
  std::string path;  // decoded
  Parameters query;
};

/// Origin form ("/a?b=c"), absolute form ("http://host/a") or "*". Fails with INVALID_INPUT for malformed
/// percent coding, text that is not UTF-8, control characters, and an encoded slash, which could pass for a
/// separator.
Result<Target> parse_target(std::string_view target);

/// The pairs of `a=b&c=d`, where "+" is a space; nullopt for malformed coding or text that is not UTF-8.
std::optional<Parameters> parse_query(std::string_view query);

std::optional<std::string> percent_decode(std::string_view text);

/// Everything but unreserved characters is coded: fit for a path segment, a query value, and RFC 8187 fields.
std::string percent_encode(std::string_view text);

}  // namespace vtp::http
