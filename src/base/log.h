// Structured log lines: a level, a message, and named values. Whoever logs is given a Log; there is no global
// one.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/enum_names.h"
#include "base/time.h"

namespace vtp {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
template <>
struct EnumNames<LogLevel> {
  static constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
};

enum class LogFormat : std::uint8_t { text, json };
template <>
struct EnumNames<LogFormat> {
  static constexpr std::array<std::string_view, 2> names{"text", "json"};
};

/// A named value of a line. Refers to its text: made for the duration of one call.
struct LogField {
  std::string_view key;
  std::variant<std::string_view, std::int64_t, double, bool> value;

  LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
  LogField(std::string_view name, const char* text) : key(name), value(std::string_view(text)) {}
  LogField(std::string_view name, const std::string& text) : key(name), value(std::string_view(text)) {}
  LogField(std::string_view name, bool flag) : key(name), value(flag) {}
  LogField(std::string_view name, double number) : key(name), value(number) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  LogField(std::string_view name, T number) : key(name), value(static_cast<std::int64_t>(number)) {}
};

/// Where finished lines go. Called from many threads at once; a line must arrive whole.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(std::string_view line) noexcept = 0;
};

/// The process's standard error, one write(2) a line.
class StderrSink final : public LogSink {
 public:
  void write(std::string_view line) noexcept override;
};

/// Drops everything; for tests and tools.
class NullSink final : public LogSink {
 public:
  void write(std::string_view) noexcept override {}
};

class Log {
 public:
  /// `sink` and `clock` must outlive the log.
  Log(LogSink& sink, const Clock& clock, LogFormat format = LogFormat::text,
      LogLevel minimum = LogLevel::info)
      : sink_(sink), clock_(clock), format_(format), minimum_(minimum) {}

  using Fields = std::initializer_list<LogField>;
  void debug(std::string_view message, Fields fields = {}) const { write(LogLevel::debug, message, fields); }
  void info(std::string_view message, Fields fields = {}) const { write(LogLevel::info, message, fields); }
  void warning(std::string_view message, Fields fields = {}) const {
    write(LogLevel::warning, message, fields);
  }
  void error(std::string_view message, Fields fields = {}) const { write(LogLevel::error, message, fields); }
  void write(LogLevel level, std::string_view message, Fields fields = {}) const;

 private:
  LogSink& sink_;
  const Clock& clock_;
  LogFormat format_;
  LogLevel minimum_;
};

}  // namespace vtp
