// The reading side of shapes: where values come from and where errors go. Features need only json/shape.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace boost::json {
class value;
class object;
}  // namespace boost::json

namespace vtp::json {

struct Rules;
struct Field;

/// One value to read: JSON, or the text of a query parameter, whose numbers and flags are spelt out.
class Input {
 public:
  static Input of_json(const boost::json::value& value) { return Input(&value, {}); }
  static Input of_text(std::string_view text) { return Input(nullptr, text); }

  [[nodiscard]] bool is_null() const;
  [[nodiscard]] std::optional<bool> as_bool() const;
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;
  [[nodiscard]] std::optional<double> as_number() const;
  [[nodiscard]] std::optional<std::string_view> as_text() const;
  /// Elements of a JSON array, or the parts of a comma-separated text; nullopt if it is neither.
  [[nodiscard]] std::optional<std::vector<Input>> as_array() const;
  [[nodiscard]] const boost::json::object* as_object() const;
  /// The value as compact JSON text.
  [[nodiscard]] std::string to_text() const;

 private:
  Input(const boost::json::value* json, std::string_view text) : json_(json), text_(text) {}

  const boost::json::value* json_;
  std::string_view text_;
};

/// All the field errors of one request, with the path to where the reader stands.
class Problems {
 public:
  void add(ErrorCode code, std::string message);
  void missing();
  [[nodiscard]] bool none() const { return details_.empty(); }
  /// MISSING_FIELDS if any field is missing, else the code of the first problem.
  [[nodiscard]] Error to_error() const;

  void enter(std::string_view name);
  void enter(std::size_t index);
  void leave() { path_.resize(lengths_.back()), lengths_.pop_back(); }

 private:
  std::string path_;
  std::vector<std::size_t> lengths_;
  std::vector<FieldError> details_;
};

/// Text with the rules applied: trimmed unless verbatim, length in code points, the field's own check.
std::optional<std::string> read_text(const Input& input, const Rules& rules, Problems& problems);
std::optional<std::int64_t> read_integer(const Input& input, const Rules& rules, Problems& problems);
std::optional<double> read_number(const Input& input, const Rules& rules, Problems& problems);
std::optional<bool> read_bool(const Input& input, Problems& problems);
std::optional<std::vector<Input>> read_array(const Input& input, const Rules& rules, Problems& problems);
/// The members of an object whose names are free: as many as an array may have items, names of 1 to 64 bytes.
std::optional<std::vector<std::pair<std::string_view, Input>>> read_map(const Input& input,
                                                                        const Rules& rules,
                                                                        Problems& problems);
/// The object as text, at most rules.max_length bytes.
std::optional<std::string> read_raw_object(const Input& input, const Rules& rules, Problems& problems);

/// Reads the members of a JSON object by a table of fields into `object`.
void read_fields(const boost::json::object& members, std::span<const Field> fields, void* object,
                 Problems& problems);

/// Parses strictly and reads by a table; the untyped heart of json::read.
Result<void> read_document(std::string_view text, std::span<const Field> fields, void* object);
Result<void> read_parameters(std::span<const std::pair<std::string, std::string>> parameters,
                             std::span<const Field> fields, void* object);

/// Only the first half of reading: is `text` a JSON object as the API takes them?
Result<void> check_document(std::string_view text);

}  // namespace vtp::json
