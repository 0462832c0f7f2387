#include "http/router.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "http/conditional.h"
#include "http/route_tree.h"

namespace vtp::http {
namespace {

constexpr std::uint64_t max_length_with_etag = 1024ULL * 1024;

const Route* of_method(const RouteTree::Methods& methods, Method method) {
  return methods[std::to_underlying(method)];
}

std::vector<Method> methods_allowed(const RouteTree::Methods& methods) {
  std::vector<Method> allowed;
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const auto method = static_cast<Method>(i);
    const bool is_implied =
        method == Method::options || (method == Method::head && of_method(methods, Method::get));
    if (methods[i] || is_implied) allowed.push_back(method);
  }
  return allowed;
}

std::string allow_field(const std::vector<Method>& allowed) {
  std::string text;
  for (auto method : allowed) text.append(text.empty() ? "" : ", ").append(to_text(method));
  return text;
}

bool announces_body(const Request& request) {
  const auto length = request.headers.get("Content-Length");
  return !request.body.empty() || request.headers.has("Transfer-Encoding") ||
         (!length.empty() && length != "0");
}

/// Longer than the route takes, as far as the client tells in advance.
bool announces_too_much(const Request& request, const RouteSpec& spec) {
  const auto text = request.headers.get("Content-Length");
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  return error == std::errc::result_out_of_range || (error == std::errc{} && length > spec.body_limit) ||
         request.body.size() > spec.body_limit;
}

Result<void> check_body(const Request& request, const RouteSpec& spec, bool body_too_large) {
  if (body_too_large || announces_too_much(request, spec))
    return fail(ErrorCode::payload_too_large, "The request body is larger than this route accepts");
  const auto type = trim(split(request.headers.get("Content-Type"), ';').front());
  if (!has_body(request.method) || !announces_body(request) || type.empty()) return {};
  const auto is_type = [&](const std::string& accepted) { return equals_ignoring_case(accepted, type); };
  if (std::ranges::any_of(spec.content_types, is_type)) return {};
  return fail(ErrorCode::unsupported_media_type, "The route does not take bodies of this type");
}

/// A sink fed at once, for bodies that are complete.
Result<Response> pour(const Request& request, Result<std::unique_ptr<BodySink>> opened) {
  VTP_TRY(auto sink, std::move(opened));
  if (!request.body.empty()) VTP_CHECK(sink->write(request.body));
  return sink->finish();
}

bool is_read(const Request& request) {
  return request.method == Method::get || request.method == Method::head;
}

/// Weak ETag, 304 and Cache-Control of JSON answers, unless the handler decided otherwise.
Response with_json_caching(const Request& request, Response response) {
  if (!is_read(request) || !response.headers.get("Content-Type").starts_with("application/json"))
    return response;
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-cache");
  if (response.status != 200 || response.headers.has("ETag")) return response;
  const bool is_one_text =
      response.body.size() == 1 && std::holds_alternative<std::string>(response.body.front());
  if (!is_one_text || response.content_length() > max_length_with_etag) return response;
  response.headers.set("ETag", weak_etag_of(std::get<std::string>(response.body.front())));
  if (is_unchanged(request, response.headers.get("ETag"), {})) return not_modified(response);
  return response;
}

/// From here on the request knows its route.
void enter(Request& request, const Match& match) {
  request.path_parameters = match.path_parameters;
  if (match.route) request.answer_fields = &match.route->spec.answer_fields;
}

void add_route_fields(const Request& request, Response& response) {
  if (!request.answer_fields) return;
  for (const auto& [name, value] : *request.answer_fields) response.headers.set(name, value);
}

void add_security_fields(const Request& request, Response& response) {
  response.headers.set("X-Request-Id", request.request_id);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  if (request.is_secure) response.headers.set("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace

Router::Router(const RouteTable& table, Gate& gate, RouterOptions options)
    : gate_(gate), options_(std::move(options)), tree_(std::make_unique<const RouteTree>(table)) {}

Router::~Router() = default;

Match Router::match(Method method, std::string_view path) const {
  Match match;
  const auto found = tree_->find(path);
  if (!found.methods) return match;
  match.route = of_method(*found.methods, method);
  if (!match.route && method == Method::head) match.route = of_method(*found.methods, Method::get);
  match.allowed = methods_allowed(*found.methods);
  if (!match.route) return match;
  const auto names = parameter_names(match.route->spec.path);
  for (std::size_t i = 0; i < names.size(); ++i)
    match.path_parameters.emplace_back(std::string(names[i]), std::string(found.values[i]));
  return match;
}

/// Calls and turns what is thrown into an answer: an exception is a bug or a lack of memory, not the client's
/// affair.
template <class Call>
auto Router::guarded(const Request& request, Call call) const -> decltype(call()) {
  const auto failed = [&](const char* what) {
    if (options_.log)
      options_.log->error("A request failed", {{"request_id", request.request_id},
                                               {"method", to_text(request.method)},
                                               {"path", request.path},
                                               {"cause", what}});
    return fail(ErrorCode::internal_error, "Something went wrong on the server");
  };
  try {
    return call();
  } catch (const std::exception& exception) {
    return failed(exception.what());
  } catch (...) {
    return failed("an exception of unknown type");
  }
}

Result<void> Router::admit(Request& request, const Route& route, bool body_too_large) const {
  VTP_CHECK(gate_.admit_address(request, route.spec));
  VTP_TRY(request.identity, gate_.identify(request, route.spec));
  VTP_CHECK(gate_.admit_user(request, route.spec));
  if (route.check_key) VTP_CHECK(route.check_key(request));
  return check_body(request, route.spec, body_too_large);
}

Result<std::unique_ptr<BodySink>> Router::open_sink(Request& request, const Match& match) const {
  const Route& route = *match.route;
  enter(request, match);
  return guarded(request, [&]() -> Result<std::unique_ptr<BodySink>> {
    VTP_CHECK(admit(request, route, false));
    VTP_CHECK(check_path_ids(request));
    return route.open_sink(request);
  });
}

Result<void> Router::write_to(const Request& request, BodySink& sink, std::string_view bytes) const {
  return guarded(request, [&] { return sink.write(bytes); });
}

Response Router::finish_sink(const Request& request, BodySink& sink) const {
  return finish(request, guarded(request, [&] { return sink.finish(); }));
}

void Router::abandon(const Request& request, BodySink& sink) const {
  (void)guarded(request, [&]() -> Result<void> {
    sink.abandon();
    return {};
  });
}

Result<Response> Router::run(Request& request, const Match& match, bool body_too_large) const {
  const Route& route = *match.route;
  if (route.open_sink) return pour(request, open_sink(request, match));
  enter(request, match);
  VTP_CHECK(admit(request, route, body_too_large));
  return route.handler(request);
}

Response Router::refuse(const Request& request, const Match& match) const {
  Response response;
  if (!match.path_exists())
    response = error_response(fail(ErrorCode::not_found, "There is nothing at this address").error(),
                              request.request_id);
  else if (request.method == Method::options)
    response = no_content();
  else
    response =
        error_response(fail(ErrorCode::invalid_method, "This address does not answer this method").error(),
                       request.request_id);
  if (match.path_exists()) response.headers.set("Allow", allow_field(match.allowed));
  return finish(request, std::move(response));
}

std::optional<Response> Router::answer_at_once(Request& request, const Match& match) const {
  enter(request, match);
  std::optional<Response> answer;
  const auto result = guarded(request, [&]() -> Result<void> {
    if (match.route)
      answer = match.route->fast ? match.route->fast(request) : std::nullopt;
    else if (!match.path_exists() && options_.fallback)
      answer = options_.fallback(request);
    return {};
  });
  if (!result) return finish(request, std::unexpected(result.error()));
  if (answer) return finish(request, *std::move(answer));
  if (!match.route) return refuse(request, match);
  return std::nullopt;
}

Response Router::handle(Request request, bool body_too_large) const {
  const auto found = match(request.method, request.path);
  return handle(request, found, body_too_large);
}

Response Router::handle(Request& request, const Match& match, bool body_too_large) const {
  if (!match.route) return *answer_at_once(request, match);
  return finish(request, guarded(request, [&] { return run(request, match, body_too_large); }));
}

Response Router::finish(const Request& request, Result<Response> result) const {
  if (result && result->later) return *std::move(result);
  auto response = result ? *std::move(result) : error_response(result.error(), request.request_id);
  response = with_json_caching(request, std::move(response));
  add_route_fields(request, response);
  add_security_fields(request, response);
  options_.cors.apply(request, response);
  if (request.method == Method::head && response.status != 204 && response.status != 304) {
    response.headers.set("Content-Length", std::to_string(response.content_length()));
    response.body.clear();
  }
  return response;
}

}  // namespace vtp::http
