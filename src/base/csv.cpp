#include "base/csv.h"

#include <utility>

namespace vtp::csv {
namespace {

void append_cell(std::string& text, std::string_view cell) {
  const bool is_formula = !cell.empty() && std::string_view("=+-@\t\r").contains(cell.front());
  const bool needs_quotes = cell.find_first_of(",\"\r\n") != std::string_view::npos;
  if (needs_quotes) text += '"';
  if (is_formula) text += '\'';
  for (char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  if (needs_quotes) text += '"';
}

/// Walks over the text once; every function leaves `at_` behind what it has read.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::optional<std::vector<Row>> parse() {
    std::vector<Row> rows;
    while (at_ < text_.size()) {
      Row row{.line = line_, .cells = {}};
      if (!read_row(row)) return std::nullopt;
      const bool is_empty = row.cells.size() == 1 && row.cells.front().empty();
      if (!is_empty) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  bool read_row(Row& row) {
    do {
      if (!read_cell(row.cells.emplace_back())) return false;
    } while (skip(","));
    if (skip("\r\n") || skip("\n"))
      ++line_;
    else if (at_ < text_.size())
      return false;
    return true;
  }

  bool read_cell(std::string& cell) {
    if (skip("\"")) return read_quoted(cell);
    while (at_ < text_.size() && !ends_cell()) {
      if (text_[at_] == '"') return false;
      cell += text_[at_++];
    }
    return true;
  }

  bool read_quoted(std::string& cell) {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (c == '"' && !skip("\"")) return true;
      cell += c;
    }
    return false;
  }

  [[nodiscard]] bool ends_cell() const {
    return text_[at_] == ',' || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
  }

  bool skip(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

void append_row(std::string& text, std::initializer_list<std::string_view> cells) {
  bool is_first = true;
  for (auto cell : cells) {
    if (!is_first) text += ',';
    is_first = false;
    append_cell(text, cell);
  }
  text += "\r\n";
}

std::optional<std::vector<Row>> parse(std::string_view text) {
  return Parser(text).parse();
}

}  // namespace vtp::csv
