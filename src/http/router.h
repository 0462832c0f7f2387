// From a request to its route, and through the checks of api.md section 1.2 to its answer. Knows no sockets:
// the connection calls it, and so do tests.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/log.h"
#include "http/cors.h"
#include "http/gate.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"

namespace vtp::http {

/// What the path and method of a request lead to.
struct Match {
  const Route* route = nullptr;  // null: no such path, or not with this method
  Parameters path_parameters;
  std::vector<Method> allowed;  // of this path, for OPTIONS and 405; empty: no such path
  [[nodiscard]] bool path_exists() const { return !allowed.empty(); }
};

struct RouterOptions {
  Cors cors;
  const Log* log = nullptr;  // learns of exceptions; must outlive the router
  /// Answers paths that no route has (the web application), on the network thread; nullopt is 404.
  FastPath fallback;
};

class Router {
 public:
  /// `table` and `gate` must outlive the router; `table` must be complete.
  Router(const RouteTable& table, Gate& gate, RouterOptions options = {});
  ~Router();

  /// Literal path segments win over parameters; HEAD finds the GET route.
  [[nodiscard]] Match match(Method method, std::string_view path) const;

  /// Runs the whole request on the calling thread: checks, handler, conditional answer, error form. Never
  /// throws. `request.body` is complete; `body_too_large` tells that it was not read because of its length.
  Response handle(Request request, bool body_too_large = false) const;

  /// As above when `match` was called before.
  Response handle(Request& request, const Match& match, bool body_too_large = false) const;

  /// 404, 405 with Allow, or 204 to OPTIONS: what is to be said if no route matches.
  Response refuse(const Request& request, const Match& match) const;

  /// The answer that needs no lane, if there is one: of the route's fast path, or to a request without a
  /// route.
  std::optional<Response> answer_at_once(Request& request, const Match& match) const;

  /// The first half of a streamed body: checks, then the sink of the route. Fails also when these throw.
  Result<std::unique_ptr<BodySink>> open_sink(Request& request, const Match& match) const;

  /// The calls of the sink; exceptions become failures.
  Result<void> write_to(const Request& request, BodySink& sink, std::string_view bytes) const;
  Response finish_sink(const Request& request, BodySink& sink) const;
  void abandon(const Request& request, BodySink& sink) const;

  /// Turns any result into the answer to send: adds what every answer carries, unless it is yet to come.
  /// Never throws.
  Response finish(const Request& request, Result<Response> result) const;

 private:
  Result<void> admit(Request& request, const Route& route, bool body_too_large) const;
  Result<Response> run(Request& request, const Match& match, bool body_too_large) const;
  template <class Call>
  auto guarded(const Request& request, Call call) const -> decltype(call());

  Gate& gate_;
  RouterOptions options_;
  std::unique_ptr<const class RouteTree> tree_;
};

}  // namespace vtp::http
