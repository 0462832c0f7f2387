// The HTTP server: listening sockets on every loop, connections, an orderly end.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "http/http1_session.h"
#include "http/lanes.h"
#include "http/observer.h"
#include "http/router.h"
#include "http/tls.h"
#include "runtime/loop_group.h"

namespace vtp::http {

class ServerLoop;
class ConnectionCount;

struct ServerOptions {
  std::vector<std::string> listen{"0.0.0.0:8080"};  // HOST:PORT in clear text; port 0 is any free one
  std::vector<std::string> listen_tls;              // HOST:PORT with TLS
  std::optional<TlsFiles> tls;                      // needed by listen_tls
  TrustedProxies trusted_proxies;
  std::size_t max_connections = 10'000;
  LaneOptions lanes;
  SessionLimits limits;
  /// Asked in turn before the router; they must outlive the server.
  std::vector<Endpoint*> endpoints;
};

class Server {
 public:
  /// What is referred to must outlive the server. `observer` may be null.
  Server(ServerOptions options, LoopGroup& loops, const Router& router, const Log& log,
         RequestObserver* observer = nullptr);
  /// Closes whatever is left and waits for handlers that still run. The loops must still run, too.
  ~Server();

  /// Begins to accept. Fails with a message for operators.
  Result<void> start();

  /// Where the server listens, with real ports, in the order of the options (clear text before TLS).
  [[nodiscard]] const std::vector<std::string>& addresses() const { return addresses_; }
  [[nodiscard]] std::size_t connections() const;

  /// Reads certificate and key again.
  Result<void> reload_certificates();

  /// Stops accepting, closes idle connections, lets running requests finish for at most `limit`, closes the
  /// rest. Not to be called from a loop.
  void drain(std::chrono::milliseconds limit);

 private:
  Result<void> listen(const std::string& address, const TlsContext* tls);
  void on_every_loop(void (ServerLoop::*call)());

  const ServerOptions options_;
  LoopGroup& loops_;
  Lanes lanes_;
  const SessionContext context_;
  std::shared_ptr<ConnectionCount> count_;
  std::unique_ptr<TlsContext> tls_;
  std::vector<std::unique_ptr<ServerLoop>> per_loop_;
  std::vector<std::string> addresses_;
};

}  // namespace vtp::http
