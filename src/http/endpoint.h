// Requests that are answered when their time has come, or that leave HTTP: long polling and WebSocket. An
// endpoint has its paths to itself; the router, its gate and its document know nothing of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "http/request.h"
#include "http/response.h"
#include "http/session.h"

namespace vtp::http {

/// How an endpoint answers one request, once: with a response, or by taking the connection over. May be moved
/// to and used on any thread. Destroyed unused, it answers 503.
class Answerer {
 public:
  using Respond = std::move_only_function<void(Response)>;
  /// Called on the connection's loop; nullopt if the client was gone.
  using Receiver = std::move_only_function<void(std::optional<DetachedConnection>)>;
  using HandOver = std::move_only_function<void(Receiver)>;

  Answerer() = default;
  /// What to do on the connection's loop in either case.
  Answerer(Channel::WayBack way_back, Respond respond, HandOver hand_over);
  Answerer(Answerer&& other) noexcept;
  Answerer& operator=(Answerer&& other) noexcept;
  ~Answerer();

  /// Is there still a request to be answered?
  [[nodiscard]] explicit operator bool() const { return static_cast<bool>(way_back_); }

  void send(Response response);
  void take_over(Receiver receiver);

 private:
  Channel::WayBack way_back_;
  Respond respond_;
  HandOver hand_over_;
};

class Endpoint {
 public:
  virtual ~Endpoint() = default;

  /// Are requests with this path the endpoint's?
  [[nodiscard]] virtual bool serves(std::string_view path) const = 0;
  [[nodiscard]] virtual std::uint64_t body_limit() const = 0;

  /// Called on the connection's loop; must not block. `is_body_too_large`: the body was not read. What is
  /// returned is called, on that loop, if the client goes away before it has been answered.
  using OnGone = std::move_only_function<void()>;
  virtual OnGone handle(Request request, bool is_body_too_large, Answerer answerer) = 0;
};

}  // namespace vtp::http
