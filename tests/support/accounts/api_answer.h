// What the API said to a test, with its JSON ready to be asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace vtp::testing {

struct ApiAnswer {
  int status = 0;
  http::Headers headers;
  std::string body;

  /// The value at a JSON pointer (RFC 6901): text as it is, everything else as JSON, "absent" if there is
  /// none.
  [[nodiscard]] std::string at(std::string_view pointer) const;
  /// "404 USER_NOT_FOUND", or only the status of a success.
  [[nodiscard]] std::string outcome() const;
  /// The details of an error in their order: "email INVALID_EMAIL, password WEAK_PASSWORD".
  [[nodiscard]] std::string field_errors() const;
  /// What stands in the array at `array`, each at `pointer` within its element, joined by ", ".
  [[nodiscard]] std::string each(std::string_view array, std::string_view pointer) const;
  /// The Set-Cookie field of that cookie; empty if there is none.
  [[nodiscard]] std::string cookie(std::string_view name) const;
  /// Only its value.
  [[nodiscard]] std::string cookie_value(std::string_view name) const;
};

}  // namespace vtp::testing
