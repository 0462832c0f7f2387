// Appends JSON to a string: no tree in between, plain numbers, keys in the order written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vtp::json {

/// Commas are placed by the writer. Calls must pair up (begin/end, key before each member value).
class Writer {
 public:
  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool flag);
  void value(std::int64_t number);
  void value(int number) { value(static_cast<std::int64_t>(number)); }
  /// The shortest text that reads back as the same number; NaN and infinities become null.
  void value(double number);
  void null();
  /// JSON text that is valid already, as it stands.
  void raw(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

/// Appends `text` in quotes, with everything escaped that RFC 8259 asks for and "<" kept as it is.
void append_quoted(std::string& out, std::string_view text);

}  // namespace vtp::json
