#include "json/schema.h"

#include <cmath>

#include "json/shape.h"

namespace vtp::json {
namespace {

/// JSON Schema has no unbounded limits: what is not limited is left out.
void limit(Writer& out, std::string_view keyword, double bound) {
  if (std::abs(bound) > 1e18) return;
  out.key(keyword);
  out.value(bound);
}

void limit_count(Writer& out, std::string_view keyword, std::size_t count, std::size_t unlimited) {
  if (count == unlimited) return;
  out.key(keyword);
  out.value(static_cast<std::int64_t>(count));
}

void begin(Writer& out, std::string_view type) {
  out.begin_object();
  out.key("type");
  out.value(type);
}

}  // namespace

void SchemaWriter::text(const Rules& rules, std::string_view format) {
  begin(*out_, "string");
  limit_count(*out_, "minLength", rules.min_length, 0);
  limit_count(*out_, "maxLength", rules.max_length, Rules{}.max_length);
  if (!format.empty()) {
    out_->key("format");
    out_->value(format);
  }
  out_->end_object();
}

void SchemaWriter::integer(const Rules& rules) {
  begin(*out_, "integer");
  limit(*out_, "minimum", rules.min);
  limit(*out_, "maximum", rules.max);
  out_->end_object();
}

void SchemaWriter::number(const Rules& rules) {
  begin(*out_, "number");
  limit(*out_, "minimum", rules.min);
  limit(*out_, "maximum", rules.max);
  out_->end_object();
}

void SchemaWriter::text_or_integer(const Rules& rules) {
  out_->begin_object();
  out_->key("anyOf");
  out_->begin_array();
  text(rules);
  integer({});
  out_->end_array();
  out_->end_object();
}

void SchemaWriter::boolean() {
  begin(*out_, "boolean");
  out_->end_object();
}

void SchemaWriter::any_object() {
  begin(*out_, "object");
  out_->key("additionalProperties");
  out_->value(true);
  out_->end_object();
}

void SchemaWriter::enumeration(std::span<const std::string_view> names) {
  begin(*out_, "string");
  out_->key("enum");
  out_->begin_array();
  for (auto name : names) out_->value(name);
  out_->end_array();
  out_->end_object();
}

void SchemaWriter::array_of(const Rules& rules, void (*items)(SchemaWriter&)) {
  begin(*out_, "array");
  limit_count(*out_, "minItems", rules.min_length, 0);
  limit_count(*out_, "maxItems", rules.max_length, Rules{}.max_length);
  out_->key("items");
  items(*this);
  out_->end_object();
}

void SchemaWriter::map_of(void (*values)(SchemaWriter&)) {
  begin(*out_, "object");
  out_->key("additionalProperties");
  values(*this);
  out_->end_object();
}

void SchemaWriter::component(std::string_view name, std::span<const Field> fields) {
  out_->begin_object();
  out_->key("$ref");
  out_->value(std::string_view("#/components/schemas/" + std::string(name)));
  out_->end_object();
  if (components_.contains(name)) return;
  auto& text = components_[std::string(name)];  // taken first, so that a struct may contain itself

  Writer body;
  Writer* outer = std::exchange(out_, &body);
  begin(body, "object");
  body.key("properties");
  body.begin_object();
  for (const Field& field : fields) {
    body.key(field.name);
    if (field.may_be_null) {
      body.begin_object();
      body.key("anyOf");
      body.begin_array();
      field.schema(field.rules, *this);
      body.raw(R"({"type":"null"})");
      body.end_array();
      body.end_object();
    } else {
      field.schema(field.rules, *this);
    }
  }
  body.end_object();
  body.key("required");
  body.begin_array();
  for (const Field& field : fields) {
    const bool is_required = direction_ == Direction::answer ? !field.may_be_omitted : field.rules.required;
    if (is_required) body.value(field.name);
  }
  body.end_array();
  body.end_object();
  out_ = outer;
  text = body.take();
}

}  // namespace vtp::json
