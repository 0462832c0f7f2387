// From a request to its route, and through the checks of api.md section 1.2 to its answer. Knows no sockets: the
// connection calls it, and so do tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/gate.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"

namespace vtp::http {

/// What the path and method of a request lead to.
struct Match {
  const Route* route = nullptr;      // null: `refusal` says why
  Parameters path_parameters;
  std::vector<Method> allowed;       // of this path, for OPTIONS and 405
  bool path_exists = false;
};

class Router {
 public:
  /// `table` and `gate` must outlive the router.
  Router(const RouteTable& table, Gate& gate);
  ~Router();

  /// Literal path segments win over parameters; HEAD finds the GET route.
  [[nodiscard]] Match match(Method method, std::string_view path) const;

  /// Runs the whole request on the calling thread: checks, handler, conditional answer, error form. Never throws.
  /// `request.body` is complete; `body_too_large` tells that it was not read because of its length.
  Response handle(Request request, bool body_too_large = false) const;

  /// The first half of a streamed body: checks, then the sink of the route.
  Result<std::unique_ptr<BodySink>> open_sink(Request& request, const Route& route) const;

 private:
  class Tree;
  const RouteTable& table_;
  Gate& gate_;
  std::unique_ptr<Tree> tree_;
};

}  // namespace vtp::http
