// The server that the official test suites of Engine.IO 4 and Socket.IO 5 expect, our own tests with the npm
// client, and load generators:
//
//   socketio-conformance --port P [--engine] [--ping MS] [--recovery MS] [--compress] [--threads N]
//
// With --engine it echoes every message of Engine.IO on /engine.io/. Otherwise it serves Socket.IO on
// /socket.io/.
#include <charconv>
#include <csignal>
#include <cstring>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "http/server.h"
#include "json/scan.h"
#include "socketio/server.h"

namespace {

using namespace vtp;
using namespace vtp::socketio;

struct Command {
  int port = 0;
  bool is_engine_only = false;
  std::size_t threads = 1;
  Options options;
};

/// The text of a value that should be a JSON string.
std::string text_of(std::string_view value) {
  return value.starts_with('"') ? json::unquote(value) : std::string(value);
}

std::string member(std::string_view object, std::string_view name) {
  const auto members = json::object_members(object);
  if (!members) return {};
  for (const auto& [key, value] : *members)
    if (key == name) return text_of(value);
  return {};
}

class EngineEcho final : public EngineListener {
 public:
  explicit EngineEcho(EngineSession& session) : session_(session) {}
  void on_text(std::string text) override { session_.send(std::make_shared<const Message>("4" + text)); }
  void on_binary(std::string bytes) override { session_.send(Message::of_binary(std::move(bytes))); }
  void on_close(DisconnectReason) override {}

 private:
  EngineSession& session_;
};

/// What the suites expect of `/` and `/custom`, and what load generators and our own tests ask for.
class Conformance final : public NamespaceHandler {
 public:
  void on_attempt(ConnectAttempt attempt) override {
    auth_ = attempt.auth();
    if (auth_.contains("\"refuse\"")) return attempt.refuse("refused", R"({"code":"NO"})");
    attempt.accept();
  }
  void on_connect(Socket& socket) override { socket.emit("auth", Arguments(auth_)); }

  void on_event(Socket& socket, Event event) override {
    auto& values = event.arguments.values;
    if (event.name == "message") {
      socket.emit("message-back", event.arguments);
    } else if (event.name == "message-with-ack" || event.name == "echo") {
      if (event.ack) event.ack->send(std::move(event.arguments));
    } else if (event.name == "join" && !values.empty()) {
      socket.join(text_of(values.front()));
      if (event.ack) event.ack->send({});
    } else if (event.name == "msg" && !values.empty()) {
      const auto room = member(values.front(), "room");
      socket.space().to(room).emit("msg", std::move(event.arguments));
      if (event.ack) event.ack->send({});
    } else {
      on_test_event(socket, event);
    }
  }

 private:
  /// For our own tests with the npm client.
  static void on_test_event(Socket& socket, Event& event) {
    auto& values = event.arguments.values;
    if (event.name == "ask" && values.size() == 2) {
      int timeout = 0;
      std::from_chars(values[0].data(), values[0].data() + values[0].size(), timeout);
      socket.emit_with_ack(
          "question", Arguments(values[1]), std::chrono::milliseconds(timeout),
          [ack = event.ack](AckResult result) mutable {
            if (!ack) return;
            if (result) return ack->send(std::move(*result));
            ack->send(
                Arguments(result.error() == AckFailure::timed_out ? R"("timed out")" : R"("disconnected")"));
          });
    } else if (event.name == "others" && !values.empty()) {
      socket.space().to_all().except(socket.id()).emit("from-other", std::move(event.arguments));
    } else if (event.name == "flood" && values.size() == 2) {
      std::size_t count = 0;
      std::from_chars(values[0].data(), values[0].data() + values[0].size(), count);
      for (std::size_t i = 0; i < count; ++i) socket.emit("flood", Arguments(values[1]));
    } else if (event.name == "leave-server") {
      socket.disconnect();
    } else if (event.name == "close-server") {
      socket.disconnect(true);
    } else if (event.name == "throw") {
      throw std::runtime_error("asked to");
    } else if (event.name == "size" && event.ack) {
      event.ack->send(Arguments(std::to_string(socket.space().size())));
    }
  }

