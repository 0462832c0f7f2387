// HTTP/1 on one connection: requests out of its input, each through the router, answers into its output, in
// order.
//
// One request is under way at a time; pipelined ones wait in the connection's bounded input.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/client_address.h"
#include "http/endpoint.h"
#include "http/lanes.h"
#include "http/observer.h"
#include "http/request_reader.h"
#include "http/router.h"
#include "http/session.h"

namespace vtp::http {

struct SessionLimits {
  std::chrono::seconds head{10};
  std::chrono::seconds body_idle{30};
  std::chrono::seconds keep_alive{75};
  std::chrono::seconds send_idle{60};
};

/// What all sessions of a server share; outlives them.
struct SessionContext {
  const Router& router;
  Lanes& lanes;
  const TrustedProxies& proxies;
  RequestObserver* observer = nullptr;
  SessionLimits limits;
  std::vector<Endpoint*> endpoints;
};

struct Peer {
  std::string address;
  bool is_tls = false;
};

class Http1Session final : public Session {
 public:
  Http1Session(Channel& channel, const SessionContext& context, Peer peer);
  ~Http1Session() override;

  std::size_t on_input(std::string_view bytes) override;
  void on_sent() override;
  void on_drain() override;
  void on_closed() override;

 private:
  struct Exchange;
  enum class State : std::uint8_t { reading, working, sending, closing };

  // Reading.
  void on_waiting(bool has_partial_head);
  void begin();
  void begin_route();
  void on_body(std::string bytes);
  void on_complete();
  void answer_after_body(Response response);

  // Working: at an endpoint, which answers when it likes.
  void handle_at_endpoint(bool is_body_too_large);
  void hand_over(Answerer::Receiver receiver);
  // Working: the route answers when it likes.
  void wait(Later& later);

  // Working: on the route's lane and back.
  void handle(bool body_too_large);
  void open_sink();
  void pour(bool is_last);
  void on_poured(Result<void> written);
  void abandon_sink();
  template <class Work, class Then>
  void run_on_lane(bool is_continuation, Work work, Then then);

  // Answering.
  void refuse(const Error& error);
  void respond(Response response);
  void finish_exchange(bool is_broken);
  void give_up();
  void read_on();

  Channel& channel_;
  const SessionContext& context_;
  const Peer peer_;
  State state_ = State::reading;
  bool in_input_ = false;
  bool has_begun_head_ = false;
  bool is_draining_ = false;
  bool is_closed_ = false;
  std::unique_ptr<RequestReader> reader_;  // none while idle
  std::unique_ptr<Exchange> exchange_;     // from the head of a request to the end of its answer
};

}  // namespace vtp::http
