#include "http/openapi_responses.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "http/error_body.h"
#include "http/openapi.h"

namespace vtp::http {
namespace {

void write_error_schema(json::SchemaWriter& schema) {
  json::Codec<ErrorBody>::schema({}, schema);
}

bool names_a_place(int status) {
  return status == 201 || status == 202;
}

/// A sink without a schema says everything in header fields.
bool has_content(const Route& route, int status) {
  const bool is_mute = route.open_sink && !route.answer_schema && route.spec.answer_type == json_type;
  return status != 204 && route.spec.method != Method::head && !is_mute;
}

}  // namespace

void member(json::Writer& out, std::string_view key, std::string_view value) {
  out.key(key);
  out.value(value);
}

void write_content(json::Writer& out, json::SchemaWriter& schema, std::string_view type,
                   std::span<const SchemaOf> bodies) {
  out.key(type);
  out.begin_object();
  out.key("schema");
  if (bodies.empty() || bodies.front() == nullptr) {
    out.raw(type == json_type ? R"({"type":"object"})" : R"({"type":"string"})");
  } else if (bodies.size() == 1) {
    bodies.front()(schema);
  } else {
    out.begin_object();
    out.key("anyOf");
    out.begin_array();
    for (const auto body : bodies) body(schema);
    out.end_array();
    out.end_object();
  }
  out.end_object();
}

void OpenApiResponses::write(const Route& route) {
  schema_.set_direction(json::Direction::answer);
  out_.begin_object();
  std::set<int> successes(route.spec.other_statuses.begin(), route.spec.other_statuses.end());
  successes.insert(route.spec.status);
  for (const int status : successes) write_success(route, status);
  std::map<int, std::string> errors;
  for (auto code : errors_of(route)) {
    auto& names = errors[http_status(code)];
    names.append(names.empty() ? "" : ", ").append(wire_name(code));
  }
  if (route.spec.bad_news_status) errors.try_emplace(*route.spec.bad_news_status);
  for (const auto& [status, names] : errors) {
    out_.key(std::to_string(status));
    write_failure(route, status, names);
  }
  out_.end_object();
}

void OpenApiResponses::write_success(const Route& route, int status) {
  out_.key(std::to_string(status));
  out_.begin_object();
  member(out_, "description", "Success");
  write_success_fields(route.spec, status);
  if (has_content(route, status)) write_success_content(route);
  out_.end_object();
}

void OpenApiResponses::write_success_fields(const RouteSpec& spec, int status) {
  const bool has_common = spec.answer_fields.begin() != spec.answer_fields.end();
  if (!names_a_place(status) && spec.success_fields.empty() && !has_common) return;
  out_.key("headers");
  out_.begin_object();
  if (names_a_place(status))
    write_field("Location", status == 201 ? "What was made" : "Where to follow the work", true);
  for (const auto& field : spec.success_fields) write_field(field.name, field.meaning, field.is_required);
  write_common_fields(spec);
  out_.end_object();
}

void OpenApiResponses::write_success_content(const Route& route) {
  std::vector<SchemaOf> bodies{route.answer_schema};
  bodies.insert(bodies.end(), route.other_answers.begin(), route.other_answers.end());
  out_.key("content");
  out_.begin_object();
  write_content(out_, schema_, route.spec.answer_type, bodies);
  for (const auto& type : route.spec.other_answer_types) write_content(out_, schema_, type, {});
  out_.end_object();
}

void OpenApiResponses::write_failure(const Route& route, int status, std::string_view codes) {
  const auto& spec = route.spec;
  const bool has_news = status == spec.bad_news_status;
  std::vector<SchemaOf> bodies;
  if (has_news) bodies.push_back(route.answer_schema);
  if (!codes.empty()) bodies.push_back(&write_error_schema);
  std::string description(has_news ? "The answer says what is wrong" : "");
  if (has_news && !codes.empty()) description += ", or ";
  description += codes;
  out_.begin_object();
  member(out_, "description", description);
  if (spec.answer_fields.begin() != spec.answer_fields.end()) {
    out_.key("headers");
    out_.begin_object();
    write_common_fields(spec);
    out_.end_object();
  }
  if (spec.method != Method::head) {
    out_.key("content");
    out_.begin_object();
    write_content(out_, schema_, json_type, bodies);
    out_.end_object();
  }
  out_.end_object();
}

void OpenApiResponses::write_field(std::string_view name, std::string_view meaning, bool is_required) {
  out_.key(name);
  out_.begin_object();
  if (!meaning.empty()) member(out_, "description", meaning);
  out_.key("required");
  out_.value(is_required);
  out_.key("schema");
  out_.raw(R"({"type":"string"})");
  out_.end_object();
}

void OpenApiResponses::write_common_fields(const RouteSpec& spec) {
  for (const auto& [name, value] : spec.answer_fields) {
    out_.key(name);
    out_.begin_object();
    out_.key("required");
    out_.value(true);
    out_.key("schema");
    out_.begin_object();
    member(out_, "const", value);
    out_.end_object();
    out_.end_object();
  }
}

}  // namespace vtp::http
