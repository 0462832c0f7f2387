// Comma-separated values (RFC 4180).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtp::csv {

/// Appends one line. Text that a spreadsheet would run as a formula gets an apostrophe in front.
void append_row(std::string& text, std::initializer_list<std::string_view> cells);

struct Row {
  int line = 0;  // where it begins, from 1
  std::vector<std::string> cells;
};

/// Rows end with LF or CRLF; empty lines are skipped, and so is a byte order mark. nullopt: a quote that
/// never ends, or one in the middle of a cell.
std::optional<std::vector<Row>> parse(std::string_view text);

}  // namespace vtp::csv
