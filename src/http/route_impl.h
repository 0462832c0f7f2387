// The templates behind http/route.h.
#pragma once

#include <utility>

#include "http/route.h"

namespace vtp::http {

/// 400 if a path parameter that must be a UUID is none. After the syntax of the body, before its fields.
Result<void> check_path_ids(const Request& request);

[[nodiscard]] constexpr bool has_body(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch;
}

template <json::Shaped Input>
Result<Input> RouteTable::read_input(const Request& request) {
  constexpr bool wants_fields = !json::Shape<Input>::fields.empty();
  if (has_body(request.method)) {
    if (auto valid = json::check_document(wants_fields ? request.body : "{}"); !valid)
      return std::unexpected(valid.error());
    if (auto ids = check_path_ids(request); !ids) return std::unexpected(ids.error());
    return json::read<Input>(wants_fields ? request.body : "{}");
  }
  if (auto ids = check_path_ids(request); !ids) return std::unexpected(ids.error());
  return json::read_query<Input>(request.query);
}

template <json::Shaped Input>
void RouteTable::describe_input(Route& route) {
  route.input_name = json::Shape<Input>::name;
  route.input_fields = json::Shape<Input>::fields;
  if (!route.input_fields.empty())
    route.input_schema = [](json::SchemaWriter& schema) { json::Codec<Input>::schema({}, schema); };
}

namespace detail {

template <class Answer>
Response respond(const RouteSpec& spec, Reply<Answer> reply) {
  Response response;
  if constexpr (std::same_as<Answer, json::Nothing>)
    response = no_content();
  else
    response = json_response(reply.status.value_or(spec.status), json::write(reply.value));
  for (const auto& [name, value] : reply.headers) response.headers.add(name, value);
  return response;
}

}  // namespace detail

template <json::Shaped Input, json::Shaped Answer, class Handle>
Route& RouteTable::add(RouteSpec spec, Handle handle) {
  Route route;
  describe_input<Input>(route);
  if constexpr (!std::same_as<Answer, json::Nothing>)
    route.answer_schema = [](json::SchemaWriter& schema) { json::Codec<Answer>::schema({}, schema); };
  else
    spec.status = 204;
  route.handler = [spec, handle = std::move(handle)](const Request& request) -> Result<Response> {
    auto input = read_input<Input>(request);
    if (!input) return std::unexpected(std::move(input).error());
    auto answer = handle(request, *std::move(input));
    if (!answer) return std::unexpected(std::move(answer).error());
    return detail::respond<Answer>(spec, *std::move(answer));
  };
  route.spec = std::move(spec);
  return insert(std::move(route));
}

template <json::Shaped Input, class Handle>
Route& RouteTable::add_raw(RouteSpec spec, Handle handle) {
  Route route;
  describe_input<Input>(route);
  route.handler = [handle = std::move(handle)](const Request& request) -> Result<Response> {
    auto input = read_input<Input>(request);
    if (!input) return std::unexpected(std::move(input).error());
    return handle(request, *std::move(input));
  };
  route.spec = std::move(spec);
  return insert(std::move(route));
}

}  // namespace vtp::http
