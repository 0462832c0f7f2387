#include "http/endpoint.h"

#include <future>
#include <mutex>

#include <gtest/gtest.h>

#include "support/http/raw_client.h"
#include "support/http/test_server.h"

namespace vtp::http {
namespace {

/// Keeps requests until a test answers them.
class Keeper final : public Endpoint {
 public:
  struct Kept {
    Request request;
    bool is_body_too_large;
    Answerer answerer;
  };

  [[nodiscard]] bool serves(std::string_view path) const override { return path == "/held"; }
  [[nodiscard]] std::uint64_t body_limit() const override { return 1000; }
  OnGone handle(Request request, bool is_body_too_large, Answerer answerer) override {
    arrived_.set_value({std::move(request), is_body_too_large, std::move(answerer)});
    return [this] { gone.set_value(); };
  }

  Kept wait() {
    auto kept = arrived_.get_future().get();
    arrived_ = {};
    return kept;
  }

  std::promise<void> gone;

 private:
  std::promise<Kept> arrived_;
};

class EndpointTest : public testing::Test {
 protected:
  EndpointTest() {
    server_.options.endpoints = {&keeper_};
    server_.start();
  }

  Keeper keeper_;
  TestServer server_;
};

TEST_F(EndpointTest, AnswersWhenItLikesAndTheConnectionGoesOn) {
  RawClient client(server_.address());
  for (int i = 0; i < 3; ++i) {
    client.send("POST /held?n=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    auto kept = keeper_.wait();
    EXPECT_EQ(kept.request.body, "hi");
    EXPECT_EQ(*kept.request.query_parameter("n"), "1");
    EXPECT_FALSE(kept.is_body_too_large);
    std::thread([&] { kept.answerer.send(text_response(200, "text/plain", "later")); }).join();
    EXPECT_EQ(client.receive()->body, "later");
  }
}

TEST_F(EndpointTest, PipelinedRequestsWaitTheirTurn) {
  RawClient client(server_.address());
  client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\nGET /none HTTP/1.1\r\nHost: h\r\n\r\n");
  keeper_.wait().answerer.send(text_response(200, "text/plain", "first"));
  EXPECT_EQ(client.receive()->body, "first");
  EXPECT_EQ(client.receive()->status, 404);
}

TEST_F(EndpointTest, LongBodiesAreNotRead) {
  RawClient client(server_.address());
  client.send("POST /held HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n");
  auto kept = keeper_.wait();
  EXPECT_TRUE(kept.is_body_too_large);
  kept.answerer.send(text_response(413, "text/plain", "too long"));
  EXPECT_EQ(client.receive()->status, 413);
}

TEST_F(EndpointTest, LearnsThatTheClientIsGone) {
  std::optional<Keeper::Kept> kept;
  {
    RawClient client(server_.address());
    client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
    kept = keeper_.wait();
  }
  keeper_.gone.get_future().get();
  kept->answerer.send(text_response(200, "text/plain", "nobody reads this"));
}

TEST_F(EndpointTest, ForgottenRequestsAreAnsweredAllTheSame) {
  RawClient client(server_.address());
  client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
  {
    const auto forgotten = keeper_.wait();
  }
  EXPECT_EQ(client.receive()->status, 503);
}

TEST_F(EndpointTest, TakesTheConnectionWithWhatWasReadAlready) {
  RawClient client(server_.address());
  client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\nmore");
  auto kept = keeper_.wait();
  std::promise<DetachedConnection> taken;
  kept.answerer.take_over(
      [&](std::optional<DetachedConnection> connection) { taken.set_value(*std::move(connection)); });
  auto connection = taken.get_future().get();
  EXPECT_EQ(connection.input, "more");
  EXPECT_EQ(server_.server().connections(), 1U);  // still counted
  EXPECT_EQ(connection.transport->write("raw", false).bytes, 3U);
  connection = {};
  EXPECT_EQ(client.receive_all(), "raw");
  EXPECT_EQ(server_.server().connections(), 0U);
}

}  // namespace
}  // namespace vtp::http
