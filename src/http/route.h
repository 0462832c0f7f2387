// One row of the route table: from it come dispatching, the checks before the handler, body and query
// reading, and openapi.json, so that they cannot disagree.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "http/request.h"
#include "http/response.h"
#include "json/shape.h"

namespace vtp::http {

/// Who may call a route at all; finer rules are the service's.
enum class Access : std::uint8_t {
  open,       // without credential; a bad one is ignored
  signed_in,  // header or cookie
  teacher,    // account role teacher or admin
  admin,      // account role admin
  media,      // header, query `token`, or cookie
};

/// Where a handler runs. Handlers are plain functions that may block; the lane decides whom they can hold up.
enum class Lane : std::uint8_t {
  loop,      // on the network thread: never blocks (memory only)
  database,  // the default
  password,  // hashes passwords: few threads of low priority, so that sign-ins never slow anything else
  slow,      // may wait seconds (a remux, a large export)
};

/// A header field of a request or an answer, as the openapi document tells of it.
struct FieldNote {
  std::string_view name;
  std::string_view meaning;
  bool is_required = false;  // in a request; in an answer: never left out
};

/// What the openapi document says about a route, and what the server checks before the handler.
struct RouteSpec {
  Method method = Method::get;
  std::string path;  // "/api/v1/courses/{id}"; parameters named id or *_id must be UUIDs (400 INVALID_ID)
  Access access = Access::signed_in;
  Lane lane = Lane::database;
  std::string summary;              // one sentence
  std::string tag;                  // the chapter in /docs
  int status = 200;                 // of success; 201 and 202 come with Location
  std::vector<int> other_statuses;  // of success, too: with 206 a range, with 200 that nothing had to be done
  std::optional<int> bad_news_status;  // of the same answer where it says that something is wrong
  std::vector<ErrorCode> errors;       // beyond those that every route can give
  std::size_t body_limit = 1024 * 1024;
  std::vector<std::string> content_types{
      "application/json"};            // of bodies; a missing type is read as the first
  bool counts_towards_limits = true;  // false: media bodies, playlists, tus PATCH, health, metrics
  bool may_lack_body = false;         // of routes whose body is streamed
  std::string answer_type = "application/json";
  std::vector<std::string> other_answer_types;  // such as a table on demand
  Headers answer_fields;  // on every answer, refusals by the checks before the handler included
  std::vector<FieldNote> request_fields;  // that the handler reads
  std::vector<FieldNote> success_fields;
};

/// Takes a request body piece by piece, on the route's lane; the connection reads on only after `write`
/// returned.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  /// The body is complete. Not called after a failed write.
  virtual Result<Response> finish() = 0;
  /// The connection broke or timed out before the end.
  virtual void abandon() = 0;
};

/// Answers that are more than a value: extra header fields, another status.
template <class T>
struct Reply {
  T value;
  Headers headers;
  std::optional<int> status;

  Reply(T v) : value(std::move(v)) {}
  Reply(T v, Headers h, std::optional<int> s = {}) : value(std::move(v)), headers(std::move(h)), status(s) {}
};

/// A 201 with its Location.
template <class T>
Reply<T> created(T value, std::string location) {
  Reply<T> reply(std::move(value));
  reply.headers.set("Location", std::move(location));
  reply.status = 201;
  return reply;
}

/// Of routes that take a credential of their feature's own besides the platform's: 401, before anybody looks
/// at the body.
using KeyCheck = std::function<Result<void>(const Request&)>;
using Handler = std::function<Result<Response>(const Request&)>;
using SinkOpener = std::function<Result<std::unique_ptr<BodySink>>(const Request&)>;
/// Runs on the network thread before anything else and must not block: an answer from memory, or nullopt for
/// the usual way. It answers for the access check too.
using FastPath = std::function<std::optional<Response>(const Request&)>;

/// A struct described for openapi.json: how its schema is written.
using SchemaOf = void (*)(json::SchemaWriter&);

struct Route {
  RouteSpec spec;
  Handler handler;
  KeyCheck check_key;    // of open routes that are not open to all
  SinkOpener open_sink;  // instead of `handler` for streamed bodies
  FastPath fast;
  std::string_view input_name;                // of the shape read from body or query
  std::span<const json::Field> input_fields;  // of body (POST, PUT, PATCH) or query (GET, DELETE)
  SchemaOf input_schema = nullptr;
  std::span<const json::Field> query_fields;  // of a POST, PUT or PATCH that takes a query, too
  SchemaOf answer_schema = nullptr;           // null: no body or not JSON
  std::vector<SchemaOf> other_answers;        // that other callers get
};

/// All routes of the program. Features add theirs at start; afterwards it is read-only.
class RouteTable {
 public:
  /// A route of JSON in and JSON out. Input is read from the body (POST, PUT, PATCH) or from the query (GET,
  /// DELETE); json::Nothing where there is none. `handle(request, input)` returns Result<Answer> or
  /// Result<Reply<Answer>>; Answer json::Nothing is a 204 without body.
  template <json::Shaped Input, json::Shaped Answer, class Handle>
  Route& add(RouteSpec spec, Handle handle);

  /// A route whose answer is not JSON, or not always: `handle(request, input)` returns Result<Response>.
  template <json::Shaped Input, class Handle>
  Route& add_raw(RouteSpec spec, Handle handle);

  /// A route whose body is streamed into a sink.
  Route& add_streamed(RouteSpec spec, SinkOpener open);

  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  Route& insert(Route route);
  template <json::Shaped Input>
  static Result<Input> read_input(const Request& request);
  template <json::Shaped Input>
  static void describe_input(Route& route);

  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace vtp::http

#include "http/route_impl.h"
