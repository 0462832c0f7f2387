// Walks through JSON text without building a tree: for messages that are looked at from outside and passed
// on, where only the receiver reads the values themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vtp::json {

/// Levels of arrays and objects that are read.
constexpr int max_scan_depth = 32;

/// Is `text` one JSON value (RFC 8259, white space around it allowed)? That it is UTF-8 is the caller's
/// affair.
bool is_json(std::string_view text);

/// The elements of an array, each as its text; nullopt unless `text` is one valid JSON array.
std::optional<std::vector<std::string_view>> array_elements(std::string_view text);

/// The members of an object in the order written, names unquoted; nullopt unless `text` is one valid JSON
/// object.
std::optional<std::vector<std::pair<std::string, std::string_view>>> object_members(std::string_view text);

/// The text that a valid string literal (with its quotes) stands for; half a surrogate pair becomes U+FFFD.
std::string unquote(std::string_view literal);

}  // namespace vtp::json
