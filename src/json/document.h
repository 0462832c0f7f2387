// Strict parsing of JSON documents, and compact writing of parsed ones. Only json's own sources and the few
// places that must walk free-form JSON include this.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/error.h"

namespace vtp::json {

/// Any JSON value: RFC 8259 in UTF-8, at most 32 levels deep, no object with the same key twice.
/// Fails with INVALID_INPUT.
Result<boost::json::value> parse(std::string_view text);

/// As `parse`, and the root is an object. Empty text counts as an empty object, so that a body without fields
/// may be left out.
Result<boost::json::value> parse_object(std::string_view text);

/// Compact text with plain numbers.
std::string to_compact_text(const boost::json::value& value);

}  // namespace vtp::json
