// Calendars as text (RFC 5545).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "courses/class_session_store.h"

namespace vtp::courses {

/// A TEXT value: backslash, semicolon, comma and line breaks are escaped (section 3.3.11).
std::string ical_text(std::string_view text);

/// A content line with its CRLF, folded at 75 bytes between characters (section 3.1).
std::string ical_line(std::string_view name, std::string_view value);

/// The calendar `name` with all entries. Cancelled classes stay in it as such. `origin` begins the addresses:
/// "https://lectures.example.org".
std::string ical_calendar(std::string_view name, const std::vector<CalendarEntry>& entries,
                          std::string_view origin);

}  // namespace vtp::courses
