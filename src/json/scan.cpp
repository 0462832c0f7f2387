#include "json/scan.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace vtp::json {
namespace {

constexpr std::string_view white_space = " \t\n\r";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Recursive descent over the grammar. Each call takes what it recognises from the front of the text; false
/// means that the text is not JSON, and what is left then has no meaning.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool value(int depth) {
    if (rest_.empty()) return false;
    switch (rest_.front()) {
      case '{':
        return object(depth, [](std::string_view, std::string_view) {});
      case '[':
        return array(depth, [](std::string_view) {});
      case '"':
        return string();
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        return literal("null");
      default:
        return number();
    }
  }

  /// Calls `on_element(text)` for each.
  template <class OnElement>
  bool array(int depth, OnElement on_element) {
    if (depth > max_scan_depth || !take('[')) return false;
    skip_white_space();
    if (take(']')) return true;
    while (true) {
      const auto before = rest_;
      if (!value(depth + 1)) return false;
      on_element(taken_since(before));
      skip_white_space();
      if (take(']')) return true;
      if (!take(',')) return false;
      skip_white_space();
    }
  }

  /// Calls `on_member(name literal, value text)` for each.
  template <class OnMember>
  bool object(int depth, OnMember on_member) {
    if (depth > max_scan_depth || !take('{')) return false;
    skip_white_space();
    if (take('}')) return true;
    while (true) {
      const auto before_name = rest_;
      if (!string()) return false;
      const auto name = taken_since(before_name);
      skip_white_space();
      if (!take(':')) return false;
      skip_white_space();
      const auto before_value = rest_;
      if (!value(depth + 1)) return false;
      on_member(name, taken_since(before_value));
      skip_white_space();
      if (take('}')) return true;
      if (!take(',')) return false;
      skip_white_space();
    }
  }

  void skip_white_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(white_space), rest_.size()));
  }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  [[nodiscard]] std::string_view taken_since(std::string_view before) const {
    return before.substr(0, before.size() - rest_.size());
  }

  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool literal(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '"') {
        rest_.remove_prefix(i + 1);
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') continue;
      const auto escape = rest_.substr(i + 1, 5);
      if (!is_escape(escape)) return false;
      i += escape.front() == 'u' ? 5 : 1;
    }
    return false;
  }

  /// What follows a backslash.
  static bool is_escape(std::string_view text) {
    if (text.empty()) return false;
    if (text.front() != 'u') return std::string_view("\"\\/bfnrt").contains(text.front());
    if (text.size() < 5) return false;
    for (char c : text.substr(1))
      if (!is_hex_digit(c)) return false;
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  bool digits() {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    rest_.remove_prefix(count);
    return count > 0;
  }

  std::string_view rest_;
};

/// Runs `scan` on the whole of `text`.
template <class Scan>
bool covers(std::string_view text, Scan scan) {
  Scanner scanner(text);
  scanner.skip_white_space();
  if (!scan(scanner)) return false;
  scanner.skip_white_space();
  return scanner.is_at_end();
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += {static_cast<char>(0xC0U | (code_point >> 6U)), tail(0)};
  } else if (code_point < 0x10000) {
    out += {static_cast<char>(0xE0U | (code_point >> 12U)), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0)};
  }
}

/// The number of the escape "\uXXXX" at the front of `text`; nullopt if there is none.
std::optional<std::uint32_t> unicode_escape(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  return unit;
}

/// Appends what the "\uXXXX" at the front of `text` stands for, with the second half of a surrogate pair if
/// there is one; returns the length of what it read.
std::size_t append_unicode_escape(std::string& out, std::string_view text) {
  constexpr std::uint32_t replacement = 0xFFFD;
  const auto first = *unicode_escape(text);
  const bool is_high = first >= 0xD800 && first < 0xDC00;
  const bool is_low = first >= 0xDC00 && first < 0xE000;
  if (is_high) {
    const auto second = unicode_escape(text.substr(6));
    if (second && *second >= 0xDC00 && *second < 0xE000) {
      append_utf8(out, 0x10000 + ((first - 0xD800) << 10U) + (*second - 0xDC00));
      return 12;
    }
  }
  append_utf8(out, is_high || is_low ? replacement : first);
  return 6;
}

char escaped(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;  // quote, backslash, slash
  }
}

}  // namespace

bool is_json(std::string_view text) {
  return covers(text, [](Scanner& scanner) { return scanner.value(1); });
}

std::optional<std::vector<std::string_view>> array_elements(std::string_view text) {
  std::vector<std::string_view> elements;
  const auto keep = [&](std::string_view element) { elements.push_back(element); };
  if (!covers(text, [&](Scanner& scanner) { return scanner.array(1, keep); })) return std::nullopt;
  return elements;
}

std::optional<std::vector<std::pair<std::string, std::string_view>>> object_members(std::string_view text) {
  std::vector<std::pair<std::string, std::string_view>> members;
  const auto keep = [&](std::string_view name, std::string_view value) {
    members.emplace_back(unquote(name), value);
  };
  if (!covers(text, [&](Scanner& scanner) { return scanner.object(1, keep); })) return std::nullopt;
  return members;
}

std::string unquote(std::string_view literal) {
  std::string text;
  auto rest = literal.substr(1, literal.size() - 2);
  while (!rest.empty()) {
    const auto plain = std::min(rest.find('\\'), rest.size());
    text += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    if (rest[1] == 'u') {
      rest.remove_prefix(append_unicode_escape(text, rest));
    } else {
      text += escaped(rest[1]);
      rest.remove_prefix(2);
    }
  }
  return text;
}

}  // namespace vtp::json
