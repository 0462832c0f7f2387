// Small operations on text that the standard library leaves out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vtp {

/// Without ASCII white space at both ends.
std::string_view trim(std::string_view text);

/// The parts between separators; always at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Unicode code points of UTF-8 text.
std::size_t count_code_points(std::string_view text);

/// Is `text` well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms)?
bool is_utf8(std::string_view text);

/// ASCII letters in the other case, everything else as it is.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);

/// A copy of `text` folded for searching: lower case for ASCII, Latin, Greek, Cyrillic and the like, Arabic
/// without its vowel marks and tatweel, so that what looks the same is found.
std::string fold_for_search(std::string_view text);

/// `pattern` for SQL LIKE ... ESCAPE '\' that finds `text` anywhere.
std::string like_pattern(std::string_view text);

}  // namespace vtp
