#include "http/http1_session.h"

#include <algorithm>
#include <utility>

#include "base/time.h"
#include "http/later.h"
#include "http/output.h"
#include "http/request_id.h"
#include "http/url.h"

namespace vtp::http {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Bodies that nobody asked for are read up to this size, so that the connection can go on; beyond it is
/// closed.
constexpr std::uint64_t discarded_bytes = 64ULL * 1024;

/// Streamed bodies are gathered to pieces of this size: files written in small pieces are slow to send later.
constexpr std::size_t poured_bytes = 256UL * 1024;

constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

/// Changes once a second; made anew for each answer it would cost as much as the rest of the head.
std::string_view http_date() {
  static thread_local std::chrono::sys_seconds made_at;
  static thread_local std::string text;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (now != made_at) {
    made_at = now;
    text = to_http_date(now);
  }
  return text;
}

}  // namespace

struct Http1Session::Exchange {
  Request request;
  Match match;
  Endpoint* endpoint = nullptr;  // answers instead of the router
  Endpoint::OnGone on_gone;      // while the endpoint has not answered
  SteadyClock::time_point begun = SteadyClock::now();
  bool keep_alive = false;
  bool expects_continue = false;
  std::uint64_t announced = 0;       // Content-Length
  std::uint64_t received = 0;        // of the body
  std::optional<Response> prepared;  // to be sent when the body is out of the way
  std::unique_ptr<BodySink> sink;
  std::string unpoured;  // received for the sink, not yet given to it
  int status = 0;
  std::uint64_t bytes = 0;

  [[nodiscard]] const RouteSpec& spec() const { return match.route->spec; }
  [[nodiscard]] std::uint64_t body_limit() const {
    return endpoint ? endpoint->body_limit() : spec().body_limit;
  }
  [[nodiscard]] bool is_streamed() const { return match.route && match.route->open_sink; }
};

Http1Session::Http1Session(Channel& channel, const SessionContext& context, Peer peer)
    : channel_(channel), context_(context), peer_(std::move(peer)) {
  channel_.set_time_limit(context_.limits.head);
}

Http1Session::~Http1Session() = default;

std::size_t Http1Session::on_input(std::string_view bytes) {
  const auto shown = bytes.size();
  in_input_ = true;
  while (state_ == State::reading) {
    if (!reader_) reader_ = std::make_unique<RequestReader>();
    const auto step = reader_->read(bytes);
    if (step == RequestReader::Step::need_more) {
      on_waiting(!bytes.empty());
      break;
    }
    switch (step) {
      case RequestReader::Step::head:
        begin();
        break;
      case RequestReader::Step::body:
        on_body(reader_->take_body());
        break;
      case RequestReader::Step::complete:
        on_complete();
        break;
      default:
        refuse(reader_->error());
        break;
    }
  }
  in_input_ = false;
  // A request that is held reads on, to learn that its client is gone.
  const bool is_held = state_ == State::working && exchange_->on_gone && bytes.empty();
  if (state_ != State::reading && !is_held) channel_.pause_input();
  return shown - bytes.size();
}

void Http1Session::on_waiting(bool has_partial_head) {
  if (exchange_) {
    channel_.set_time_limit(context_.limits.body_idle);
  } else if (!has_partial_head) {
    reader_.reset();  // idle connections hold no parser
  } else if (!has_begun_head_) {
    // Once for each head: a client that sends it byte by byte gains no time.
    has_begun_head_ = true;
    channel_.set_time_limit(context_.limits.head);
  }
}

void Http1Session::begin() {
  auto& head = reader_->head();
  has_begun_head_ = false;
  exchange_ = std::make_unique<Exchange>();
  exchange_->keep_alive = head.keep_alive;
  exchange_->expects_continue = head.expects_continue;
  exchange_->announced = head.content_length;
  auto& request = exchange_->request;
  request.method = head.method.value_or(Method::get);
  request.target = std::move(head.target);
  request.headers = std::move(head.headers);
  request.request_id = request_id_from(request.headers.get("X-Request-Id"));
  auto client = context_.proxies.client_of(peer_.address, peer_.is_tls, request.headers);
  request.address = std::move(client.address);
  request.is_secure = client.is_secure;

  auto target = parse_target(request.target);
  if (!target) return answer_after_body(context_.router.finish(request, std::unexpected(target.error())));
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const auto endpoint = std::ranges::find_if(
      context_.endpoints, [&](const Endpoint* candidate) { return candidate->serves(request.path); });
  if (endpoint != context_.endpoints.end() && head.method) {
    exchange_->endpoint = *endpoint;
    return begin_route();
  }
  exchange_->match = context_.router.match(request.method, request.path);
  if (!head.method) {
    exchange_->match.route = nullptr;
    return answer_after_body(context_.router.refuse(request, exchange_->match));
  }
  if (auto answer = context_.router.answer_at_once(request, exchange_->match))
    return answer_after_body(*std::move(answer));
  begin_route();
}

