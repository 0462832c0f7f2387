// Serves the files of one directory, for bench/static_files.py: file_server DIRECTORY THREADS. Prints its
// address.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/try.h"
#include "http/file_response.h"
#include "http/server.h"

namespace {

using namespace vtp;

class OpenGate final : public http::Gate {
 public:
  Result<void> admit_address(const http::Request&, const http::RouteSpec&) override { return {}; }
  Result<std::optional<Identity>> identify(const http::Request&, const http::RouteSpec&) override {
    return std::nullopt;
  }
  Result<void> admit_user(const http::Request&, const http::RouteSpec&) override { return {}; }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path directory = argv[1];
  http::RouteTable routes;
  // "/loop/..." answers on the network thread, "/lane/..." on a pool as routes that ask the database do.
  const SystemClock clock;
  http::OpenFiles files(clock);
  const auto serve = [&](const http::Request& request, const json::Nothing&) -> Result<http::Response> {
    VTP_TRY(auto file, files.open(directory / request.path_parameter("name")));
    return http::file_response(request, std::move(file), {});
  };
  routes.add_raw<json::Nothing>(
      {.path = "/loop/{name}", .access = http::Access::open, .lane = http::Lane::loop}, serve);
  routes.add_raw<json::Nothing>({.path = "/lane/{name}", .access = http::Access::open}, serve);
  OpenGate gate;
  const http::Router router(routes, gate);
  NullSink sink;
  const Log log(sink, clock);
  LoopGroup loops(static_cast<std::size_t>(std::atoi(argv[2])));
  http::Server server({.listen = {"127.0.0.1:0"}}, loops, router, log);
  if (auto started = server.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().message.c_str());
    return 1;
  }
  std::puts(server.addresses().front().c_str());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  server.drain(std::chrono::seconds(1));
}
