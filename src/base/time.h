// Instants: microseconds since 1970 UTC, read from a clock that tests can replace.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vtp {

using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Where services take the time from.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The computer's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

/// RFC 3339 in UTC with exactly three decimals: "2026-03-01T09:30:00.000Z".
std::string to_rfc3339(Timestamp time);

/// RFC 3339 with any offset and 0 to 9 decimals; nullopt when it is not one.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// RFC 9110 IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string to_http_date(Timestamp time);

/// An IMF-fixdate; nullopt when it is not one (the two obsolete forms are not read).
std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace vtp