void Http1Session::begin_route() {
  if (exchange_->is_streamed()) return open_sink();
  if (exchange_->announced > exchange_->body_limit()) return handle(true);
  if (exchange_->expects_continue) channel_.send(continue_line);
}

/// The answer is known before the body. A short body is read to its end, so that the connection can go on.
void Http1Session::answer_after_body(Response response) {
  const bool is_short = exchange_->announced <= discarded_bytes && !exchange_->expects_continue;
  if (!is_short) return respond(std::move(response));
  exchange_->prepared = std::move(response);
}

void Http1Session::on_body(std::string bytes) {
  exchange_->received += bytes.size();
  if (exchange_->prepared) {
    if (exchange_->received > discarded_bytes) respond(*std::exchange(exchange_->prepared, {}));
  } else if (exchange_->received > exchange_->body_limit()) {
    if (!exchange_->sink) return handle(true);
    abandon_sink();
    refuse(fail(ErrorCode::payload_too_large, "The request body is larger than this route accepts").error());
  } else if (exchange_->sink) {
    exchange_->unpoured += bytes;
    if (exchange_->unpoured.size() >= poured_bytes) pour(false);
  } else {
    exchange_->request.body += bytes;
  }
}

void Http1Session::on_complete() {
  if (exchange_->prepared) return respond(*std::exchange(exchange_->prepared, {}));
  if (exchange_->sink) return pour(true);
  handle(false);
}

void Http1Session::handle_at_endpoint(bool is_body_too_large) {
  state_ = State::working;
  channel_.set_time_limit({});
  Answerer answerer(
      channel_.way_back(), [this](Response response) { respond(std::move(response)); },
      [this](Answerer::Receiver receiver) { hand_over(std::move(receiver)); });
  auto request = exchange_->request;
  if (is_body_too_large) request.body.clear();
  exchange_->on_gone =
      exchange_->endpoint->handle(std::move(request), is_body_too_large, std::move(answerer));
}

void Http1Session::hand_over(Answerer::Receiver receiver) {
  if (is_closed_) {
    finish_exchange(true);
    return receiver(std::nullopt);
  }
  exchange_->status = 101;
  finish_exchange(false);
  state_ = State::closing;
  receiver(channel_.detach());
}

/// Runs `work` on the lane of the route and then `then` with what it returned, here, unless the connection is
/// gone.
template <class Work, class Then>
void Http1Session::run_on_lane(bool is_continuation, Work work, Then then) {
  state_ = State::working;
  channel_.set_time_limit({});
  if (exchange_->spec().lane == Lane::loop) return then(work());
  auto task = [way_back = channel_.way_back(), work = std::move(work), then = std::move(then)]() mutable {
    way_back([result = work(), then = std::move(then)]() mutable { then(std::move(result)); });
  };
  auto& pool = context_.lanes.pool(exchange_->spec().lane);
  const bool is_taken =
      is_continuation ? pool.submit_continuation(std::move(task)) : pool.try_submit(std::move(task));
  if (!is_taken) refuse(fail(ErrorCode::not_ready, "The server is busy, please try again").error());
}

void Http1Session::handle(bool body_too_large) {
  if (exchange_->endpoint) return handle_at_endpoint(body_too_large);
  run_on_lane(
      false,
      [this, body_too_large] {
        return context_.router.handle(exchange_->request, exchange_->match, body_too_large);
      },
      [this](Response response) { respond(std::move(response)); });
}

void Http1Session::open_sink() {
  run_on_lane(
      false, [this] { return context_.router.open_sink(exchange_->request, exchange_->match); },
      [this](Result<std::unique_ptr<BodySink>> sink) {
        if (!sink) return refuse(sink.error());
        exchange_->sink = *std::move(sink);
        if (is_closed_) return give_up();
        if (exchange_->expects_continue) channel_.send(continue_line);
        read_on();
      });
}

