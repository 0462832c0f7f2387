// A struct described once, as a table of fields. Reading JSON with all field errors, reading query strings,
// writing JSON and the JSON schema of openapi.json all follow from that one table.
//
//   struct CreateCourse { std::string code; int year = 0; std::optional<std::string> description; };
//   template <> struct vtp::json::Shape<CreateCourse> {
//     static constexpr std::string_view name = "CreateCourse";
//     static constexpr std::array fields{
//         field<&CreateCourse::code>("code", required, length(1, 50)),
//         field<&CreateCourse::year>("year", required, range(2020, 2100)),
//         field<&CreateCourse::description>("description", length(0, 1000))};
//   };
//   Result<CreateCourse> body = json::read<CreateCourse>(text);
//   std::string answer = json::write(course);
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/error.h"
#include "base/id.h"
#include "base/time.h"
#include "json/types.h"
#include "json/writer.h"

namespace vtp::json {

class Input;     // one JSON value, or one text of a query string (json/input.h)
class Problems;  // collects the field errors of one request (json/input.h)

/// What a field must keep to, besides its type.
struct Rules {
  bool required = false;       // absent, null and "" are MISSING_FIELDS
  bool not_null = false;       // null is an error even though the field may be absent
  bool verbatim = false;       // text is not trimmed (passwords)
  std::size_t min_length = 0;  // Unicode code points of text, items of an array
  std::size_t max_length = std::numeric_limits<std::size_t>::max();
  double min = std::numeric_limits<double>::lowest();
  double max = std::numeric_limits<double>::max();
  ErrorCode code = ErrorCode::validation_failed;
  /// Returns what is wrong with the (trimmed) text, or nothing.
  std::string_view (*check)(std::string_view text) = nullptr;
};

// The columns of a field table; they are applied from left to right.
struct Required {
  constexpr void apply(Rules& rules) const { rules.required = true; }
};
inline constexpr Required required;

struct NotNull {
  constexpr void apply(Rules& rules) const { rules.not_null = true; }
};
inline constexpr NotNull not_null;

struct Verbatim {
  constexpr void apply(Rules& rules) const { rules.verbatim = true; }
};
inline constexpr Verbatim verbatim;

/// An optional member without a value is left out of what we write, not null.
struct LeftOut {
  constexpr void apply(Rules&) const {}
};
inline constexpr LeftOut left_out;

struct Length {
  std::size_t min, max;
  constexpr void apply(Rules& rules) const { rules.min_length = min, rules.max_length = max; }
};
constexpr Length length(std::size_t min, std::size_t max) {
  return {min, max};
}

struct Range {
  double min, max;
  constexpr void apply(Rules& rules) const { rules.min = min, rules.max = max; }
};
constexpr Range range(double min, double max) {
  return {min, max};
}

struct Checked {
  std::string_view (*check)(std::string_view);
  ErrorCode code;
  constexpr void apply(Rules& rules) const { rules.check = check, rules.code = code; }
};
/// `check` gets the text and returns what is wrong with it, or an empty view.
constexpr Checked checked_by(std::string_view (*check)(std::string_view),
                             ErrorCode code = ErrorCode::validation_failed) {
  return {check, code};
}

class SchemaWriter;

/// One row of a table of fields, with the type of the member erased.
struct Field {
  std::string_view name;
  Rules rules;
  void (*read)(const Input& input, const Rules& rules, void* object, Problems& problems);
  void (*write)(std::string_view name, const void* object, Writer& writer);
  void (*schema)(const Rules& rules, SchemaWriter& schema);
  bool may_be_null;     // an optional or a patch
  bool may_be_omitted;  // left out of answers when empty
};

/// Specialise for each struct that travels as JSON: `name` and `fields`.
template <class T>
struct Shape;

template <class T>
concept Shaped = requires {
  { Shape<T>::name } -> std::convertible_to<std::string_view>;
  { std::span<const Field>(Shape<T>::fields) };
};

/// Reads a JSON object strictly (UTF-8, no duplicate keys, depth 32). Fails with INVALID_INPUT for text that
/// is not such an object, otherwise with every field error in the order of the table.
template <Shaped T>
Result<T> read(std::string_view text);

/// Reads decoded query parameters; a repeated name counts with its last value.
template <Shaped T>
Result<T> read_query(std::span<const std::pair<std::string, std::string>> parameters);

template <class T>
std::string write(const T& value);

template <class T>
void write_value(Writer& writer, const T& value);

}  // namespace vtp::json

#include "json/shape_impl.h"
