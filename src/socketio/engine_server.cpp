#include "socketio/engine_server.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "http/websocket_handshake.h"

namespace vtp::socketio {
namespace {

/// The refusals of the protocol.
struct Refusal {
  int status;
  int code;
  std::string_view message;
};
constexpr Refusal unknown_transport{400, 0, "Transport unknown"};
constexpr Refusal unknown_session{400, 1, "Session ID unknown"};
constexpr Refusal bad_method{400, 2, "Bad handshake method"};
constexpr Refusal bad_request{400, 3, "Bad request"};
constexpr Refusal forbidden{403, 4, "Forbidden"};
constexpr Refusal unsupported_version{400, 5, "Unsupported protocol version"};

void refuse(HeldPoll poll, const Refusal& refusal) {
  poll.refuse(refusal.status, refusal.code, refusal.message);
}

std::string_view parameter(const http::Request& request, std::string_view name) {
  const auto* value = request.query_parameter(name);
  return value ? std::string_view(*value) : std::string_view();
}

/// The part of an origin that a Host field has: behind "scheme://".
std::string_view host_of(std::string_view origin) {
  const auto start = origin.find("://");
  return start == std::string_view::npos ? std::string_view() : origin.substr(start + 3);
}

}  // namespace

EngineServer::EngineServer(const Options& options, EngineHost& host, Open open)
    : options_(options), host_(host), open_(std::move(open)), timers_(host.now()) {
  if (options_.compresses) inflater_ = std::make_unique<http::Inflater>();
}

EngineServer::~EngineServer() = default;

void EngineServer::guarded(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::exception& exception) {
    host_.report(exception.what());
  } catch (...) {
    host_.report("an exception of unknown type");
  }
}

void EngineServer::begin_turn() {
  if (!std::exchange(in_turn_, true)) host_.turn_began();
  timers_.advance(host_.now());
}

void EngineServer::end_turn() {
  in_turn_ = false;
  // Flushing may close sessions and make others send: they wait for the next turn.
  const auto ended = std::exchange(ended_, {});
  const auto dirty = std::exchange(dirty_, {});
  for (auto* session : dirty) {
    session->is_dirty_ = false;
    guarded([&] { session->flush(); });
  }
}

void EngineServer::mark_dirty(EngineSession& session) {
  if (std::exchange(session.is_dirty_, true)) return;
  dirty_.push_back(&session);
  if (!std::exchange(in_turn_, true)) host_.turn_began();
}

http::Deflater& EngineServer::deflater() {
  if (!deflater_) deflater_ = std::make_unique<http::Deflater>();
  return *deflater_;
}

EngineSession* EngineServer::find(const Token& id) {
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : found->second.get();
}

EngineSession* EngineServer::open_session(EngineWire* wire, Handshake handshake) {
  auto owned = std::make_unique<EngineSession>(*this, wire);
  auto& session = *owned;
  sessions_.emplace(session.id(), std::move(owned));
  session.open(open_(session, std::move(handshake)));
  return &session;
}

void EngineServer::remove(EngineSession& session) {
  const auto found = sessions_.find(session.id());
  if (found == sessions_.end()) return;
  bury(std::shared_ptr<EngineSession>(std::move(found->second)));
  sessions_.erase(found);
  mark_dirty(session);  // a turn ends, in which it is forgotten
}

void EngineServer::close_all(DisconnectReason reason) {
  std::vector<EngineSession*> all;
  for (const auto& [id, session] : sessions_) all.push_back(session.get());
  for (auto* session : all) session->close(reason);
}

bool EngineServer::allows_origin(const http::Request& request) const {
  const auto origin = request.headers.get("Origin");
  return options_.origins.any || origin.empty() || host_of(origin) == request.headers.get("Host") ||
         std::ranges::find(options_.origins.listed, origin) != options_.origins.listed.end();
}

http::Headers EngineServer::cors_fields(const http::Request& request) const {
  http::Headers fields;
  if (!options_.origins.any) fields.set("Vary", "Origin");
  const auto origin = request.headers.get("Origin");
  if (origin.empty() || !allows_origin(request)) return fields;
  fields.set("Access-Control-Allow-Origin", std::string(origin));
  fields.set("Access-Control-Allow-Credentials", "true");
  if (request.method != http::Method::options) return fields;
  fields.set("Access-Control-Allow-Methods", "GET, POST");
  fields.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
  fields.set("Access-Control-Max-Age", "86400");
  return fields;
}

EngineServer::OnGone EngineServer::handle(const http::Request& request, bool is_body_too_large,
                                          http::Answerer answerer) {
  OnGone on_gone = [] {};
  in_turn([&] {
    HeldPoll poll(std::move(answerer), cors_fields(request));
    const auto sid = parameter(request, "sid");
    const auto transport = parameter(request, "transport");
    const auto token = Token::parse(sid);
    auto* session = token ? find(*token) : nullptr;
    if (!allows_origin(request)) return refuse(std::move(poll), forbidden);
    if (request.method == http::Method::options) return poll.send(std::string());
    if (parameter(request, "EIO") != "4") return refuse(std::move(poll), unsupported_version);
    if (transport != "polling" && transport != "websocket") return refuse(std::move(poll), unknown_transport);
    if (!sid.empty() && !session) return refuse(std::move(poll), unknown_session);
    if (!session && request.method != http::Method::get) return refuse(std::move(poll), bad_method);
    if (!session && (refuses_new_ || sessions_.size() >= options_.max_sessions))
      return refuse(std::move(poll), forbidden);
    const bool is_upgrade = http::asks_for_websocket(request);
    if (is_upgrade != (transport == "websocket")) return refuse(std::move(poll), bad_request);
    if (is_upgrade) return open_websocket(request, session, std::move(poll));
    if (!session) return open_polling(request, std::move(poll));
    if (!session->is_polling()) return refuse(std::move(poll), bad_request);
    on_gone = handle_polling(request, *session, is_body_too_large, std::move(poll));
  });
  return on_gone;
}

void EngineServer::open_polling(const http::Request& request, HeldPoll poll) {
  auto* session = open_session(nullptr, handshake_of(request));
  session->on_poll(std::move(poll));
}

EngineServer::OnGone EngineServer::handle_polling(const http::Request& request, EngineSession& session,
                                                  bool is_body_too_large, HeldPoll poll) {
  if (is_body_too_large) {
    session.on_oversized_post(std::move(poll));
  } else if (request.method == http::Method::post) {
    session.on_post(request.body, std::move(poll));
  } else if (request.method == http::Method::get) {
    session.on_poll(std::move(poll));
    return [this, id = session.id()] {
      in_turn([&] {
        if (auto* waiting = find(id)) waiting->on_poll_gone();
      });
    };
  } else {
    refuse(std::move(poll), bad_request);
  }
  return [] {};
}

void EngineServer::open_websocket(const http::Request& request, const EngineSession* session, HeldPoll poll) {
  auto handshake = http::shake_hands(request, options_.compresses);
  if (!handshake) return poll.send(std::move(handshake.error()));
  auto purpose = session ? EngineWire::Purpose(session->id()) : EngineWire::Purpose(handshake_of(request));
  host_.open_websocket(poll.take_answerer(), std::move(handshake->head),
                       {.max_message_bytes = options_.max_payload,
                        .compresses = handshake->compresses,
                        .inflater = inflater_.get()},
                       std::make_unique<EngineWire>(*this, std::move(purpose)));
}

}  // namespace vtp::socketio
