// The program as one list of objects: what exists, in the order in which it needs one another.
#pragma once

#include <memory>
#include <string>

#include "accounts/accounts.h"
#include "app/config.h"
#include "app/health.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/time.h"
#include "blobs/directory.h"
#include "database/database.h"
#include "http/endpoint.h"
#include "http/route.h"
#include "sfu/server/media_server.h"

namespace vtp::app {

/// The name of this build, from CMakeLists.txt.
std::string_view program_version();

class Platform {
 public:
  /// Opens database and media folder and brings the schema up to date. `config`, `log` and `clock` must
  /// outlive the platform, and so must `media`, without which classes have no server for their media. The
  /// message of an error is for the operator.
  static Result<std::unique_ptr<Platform>> open(const Config& config, const Log& log, const Clock& clock,
                                                sfu::MediaServer* media = nullptr);
  ~Platform();

  /// All routes but those of the web application.
  [[nodiscard]] const http::RouteTable& routes() const;
  [[nodiscard]] http::Gate& gate();
  [[nodiscard]] Metrics& metrics();
  [[nodiscard]] HealthChecks& health();
  [[nodiscard]] accounts::UserService& users();
  /// Where the sockets of classes come in; for http::ServerOptions::endpoints.
  [[nodiscard]] http::Endpoint& sockets();

  /// Has anybody registered yet?
  [[nodiscard]] bool has_users();
  /// The OpenAPI document of all routes.
  [[nodiscard]] std::string openapi() const;

  /// Begins to work on jobs and to clean up, as far as the roles of this process say so.
  void start();
  /// Says that no more requests should come, and sends the clients of classes away, to come back to the next
  /// process.
  void start_draining();
  /// Gives unfinished jobs back to the queue.
  void stop();

 private:
  struct Parts;
  explicit Platform(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The database alone, at the schema of this program; for the commands that need no more. `metrics` learns
/// how long statements take.
Result<std::unique_ptr<db::Database>> open_database(const Config& config, const Log& log,
                                                    Metrics* metrics = nullptr);

}  // namespace vtp::app