  std::string auth_;  // of the attempt being decided: it is, before anything else happens
};

int number_of(const char* text) {
  int number = 0;
  std::from_chars(text, text + std::strlen(text), number);
  return number;
}

Command parse(int count, char** texts) {
  Command arguments;
  auto& options = arguments.options;
  options.ping_interval = std::chrono::milliseconds(300);
  options.ping_timeout = std::chrono::milliseconds(200);
  options.connect_timeout = std::chrono::milliseconds(1000);
  options.origins.any = true;
  for (int i = 1; i < count; ++i) {
    const std::string_view name = texts[i];
    const int number = i + 1 < count ? number_of(texts[i + 1]) : 0;
    if (name == "--engine") {
      arguments.is_engine_only = true;
      options.path = "/engine.io/";
    } else if (name == "--compress") {
      options.compresses = true;
    } else if (name == "--port") {
      arguments.port = number;
      ++i;
    } else if (name == "--threads") {
      arguments.threads = static_cast<std::size_t>(number);
      ++i;
    } else if (name == "--ping") {
      options.ping_interval = std::chrono::milliseconds(number);
      options.ping_timeout = std::chrono::milliseconds(20'000);
      options.connect_timeout = std::chrono::milliseconds(45'000);
      ++i;
    } else if (name == "--recovery") {
      options.recovery = Recovery{.window = std::chrono::milliseconds(number)};
      ++i;
    }
  }
  return arguments;
}

/// No routes but the endpoint's.
class NoGate final : public http::Gate {
 public:
  Result<void> admit_address(const http::Request&, const http::RouteSpec&) override { return {}; }
  Result<std::optional<Identity>> identify(const http::Request&, const http::RouteSpec&) override {
    return std::nullopt;
  }
  Result<void> admit_user(const http::Request&, const http::RouteSpec&) override { return {}; }
};

/// Serves until a signal; on IPv6 too where there is any.
void serve(LoopGroup& loops, const Log& log, int port, http::Endpoint& endpoint, const sigset_t& signals) {
  const http::RouteTable routes;
  NoGate gate;
  const http::Router router(routes, gate);
  http::ServerOptions options{
      .listen = {fmt::format("127.0.0.1:{}", port)}, .max_connections = 100'000, .endpoints = {&endpoint}};
  http::Server server(options, loops, router, log);
  if (const auto started = server.start(); !started) {
    fmt::print(stderr, "{}\n", started.error().message);
    return;
  }
  options.listen = {fmt::format("[::1]:{}", port)};
  http::Server server_v6(options, loops, router, log);
  if (const auto started = server_v6.start(); !started) fmt::print(stderr, "{}\n", started.error().message);
  fmt::print("listening on {}\n", server.addresses().front());
  std::fflush(stdout);
  int number = 0;
  sigwait(&signals, &number);
}

}  // namespace

int main(int count, char** texts) {
  sigset_t signals;
  sigemptyset(&signals);
  for (int number : {SIGTERM, SIGINT}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const auto arguments = parse(count, texts);
  StderrSink sink;
  const SystemClock clock;
  const Log log(sink, clock);
  LoopGroup loops(arguments.threads);
  if (arguments.is_engine_only) {
    EngineEndpoint endpoint(
        arguments.options, loops.loop(0), log,
        [](EngineSession& session, const Handshake&) { return std::make_unique<EngineEcho>(session); });
    serve(loops, log, arguments.port, endpoint, signals);
  } else {
    Conformance handler;
    Server server(arguments.options, loops.loop(0), log);
    server.add_namespace("/", handler);
    server.add_namespace("/custom", handler);
    serve(loops, log, arguments.port, server.endpoint(), signals);
  }
  return 0;
}