/// Gives the sink what has been received; reading goes on when it has been written.
void Http1Session::pour(bool is_last) {
  auto bytes = std::exchange(exchange_->unpoured, {});
  if (is_last)
    return run_on_lane(
        true,
        [this, bytes = std::move(bytes)]() -> Response {
          const auto& request = exchange_->request;
          Result<void> written;
          if (!bytes.empty()) written = context_.router.write_to(request, *exchange_->sink, bytes);
          if (!written) return context_.router.finish(request, std::unexpected(written.error()));
          return context_.router.finish_sink(request, *exchange_->sink);
        },
        [this](Response response) { respond(std::move(response)); });
  run_on_lane(
      true,
      [this, bytes = std::move(bytes)] {
        return context_.router.write_to(exchange_->request, *exchange_->sink, bytes);
      },
      [this](Result<void> written) { on_poured(std::move(written)); });
}

void Http1Session::on_poured(Result<void> written) {
  if (is_closed_) return give_up();
  if (!written) return refuse(written.error());
  read_on();
}

/// What was received before the end came is kept: resumable uploads go on from there.
void Http1Session::abandon_sink() {
  if (!exchange_->sink) return;
  auto task = [way_back = channel_.way_back(), &router = context_.router, request = exchange_->request,
               sink = std::move(exchange_->sink), bytes = std::exchange(exchange_->unpoured, {})]() mutable {
    if (!bytes.empty()) (void)router.write_to(request, *sink, bytes);
    router.abandon(request, *sink);
    sink.reset();
    way_back([] {});
  };
  if (exchange_->spec().lane == Lane::loop) return task();
  context_.lanes.pool(exchange_->spec().lane).submit_continuation(std::move(task));
}

void Http1Session::refuse(const Error& error) {
  if (!exchange_) exchange_ = std::make_unique<Exchange>();
  auto& request = exchange_->request;
  if (request.request_id.empty()) request.request_id = request_id_from({});
  if (request.address.empty()) request.address = peer_.address;
  respond(context_.router.finish(request, std::unexpected(error)));
}

void Http1Session::wait(Later& later) {
  state_ = State::working;
  channel_.set_time_limit({});
  exchange_->on_gone = later.wait({channel_.way_back(),
                                   [this](Response response) {
                                     respond(context_.router.finish(exchange_->request, std::move(response)));
                                   },
                                   nullptr});
  if (!in_input_) channel_.resume_input();  // to learn that the client is gone
}

void Http1Session::respond(Response response) {
  exchange_->on_gone = nullptr;
  if (is_closed_) return finish_exchange(true);
  if (response.later) return wait(*response.later);
  state_ = State::sending;
  channel_.set_time_limit(context_.limits.send_idle);
  const bool is_read = reader_ && reader_->is_complete();
  exchange_->keep_alive = exchange_->keep_alive && is_read && !is_draining_;
  exchange_->status = response.status;
  auto head = serialize_head(response, http_date(), exchange_->keep_alive);
  exchange_->bytes = head.size() + response.content_length();
  std::vector<BodyPiece> pieces;
  pieces.reserve(1 + response.body.size());
  pieces.emplace_back(std::move(head));
  for (auto& piece : response.body) pieces.push_back(std::move(piece));
  if (channel_.send(std::move(pieces))) on_sent();
}

void Http1Session::on_sent() {
  if (state_ != State::sending) return;  // only a 100 Continue
  const bool goes_on = exchange_->keep_alive && !is_draining_;
  finish_exchange(false);
  reader_.reset();
  if (!goes_on) {
    state_ = State::closing;
    return channel_.finish();
  }
  channel_.set_time_limit(context_.limits.keep_alive);
  read_on();
}

void Http1Session::finish_exchange(bool is_broken) {
  const auto exchange = std::move(exchange_);
  if (!context_.observer) return;
  context_.observer->on_finished({.request = exchange->request,
                                  .route = exchange->match.route,
                                  .status = exchange->status,
                                  .bytes = is_broken ? 0 : exchange->bytes,
                                  .duration = SteadyClock::now() - exchange->begun,
                                  .is_broken = is_broken});
}

void Http1Session::read_on() {
  state_ = State::reading;
  // A body may have ended with the bytes that were worked on, or be empty: then no more will come.
  if (reader_ && reader_->is_complete()) return on_complete();
  if (!in_input_) channel_.resume_input();
}

void Http1Session::on_drain() {
  is_draining_ = true;
  if (state_ == State::reading && !exchange_ && !reader_) {
    state_ = State::closing;
    channel_.finish();
  }
}

void Http1Session::on_closed() {
  is_closed_ = true;
  if (!exchange_) return;
  if (exchange_->on_gone) std::exchange(exchange_->on_gone, nullptr)();
  if (state_ != State::working) give_up();  // else the work's return does
}

void Http1Session::give_up() {
  abandon_sink();
  finish_exchange(true);
}

}  // namespace vtp::http
