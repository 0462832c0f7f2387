#include "database/value.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace vtp::db {

void throw_unexpected_column(const Value& value, std::string_view wanted) {
  constexpr std::array kinds{"null", "an integer", "a real number", "text", "bytes"};
  throw std::runtime_error(
      fmt::format("a column is {} but the code wants {}", kinds.at(value.index()), wanted));
}

std::int64_t FromValue<std::int64_t>::from(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  throw_unexpected_column(value, "an integer");
}

double FromValue<double>::from(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  throw_unexpected_column(value, "a number");
}

std::string FromValue<std::string>::from(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  throw_unexpected_column(value, "text");
}

Bytes FromValue<Bytes>::from(const Value& value) {
  if (const auto* bytes = std::get_if<Bytes>(&value)) return *bytes;
  throw_unexpected_column(value, "bytes");
}

}  // namespace vtp::db
