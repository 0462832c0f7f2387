#include "http/openapi.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/openapi_responses.h"
#include "http/route_tree.h"
#include "json/schema.h"
#include "json/writer.h"

namespace vtp::http {
namespace {

using json::Direction;
using json::SchemaWriter;
using json::Writer;

constexpr std::string_view api_prefix = "/api/v1";

/// "course_id" and "live-status" become "CourseId" and "LiveStatus".
std::string capitalized(std::string_view words) {
  std::string joined;
  bool starts_word = true;
  for (const char c : words) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter) joined += starts_word ? to_upper({&c, 1}) : std::string(1, c);
    starts_word = !is_letter;
  }
  return joined;
}

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

bool checks_ids(const RouteSpec& spec) {
  return std::ranges::any_of(parameter_names(spec.path),
                             [](auto name) { return name == "id" || name.ends_with("_id"); });
}

/// Also of routes that take keys besides.
bool asks_who(const Route& route) {
  return route.spec.access != Access::open || route.check_key;
}

std::span<const json::Field> query_of(const Route& route) {
  return has_body(route.spec.method) ? route.query_fields : route.input_fields;
}

/// Writes one document: all schemas go through one SchemaWriter, so that each struct is described once.
class DocumentWriter {
 public:
  explicit DocumentWriter(const RouteTable& table) : table_(table) {}

  std::string write(const ApiInfo& info) {
    out_.begin_object();
    member(out_, "openapi", "3.1.0");
    out_.key("info");
    out_.begin_object();
    member(out_, "title", info.title);
    member(out_, "version", info.version);
    member(out_, "description", info.description);
    out_.end_object();
    write_paths();
    write_components();
    out_.end_object();
    return out_.take();
  }

 private:
  void write_paths() {
    std::vector<std::pair<std::string_view, std::vector<const Route*>>> paths;
    for (const auto& route : table_.routes()) {
      auto found = std::ranges::find(paths, std::string_view(route->spec.path),
                                     [](const auto& path) { return path.first; });
      if (found == paths.end()) found = paths.insert(paths.end(), {route->spec.path, {}});
      found->second.push_back(route.get());
    }
    out_.key("paths");
    out_.begin_object();
    for (const auto& [path, routes] : paths) {
      out_.key(path);
      out_.begin_object();
      for (const auto* route : routes) write_operation(*route);
      out_.end_object();
    }
    out_.end_object();
  }

  void write_operation(const Route& route) {
    out_.key(to_lower(to_text(route.spec.method)));
    out_.begin_object();
    member(out_, "operationId", operation_id(route.spec));
    if (!route.spec.summary.empty()) member(out_, "summary", route.spec.summary);
    if (!route.spec.tag.empty()) {
      out_.key("tags");
      out_.begin_array();
      out_.value(std::string_view(route.spec.tag));
      out_.end_array();
    }
    write_security(route);
    write_parameters(route);
    if (has_body(route.spec.method)) write_request_body(route);
    out_.key("responses");
    OpenApiResponses(out_, schema_).write(route);
    out_.end_object();
  }

  void write_security(const Route& route) {
    const auto access = route.spec.access;
    out_.key("security");
    out_.begin_array();
    const auto scheme = [&](std::string_view name) {
      out_.begin_object();
      out_.key(name);
      out_.begin_array();
      out_.end_array();
      out_.end_object();
    };
    if (asks_who(route)) scheme("bearer"), scheme("cookie");
    if (access == Access::media) scheme("mediaToken");
    out_.end_array();
  }

  void write_parameters(const Route& route) {
    out_.key("parameters");
    out_.begin_array();
    for (auto name : parameter_names(route.spec.path)) {
      begin_parameter(name, "path", true);
      json::Rules rules;
      const bool is_id = (name == "id" || name.ends_with("_id")) && name != "room_id";
      schema_.text(rules, is_id ? "uuid" : "");
      out_.end_object();
    }
    schema_.set_direction(Direction::request);
    for (const auto& field : query_of(route)) {
      begin_parameter(field.name, "query", field.rules.required);
      field.schema(field.rules, schema_);
      out_.end_object();
    }
    for (const auto& field : route.spec.request_fields) {
      begin_parameter(field.name, "header", field.is_required);
      out_.raw(R"({"type":"string"})");
      member(out_, "description", field.meaning);
      out_.end_object();
    }
    out_.end_array();
  }

  void begin_parameter(std::string_view name, std::string_view place, bool is_required) {
    out_.begin_object();
    member(out_, "name", name);
    member(out_, "in", place);
    out_.key("required");
    out_.value(is_required);
    out_.key("schema");
  }

  /// Bodies that are not JSON are read by their handlers.
  void write_request_body(const Route& route) {
    const auto& types = route.spec.content_types;
    if (!route.input_schema && !route.open_sink && types.front() == json_type) return;
    schema_.set_direction(Direction::request);
    out_.key("requestBody");
    out_.begin_object();
    out_.key("required");
    out_.value(!route.spec.may_lack_body);
    out_.key("content");
    out_.begin_object();
    for (const auto& type : types) write_content(out_, schema_, type, {&route.input_schema, 1});
    out_.end_object();
    out_.end_object();
  }

  void write_components() {
    out_.key("components");
    out_.begin_object();
    out_.key("schemas");
    out_.begin_object();
    for (const auto& [name, schema] : schema_.components()) {
      out_.key(name);
      out_.raw(schema);
    }
    out_.end_object();
    out_.key("securitySchemes");
    out_.raw(R"({"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"},)"
             R"("cookie":{"type":"apiKey","in":"cookie","name":"vtp_access"},)"
             R"("mediaToken":{"type":"apiKey","in":"query","name":"token"}})");
    out_.end_object();
  }

  const RouteTable& table_;
  Writer out_;
  SchemaWriter schema_{out_};
};

}  // namespace

std::string operation_id(const RouteSpec& spec) {
  std::string_view path = spec.path;
  if (path.starts_with(api_prefix)) path.remove_prefix(api_prefix.size());
  auto id = to_lower(to_text(spec.method));
  for (auto segment : split(path, '/')) id += (is_parameter(segment) ? "By" : "") + capitalized(segment);
  return id;
}

std::vector<ErrorCode> errors_of(const Route& route) {
  using enum ErrorCode;
  const auto& spec = route.spec;
  auto codes = spec.errors;
  const auto add = [&](std::initializer_list<ErrorCode> more) { codes.insert(codes.end(), more); };
  if (asks_who(route)) add({missing_token, invalid_token, token_expired});
  if (spec.access == Access::teacher || spec.access == Access::admin) add({insufficient_permissions});
  if (asks_who(route) && spec.method != Method::get) add({csrf_required});
  if (spec.counts_towards_limits) add({rate_limited});
  if (has_body(spec.method)) add({payload_too_large, unsupported_media_type, invalid_input});
  if (checks_ids(spec)) add({invalid_id});
  if (!route.input_fields.empty() || !route.query_fields.empty()) add({validation_failed});
  if (std::ranges::any_of(route.input_fields, [](const auto& field) { return field.rules.required; }))
    add({missing_fields});
  if (spec.lane != Lane::loop) add({not_ready});
  add({internal_error});
  std::ranges::sort(codes, {}, [](ErrorCode code) { return std::pair(http_status(code), code); });
  const auto repeated = std::ranges::unique(codes);
  codes.erase(repeated.begin(), repeated.end());
  return codes;
}

std::string openapi_document(const RouteTable& table, const ApiInfo& info) {
  return DocumentWriter(table).write(info);
}

}  // namespace vtp::http
