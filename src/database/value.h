// What travels to and from the database, and how the project's types become it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/id.h"
#include "base/time.h"

namespace vtp::db {

using Bytes = std::vector<std::byte>;

/// One parameter or one column: exactly the types that both engines store.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

inline Value to_value(std::int64_t number) {
  return number;
}
inline Value to_value(int number) {
  return std::int64_t{number};
}
inline Value to_value(double number) {
  return number;
}
inline Value to_value(bool flag) {
  return std::int64_t{flag};
}
inline Value to_value(std::string text) {
  return text;
}
inline Value to_value(std::string_view text) {
  return std::string(text);
}
inline Value to_value(const char* text) {
  return std::string(text);
}
inline Value to_value(Bytes bytes) {
  return bytes;
}
inline Value to_value(std::nullopt_t) {
  return {};
}
inline Value to_value(Timestamp time) {
  return time.time_since_epoch().count();
}
template <class Tag>
Value to_value(const Id<Tag>& id) {
  return id.text();
}
template <NamedEnum E>
Value to_value(E value) {
  return std::string(to_text(value));
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value{};
}

/// How a column becomes a T. A column that does not fit is a bug of the query and throws std::runtime_error.
template <class T>
struct FromValue;

[[noreturn]] void throw_unexpected_column(const Value& value, std::string_view wanted);

template <>
struct FromValue<std::int64_t> {
  static std::int64_t from(const Value& value);
};
template <>
struct FromValue<int> {
  static int from(const Value& value) { return static_cast<int>(FromValue<std::int64_t>::from(value)); }
};
template <>
struct FromValue<bool> {
  static bool from(const Value& value) { return FromValue<std::int64_t>::from(value) != 0; }
};
template <>
struct FromValue<double> {
  static double from(const Value& value);
};
template <>
struct FromValue<std::string> {
  static std::string from(const Value& value);
};
template <>
struct FromValue<Bytes> {
  static Bytes from(const Value& value);
};
template <>
struct FromValue<Timestamp> {
  static Timestamp from(const Value& value) {
    return Timestamp(std::chrono::microseconds(FromValue<std::int64_t>::from(value)));
  }
};
template <class Tag>
struct FromValue<Id<Tag>> {
  static Id<Tag> from(const Value& value) {
    if (auto id = Id<Tag>::parse(FromValue<std::string>::from(value))) return *id;
    throw_unexpected_column(value, "id");
  }
};
template <NamedEnum E>
struct FromValue<E> {
  static E from(const Value& value) {
    if (auto member = enum_from_text<E>(FromValue<std::string>::from(value))) return *member;
    throw_unexpected_column(value, "enumeration");
  }
};
template <class T>
struct FromValue<std::optional<T>> {
  static std::optional<T> from(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    return FromValue<T>::from(value);
  }
};

}  // namespace vtp::db
