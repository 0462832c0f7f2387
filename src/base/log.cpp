#include "base/log.h"

#include <cmath>
#include <iterator>
#include <unistd.h>

#include <fmt/format.h>

namespace vtp {
namespace {

/// In quotes; control characters are escaped, so that a value can neither end its line nor forge another one.
void append_quoted(std::string& line, std::string_view text) {
  line.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line.push_back('\\');
      line.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      line.push_back(c);
    }
  }
  line.push_back('"');
}

bool is_plain(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              "-._~:/@{}+,") == std::string_view::npos;
}

struct AppendValue {
  std::string& line;
  LogFormat format;

  void operator()(std::string_view text) const {
    if (format == LogFormat::text && is_plain(text))
      line += text;
    else
      append_quoted(line, text);
  }
  void operator()(std::int64_t number) const { line += fmt::format_int(number).c_str(); }
  void operator()(double number) const {
    if (std::isfinite(number))
      fmt::format_to(std::back_inserter(line), "{:.6g}", number);
    else
      line += "null";
  }
  void operator()(bool flag) const { line += flag ? "true" : "false"; }
};

std::string text_line(std::string_view time, LogLevel level, std::string_view message, Log::Fields fields) {
  auto line = fmt::format("{} {:7} ", time, to_text(level));
  for (const char c : message) line.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  for (const auto& field : fields) {
    line.append(" ").append(field.key).append("=");
    std::visit(AppendValue{line, LogFormat::text}, field.value);
  }
  return line;
}

std::string json_line(std::string_view time, LogLevel level, std::string_view message, Log::Fields fields) {
  auto line = fmt::format(R"({{"time":"{}","level":"{}","message":)", time, to_text(level));
  append_quoted(line, message);
  for (const auto& field : fields) {
    line.append(",");
    append_quoted(line, field.key);
    line.append(":");
    std::visit(AppendValue{line, LogFormat::json}, field.value);
  }
  return line += "}";
}

}  // namespace

void StderrSink::write(std::string_view line) noexcept {
  // A log that cannot be written has nobody to tell.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

void Log::write(LogLevel level, std::string_view message, Fields fields) const {
  if (level < minimum_) return;
  const auto time = to_rfc3339(clock_.now());
  auto line = format_ == LogFormat::json ? json_line(time, level, message, fields)
                                         : text_line(time, level, message, fields);
  line.push_back('\n');
  sink_.write(line);
}

}  // namespace vtp
