#include "json/writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace vtp::json {

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out.push_back('"');
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, plain_from, i - plain_from);
    plain_from = i + 1;
    switch (byte) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out.push_back(hex[byte >> 4U]);
        out.push_back(hex[byte & 15U]);
    }
  }
  out.append(text, plain_from);
  out.push_back('"');
}

void Writer::separate() {
  if (needs_comma_) text_.push_back(',');
  needs_comma_ = true;
}

void Writer::begin_object() {
  separate();
  text_.push_back('{');
  needs_comma_ = false;
}

void Writer::end_object() {
  text_.push_back('}');
  needs_comma_ = true;
}

void Writer::begin_array() {
  separate();
  text_.push_back('[');
  needs_comma_ = false;
}

void Writer::end_array() {
  text_.push_back(']');
  needs_comma_ = true;
}

void Writer::key(std::string_view name) {
  separate();
  append_quoted(text_, name);
  text_.push_back(':');
  needs_comma_ = false;
}

void Writer::value(std::string_view text) {
  separate();
  append_quoted(text_, text);
}

void Writer::value(bool flag) {
  raw(flag ? "true" : "false");
}

void Writer::value(std::int64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  raw({digits.data(), end});
}

void Writer::value(double number) {
  if (!std::isfinite(number)) return null();
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  raw({digits.data(), end});
}

void Writer::null() {
  raw("null");
}

void Writer::raw(std::string_view text) {
  separate();
  text_ += text;
}

}  // namespace vtp::json
