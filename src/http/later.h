// Answers of routes that are not known yet, such as a playlist that has to grow first. A route checks as
// always, on its lane or in its fast path, and then returns `answer_later(...)`; no thread waits.
#pragma once

#include <functional>

#include "http/endpoint.h"
#include "http/response.h"

namespace vtp::http {

/// Takes a request that waits: keeps the Answerer, with which it is answered by whatever thread likes, once.
/// Called on the connection's loop; must not block, and may find that the answer has come meanwhile. Not
/// called if the client is gone already. What it returns is called, on that loop, if the client goes away
/// before it has been answered; the Answerer is to be used or given up then, too.
using Wait = std::move_only_function<Endpoint::OnGone(Answerer)>;

class Later {
 public:
  explicit Later(Wait wait) : wait_(std::move(wait)) {}
  Endpoint::OnGone wait(Answerer answerer) { return wait_(std::move(answerer)); }

 private:
  Wait wait_;
};

/// What comes through the Answerer gets what every answer carries, as if it had been returned.
inline Response answer_later(Wait wait) {
  Response response;
  response.later = std::make_shared<Later>(std::move(wait));
  return response;
}

}  // namespace vtp::http
