// JSON Schema (the dialect of OpenAPI 3.1) of shaped structs.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "json/writer.h"

namespace vtp::json {

struct Rules;
struct Field;

/// Which fields a schema calls required: in a request those that the client must send, in an answer all that
/// are never left out.
enum class Direction { request, answer };

/// Writes schemas; structs become named components that are written once and referred to.
class SchemaWriter {
 public:
  explicit SchemaWriter(Writer& out) : out_(&out) {}

  void set_direction(Direction direction) { direction_ = direction; }

  void text(const Rules& rules, std::string_view format = {});
  void integer(const Rules& rules);
  void number(const Rules& rules);
  void text_or_integer(const Rules& rules);
  void boolean();
  void any_object();
  void enumeration(std::span<const std::string_view> names);
  /// `items` writes the schema of one element; a map's keys are free.
  void array_of(const Rules& rules, void (*items)(SchemaWriter&));
  void map_of(void (*values)(SchemaWriter&));
  /// A reference to the component `name`, which is written the first time it is met.
  void component(std::string_view name, std::span<const Field> fields);

  [[nodiscard]] Writer& out() { return *out_; }
  /// Name → schema text of every struct that was met.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& components() const {
    return components_;
  }

 private:
  Writer* out_;
  Direction direction_ = Direction::request;
  std::map<std::string, std::string, std::less<>> components_;
};

}  // namespace vtp::json
