#include "app/operations_routes.h"

#include <algorithm>
#include <array>

#include "accounts/secrets.h"
#include "http/client_address.h"

namespace vtp::app {
namespace {

using http::Access;
using http::Lane;
using http::Request;
using json::Nothing;

/// The answer of E85.
struct Liveness {
  std::string status = "ok";
};

struct Network {
  std::string_view address;
  unsigned bits;
};
constexpr std::array private_networks{
    Network{"127.0.0.0", 8},    Network{"10.0.0.0", 8}, Network{"172.16.0.0", 12}, Network{"192.168.0.0", 16},
    Network{"169.254.0.0", 16}, Network{"::1", 128},    Network{"fc00::", 7},      Network{"fe80::", 10},
};

bool may_read_metrics(const Request& request, const std::string& token) {
  if (token.empty()) return is_private_address(request.address);
  return accounts::equal_in_constant_time(request.headers.get("Authorization"), "Bearer " + token);
}

constexpr int unwell = 503;

http::RouteSpec probe(std::string path, Lane lane, std::string summary) {
  return {.path = std::move(path),
          .access = Access::open,
          .lane = lane,
          .summary = std::move(summary),
          .tag = "Operations",
          .counts_towards_limits = false};
}

/// A probe whose status says already that something is wrong, for those who do not read the report.
http::RouteSpec checkup(std::string path, std::string summary) {
  auto spec = probe(std::move(path), Lane::database, std::move(summary));
  spec.bad_news_status = unwell;
  return spec;
}

}  // namespace
}  // namespace vtp::app

template <>
struct vtp::json::Shape<vtp::app::Liveness> {
  static constexpr std::string_view name = "Liveness";
  static constexpr std::array fields{field<&vtp::app::Liveness::status>("status")};
};

namespace vtp::app {

bool is_private_address(std::string_view address) {
  const auto parsed = http::IpAddress::parse(address);
  return parsed && std::ranges::any_of(private_networks, [&](const Network& network) {
           const auto base = http::IpAddress::parse(network.address).value();
           // Prefixes of IPv4 count from the mapped form in IPv6.
           return parsed->is_within(base, base.is_v4() ? 96 + network.bits : network.bits);
         });
}

void add_operations_routes(http::RouteTable& routes, HealthChecks& health, Metrics& metrics,
                           const std::string& metrics_token) {
  routes.add<Nothing, Health>(checkup("/health", "Is everything fine?"),
                              [&health](const Request&, Nothing) -> Result<http::Reply<Health>> {
                                auto report = health.health();
                                const int status = report.status == HealthStatus::fail ? unwell : 200;
                                return http::Reply<Health>(std::move(report), {}, status);
                              });
  routes.add<Nothing, Liveness>(probe("/health/live", Lane::loop, "Does the program turn?"),
                                [](const Request&, Nothing) -> Result<Liveness> { return Liveness{}; });
  routes.add<Nothing, Readiness>(checkup("/health/ready", "Should requests be sent here?"),
                                 [&health](const Request&, Nothing) -> Result<http::Reply<Readiness>> {
                                   auto report = health.readiness();
                                   const int status = report.status == "ready" ? 200 : unwell;
                                   return http::Reply<Readiness>(std::move(report), {}, status);
                                 });
  auto spec =
      probe("/metrics", Lane::database, "Figures for Prometheus; private addresses, or a bearer token");
  spec.errors = {ErrorCode::insufficient_permissions};
  spec.answer_type = "text/plain; version=0.0.4";
  routes.add_raw<Nothing>(
      std::move(spec), [&metrics, metrics_token](const Request& request, Nothing) -> Result<http::Response> {
        if (!may_read_metrics(request, metrics_token))
          return fail(ErrorCode::insufficient_permissions, "The metrics are not for this address");
        return http::text_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
      });
}

}  // namespace vtp::app
