// The part of the OpenAPI document about answers: which statuses a route gives, with which fields and bodies.
#pragma once

#include <span>
#include <string_view>

#include "http/route.h"
#include "json/schema.h"
#include "json/writer.h"

namespace vtp::http {

inline constexpr std::string_view json_type = "application/json";

void member(json::Writer& out, std::string_view key, std::string_view value);

/// The entry of one media type in a `content` object. Several schemas are alternatives; without any, JSON is
/// an object of which nothing more is said, and everything else is text or bytes.
void write_content(json::Writer& out, json::SchemaWriter& schema, std::string_view type,
                   std::span<const SchemaOf> bodies);

/// Writes the value of `responses`.
class OpenApiResponses {
 public:
  OpenApiResponses(json::Writer& out, json::SchemaWriter& schema) : out_(out), schema_(schema) {}

  void write(const Route& route);

 private:
  void write_success(const Route& route, int status);
  void write_success_fields(const RouteSpec& spec, int status);
  void write_success_content(const Route& route);
  void write_failure(const Route& route, int status, std::string_view codes);
  void write_field(std::string_view name, std::string_view meaning, bool is_required);
  void write_common_fields(const RouteSpec& spec);

  json::Writer& out_;
  json::SchemaWriter& schema_;
};

}  // namespace vtp::http
