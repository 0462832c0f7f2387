#include "http/request_recorder.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

class CaptureSink final : public LogSink {
 public:
  void write(std::string_view line) noexcept override { lines += line; }
  std::string lines;
};

TEST(RequestRecorder, CountsAndLogsWithoutQuery) {
  CaptureSink sink;
  const SystemClock clock;
  const Log log(sink, clock);
  Metrics metrics;
  RequestRecorder recorder(log, metrics);
  Route route;
  route.spec.path = "/notes/{id}";
  Request request;
  request.target = "/notes/1?token=secret";
  request.path = "/notes/1";
  request.query = {{"token", "secret"}};
  request.body = "secret";
  request.request_id = "r-1";
  request.address = "203.0.113.9";
  const RequestOutcome outcome{.request = request,
                               .route = &route,
                               .status = 200,
                               .bytes = 321,
                               .duration = std::chrono::milliseconds(2),
                               .is_broken = false};
  recorder.on_finished(outcome);
  recorder.on_finished(outcome);
  recorder.on_finished({.request = request,
                        .route = nullptr,
                        .status = 404,
                        .bytes = 1,
                        .duration = std::chrono::milliseconds(2),
                        .is_broken = false});
  EXPECT_FALSE(sink.lines.contains("secret"));
  EXPECT_TRUE(sink.lines.contains(
      "Request method=GET route=/notes/{id} status=200 ms=2 bytes=321 address=203.0.113.9 request_id=r-1\n"))
      << sink.lines;
  const auto text = metrics.text();
  EXPECT_TRUE(text.contains(R"(vtp_http_requests_total{route="/notes/{id}",method="GET",status="200"} 2)"))
      << text;
  EXPECT_TRUE(text.contains(R"(vtp_http_requests_total{route="none",method="GET",status="404"} 1)"));
  EXPECT_TRUE(
      text.contains(R"(vtp_http_request_duration_seconds_count{route="/notes/{id}",method="GET"} 2)"));
}

}  // namespace
}  // namespace vtp::http
