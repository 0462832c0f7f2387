#include "http/server.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <mutex>
#include <random>
#include <semaphore>

#include <gtest/gtest.h>

#include "http/file_response.h"
#include "support/http/raw_client.h"
#include "support/http/test_server.h"

namespace vtp::http {
struct Echo {
  std::string text;
};
}  // namespace vtp::http

template <>
struct vtp::json::Shape<vtp::http::Echo> {
  static constexpr std::string_view name = "Echo";
  static constexpr std::array fields{field<&vtp::http::Echo::text>("text", verbatim, length(0, 10'000'000))};
};

namespace vtp::http {
namespace {

/// What happened to a streamed body, seen from outside.
struct Stream {
  std::mutex mutex;
  std::string bytes;
  std::size_t largest_piece = 0;
  std::binary_semaphore gate{0};
  std::atomic<bool> waits = false;
  std::promise<void> abandoned;
};

class StreamSink final : public BodySink {
 public:
  explicit StreamSink(Stream& stream) : stream_(stream) {}
  Result<void> write(std::string_view bytes) override {
    if (stream_.waits) stream_.gate.acquire();
    const std::scoped_lock lock(stream_.mutex);
    stream_.bytes += bytes;
    stream_.largest_piece = std::max(stream_.largest_piece, bytes.size());
    if (stream_.bytes.contains("FULL")) return fail(ErrorCode::insufficient_storage, "The disk is full");
    return {};
  }
  Result<Response> finish() override {
    return text_response(200, "text/plain", std::to_string(stream_.bytes.size()));
  }
  void abandon() override { stream_.abandoned.set_value(); }

 private:
  Stream& stream_;
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    auto& routes = server_.routes;
    routes.add<Echo, Echo>({.method = Method::post, .path = "/echo", .body_limit = 2'000'000},
                           [](const Request&, const Echo& echo) -> Result<Echo> { return echo; });
    routes.add<Echo, Echo>({.path = "/echo"},
                           [](const Request&, const Echo& echo) -> Result<Echo> { return echo; });
    routes.add<json::Nothing, Echo>(
        {.path = "/loop", .lane = Lane::loop},
        [](const Request& request, const json::Nothing&) -> Result<Echo> { return Echo{request.address}; });
    routes.add_raw<json::Nothing>({.path = "/file"},
                                  [this](const Request& request, const json::Nothing&) -> Result<Response> {
                                    return file_response(request, path_, {.etag = "\"v1\""});
                                  });
    routes.add_raw<json::Nothing>({.path = "/wait"},
                                  [this](const Request&, const json::Nothing&) -> Result<Response> {
                                    entered_.release();
                                    leave_.acquire();
                                    return text_response(200, "text/plain", "done");
                                  });
    routes.add_streamed({.method = Method::patch,
                         .path = "/stream",
                         .body_limit = 5'000'000,
                         .content_types = {"application/octet-stream"}},
                        [this](const Request&) -> Result<std::unique_ptr<BodySink>> {
                          return std::make_unique<StreamSink>(stream_);
                        });
  }
  ~ServerTest() override {
    server_.stop();
    if (!path_.empty()) std::filesystem::remove(path_);
  }

  void make_file(std::size_t bytes) {
    path_ = testing::TempDir() + "server_test_" + std::to_string(::getpid());
    content_.resize(bytes);
    std::mt19937 random(7);
    for (auto& c : content_) c = static_cast<char>(random());
    std::ofstream(path_, std::ios::binary) << content_;
  }

  static std::string post(std::string_view body, std::string_view fields = {}) {
    return "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(fields) + "\r\n" + std::string(body);
  }

  std::filesystem::path path_;
  std::string content_;
  Stream stream_;
  std::counting_semaphore<8> entered_{0};
  std::counting_semaphore<8> leave_{0};
  TestServer server_;
};

TEST_F(ServerTest, AConnectionServesOneRequestAfterAnother) {
  server_.start();
  RawClient client(server_.address());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask("GET /echo?text=hello HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, R"({"text":"hello"})");
    EXPECT_FALSE(answer->field("Date").empty());
    EXPECT_FALSE(answer->field("X-Request-Id").empty());
  }
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->body, R"({"text":"127.0.0.1"})");
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  server_.start();
  RawClient client(server_.address());
  std::string all;
  for (int i = 0; i < 200; ++i) {
    const auto number = std::to_string(i);
    all += i % 3 == 0 ? post(R"({"text":")" + number + R"("})")
                      : "GET /echo?text=" + number + " HTTP/1.1\r\nHost: h\r\n\r\n";
    if (i % 7 == 0) all += "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n";
  }
  client.send(all);
  for (int i = 0; i < 200; ++i) {
    const auto answer = client.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, R"({"text":")" + std::to_string(i) + R"("})");
    if (i % 7 == 0) EXPECT_EQ(client.receive()->status, 404);
  }
}

TEST_F(ServerTest, BytesOneByOneAreARequestToo) {
  server_.start();
  RawClient client(server_.address());
  for (const char c : post(R"({"text":"slow"})")) client.send({&c, 1});
  EXPECT_EQ(client.receive()->body, R"({"text":"slow"})");
}

TEST_F(ServerTest, TheConnectionClosesWhenTheClientSaysSo) {
  server_.start();
  RawClient client(server_.address());
  const auto answer = client.ask("GET /loop HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer->field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
  RawClient old(server_.address());
  old.send("GET /loop HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(old.receive_all().starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ServerTest, AClientThatSendsNoMoreIsStillAnswered) {
  server_.start();
  RawClient client(server_.address());
  client.send("GET /echo?text=a HTTP/1.1\r\nHost: h\r\n\r\n");
  client.finish_sending();
  EXPECT_EQ(client.receive()->status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, HeadHasTheLengthAndNoBody) {
  server_.start();
  RawClient client(server_.address());
  const auto head = client.ask("HEAD /echo?text=hello HTTP/1.1\r\nHost: h\r\n\r\n", false);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("Content-Length"), "16");
  EXPECT_EQ(client.ask("GET /echo?text=b HTTP/1.1\r\nHost: h\r\n\r\n")->body, R"({"text":"b"})");
}

TEST_F(ServerTest, ChunkedBodiesAreRead) {
  server_.start();
  RawClient client(server_.address());
  const auto answer = client.ask(
      "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
      "chunked\r\n\r\n8\r\n{\"text\":\r\n4;x\r\n\"hi\"\r\n1\r\n}\r\n0\r\n\r\n");
  EXPECT_EQ(answer->body, R"({"text":"hi"})");
}

TEST_F(ServerTest, LargeTextsPassBothWays) {
  server_.start();
  RawClient client(server_.address());
  const auto body = R"({"text":")" + std::string(1'500'000, 'x') + R"("})";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(post(body))->body, body);
}

TEST_F(ServerTest, MalformedRequestsAreToldAndTheConnectionEnds) {
  server_.start();
  for (const auto& [request, status] : std::initializer_list<std::pair<std::string, int>>{
           {"nonsense\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\n\r\n", 400},
           {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400},
           {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
           {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40'000, 'a') + "\r\n\r\n", 431}}) {
    RawClient client(server_.address());
    const auto answer = client.ask(request);
    ASSERT_TRUE(answer) << request.substr(0, 40);
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->field("Connection"), "close");
    EXPECT_TRUE(answer->body.contains("\"request_id\""));
    EXPECT_TRUE(client.is_closed());
  }
}

TEST_F(ServerTest, MalformedAddressesLeaveTheConnectionOpen) {
  server_.start();
  RawClient client(server_.address());
  EXPECT_EQ(client.ask("GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n")->status, 400);
  EXPECT_EQ(client.ask("BREW /echo HTTP/1.1\r\nHost: h\r\n\r\n")->status, 405);
  EXPECT_EQ(client.ask("BREW /nowhere HTTP/1.1\r\nHost: h\r\n\r\n")->status, 404);
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
}

TEST_F(ServerTest, ABodyThatIsTooLongIsNotRead) {
  server_.start();
  RawClient announced(server_.address());
  const auto answer = announced.ask("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2000001\r\n\r\n");
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(answer->field("Connection"), "close");
  RawClient chunked(server_.address());
  chunked.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n");
  chunked.send(std::string(0x200000, 'a'));
  EXPECT_EQ(chunked.receive()->status, 413);
  EXPECT_TRUE(chunked.is_closed());
}

TEST_F(ServerTest, AShortBodyThatNobodyWantsIsPassedOver) {
  server_.start();
  RawClient client(server_.address());
  EXPECT_EQ(client.ask("POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")->status, 404);
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
  EXPECT_EQ(client.ask("POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\nhello")->status,
            404);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, ContinueIsSentOnlyWhenTheBodyIsWanted) {
  server_.start();
  RawClient client(server_.address());
  const auto go_on = client.ask(
      "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n", false);
  EXPECT_EQ(go_on->status, 100);
  EXPECT_EQ(client.ask(R"({"text":"a"})")->body, R"({"text":"a"})");
  const auto refused =
      client.ask("POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n");
  EXPECT_EQ(refused->status, 413);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, AFileArrivesAsItIs) {
  make_file(10'000'000);
  server_.start();
  RawClient client(server_.address());
  for (int i = 0; i < 2; ++i) {
    const auto answer = client.ask("GET /file HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(answer->body == content_);
  }
  const auto part = client.ask("GET /file HTTP/1.1\r\nHost: h\r\nRange: bytes=123456-6234567\r\n\r\n");
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->field("Content-Range"), "bytes 123456-6234567/10000000");
  EXPECT_TRUE(part->body == content_.substr(123456, 6234567 - 123456 + 1));
  EXPECT_EQ(client.ask("GET /file HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"v1\"\r\n\r\n")->status, 304);
  EXPECT_EQ(client.ask("HEAD /file HTTP/1.1\r\nHost: h\r\n\r\n", false)->field("Content-Length"), "10000000");
}

TEST_F(ServerTest, AStreamedBodyReachesItsSinkInLargePieces) {
  server_.start();
  RawClient client(server_.address());
  const std::string body(4'000'000, 'b');
  const auto head =
      "PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  EXPECT_EQ(client.ask(head + body)->body, "4000000");
  EXPECT_TRUE(stream_.bytes == body);
  EXPECT_GE(stream_.largest_piece, 256U * 1024);
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
}

TEST_F(ServerTest, AStreamWithoutBodyIsFinishedAtOnce) {
  server_.start();
  RawClient client(server_.address());
  for (auto fields : {"", "Content-Length: 0\r\n"}) {
    const auto answer = client.ask(std::string("PATCH /stream HTTP/1.1\r\nHost: h\r\n") + fields + "\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
  }
}

TEST_F(ServerTest, AStreamIsFinishedWhereverItsPiecesEnd) {
  server_.start();
  // Around the size in which bodies are handed on, the last piece may be the one that ends the body.
  for (std::size_t size : {262'143UL, 262'144UL, 262'145UL, 524'288UL}) {
    RawClient client(server_.address());
    const auto answer =
        client.ask("PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) +
                   "\r\n\r\n" + std::string(size, 'x'));
    ASSERT_TRUE(answer) << size;
    EXPECT_EQ(answer->status, 200);
  }
}

TEST_F(ServerTest, ASlowSinkMakesTheClientWait) {
  stream_.waits = true;
  server_.start();
  RawClient client(server_.address());
  const std::size_t announced = 5'000'000;
  client.send("PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(announced) +
              "\r\n\r\n");
  // Without blocking, no more can be sent than the system's buffers and one piece hold.
  std::size_t sent = 0;
  const std::string piece(65536, 'c');
  auto sender = std::async(std::launch::async, [&] {
    while (sent < announced) {
      client.send(std::string_view(piece).substr(0, announced - sent));
      sent += std::min(piece.size(), announced - sent);
    }
  });
  for (int i = 0; i < 100; ++i) stream_.gate.release(), std::this_thread::yield();
  stream_.waits = false;
  stream_.gate.release();
  sender.get();
  EXPECT_EQ(client.receive()->body, "5000000");
}

TEST_F(ServerTest, AFailingSinkAnswersAtOnce) {
  server_.start();
  RawClient client(server_.address());
  client.send("PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: 4000000\r\n\r\nFULL" +
              std::string(1'000'000, 'x'));
  EXPECT_EQ(client.receive()->status, 507);
}

TEST_F(ServerTest, AStreamThatIsTooLongIsRefused) {
  server_.start();
  RawClient announced(server_.address());
  EXPECT_EQ(announced.ask("PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: 5000001\r\n\r\n")->status,
            413);
  RawClient chunked(server_.address());
  chunked.send("PATCH /stream HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n500000\r\n" +
               std::string(0x500000, 'a'));
  EXPECT_EQ(chunked.receive()->status, 413);
  stream_.abandoned.get_future().wait();
}

TEST_F(ServerTest, ABrokenStreamKeepsWhatCameAndIsAbandoned) {
  server_.start();
  RawClient client(server_.address());
  client.send("PATCH /stream HTTP/1.1\r\nHost: h\r\nContent-Length: 4000000\r\n\r\n" +
              std::string(100'000, 'x'));
  client.finish_sending();
  stream_.abandoned.get_future().wait();
  EXPECT_EQ(stream_.bytes.size(), 100'000U);
}

TEST_F(ServerTest, AStreamIsRefusedBeforeItsBodyByTheGate) {
  server_.gate.credential = Error{.code = ErrorCode::missing_token};
  server_.start();
  RawClient client(server_.address());
  const auto answer = client.ask(
      "PATCH /stream HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4000000\r\n\r\n");
  EXPECT_EQ(answer->status, 401);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, AFullLaneIsNotReady) {
  server_.options.lanes.database = {.name = "database", .threads = 1, .queue = 1};
  server_.start();
  RawClient running(server_.address());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  entered_.acquire();
  // One of three finds room in the queue; the others are told at once.
  std::counting_semaphore<3> answered(0);
  std::mutex mutex;
  std::vector<RawAnswer> answers;
  std::vector<std::future<void>> clients;
  for (int i = 0; i < 3; ++i)
    clients.push_back(std::async(std::launch::async, [&] {
      RawClient client(server_.address());
      const auto answer = client.ask("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
      const std::scoped_lock lock(mutex);
      answers.push_back(answer.value());
      answered.release();
    }));
  answered.acquire();
  answered.acquire();
  for (const auto& answer : answers) {
    EXPECT_EQ(answer.status, 503);
    EXPECT_FALSE(answer.field("Retry-After").empty());
  }
  leave_.release(8);
  EXPECT_EQ(running.receive()->status, 200);
}

TEST_F(ServerTest, AClientThatGoesAwayHurtsNobody) {
  server_.start();
  {
    RawClient gone(server_.address());
    gone.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    entered_.acquire();
    gone.break_off();
  }
  leave_.release();
  RawClient client(server_.address());
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
}

TEST_F(ServerTest, DrainingFinishesWhatRunsAndClosesWhatIsIdle) {
  server_.start();
  RawClient idle(server_.address());
  ASSERT_EQ(idle.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
  RawClient running(server_.address());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  entered_.acquire();
  auto drained = std::async(std::launch::async, [&] { server_.server().drain(std::chrono::minutes(1)); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_THROW(RawClient(server_.address()), std::runtime_error);
  leave_.release();
  const auto answer = running.receive();
  EXPECT_EQ(answer->body, "done");
  EXPECT_EQ(answer->field("Connection"), "close");
  EXPECT_TRUE(running.is_closed());
  drained.get();
  EXPECT_EQ(server_.server().connections(), 0U);
}

TEST_F(ServerTest, DrainingEndsAtItsLimit) {
  server_.start();
  RawClient running(server_.address());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  entered_.acquire();
  server_.server().drain(std::chrono::milliseconds(1));
  EXPECT_TRUE(running.is_closed());
  leave_.release();
}

TEST_F(ServerTest, ConnectionsBeyondTheLimitAreClosed) {
  server_.options.max_connections = 1;
  server_.start();
  RawClient first(server_.address());
  ASSERT_EQ(first.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
  RawClient second(server_.address());
  EXPECT_TRUE(second.is_closed());
  EXPECT_EQ(first.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
}

TEST_F(ServerTest, SlowHeadsAndIdleConnectionsAreClosed) {
  server_.options.limits = {.head = std::chrono::seconds(1),
                            .body_idle = std::chrono::seconds(1),
                            .keep_alive = std::chrono::seconds(1),
                            .send_idle = std::chrono::seconds(1)};
  server_.start();
  RawClient silent(server_.address());
  RawClient slow(server_.address());
  slow.send("GET / HTTP/1.1\r\nHo");
  RawClient idle(server_.address());
  ASSERT_EQ(idle.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->status, 200);
  RawClient stuck(server_.address());
  stuck.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
  for (auto* client : {&silent, &slow, &idle, &stuck}) EXPECT_TRUE(client->is_closed());
}

TEST_F(ServerTest, ForwardedAddressesCountFromTrustedProxies) {
  server_.options.trusted_proxies = TrustedProxies::parse({"127.0.0.0/8"}).value();
  server_.start();
  RawClient client(server_.address());
  const auto answer = client.ask(
      "GET /loop HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: "
      "https\r\n\r\n");
  EXPECT_EQ(answer->body, R"({"text":"203.0.113.9"})");
  EXPECT_EQ(answer->field("Strict-Transport-Security"), "max-age=31536000");
}

TEST_F(ServerTest, ListensOnSeveralAddresses) {
  server_.options.listen = {"127.0.0.1:0", "[::1]:0"};
  server_.start();
  RawClient client(server_.address(1));
  EXPECT_EQ(client.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->body, R"({"text":"::1"})");
}

TEST_F(ServerTest, ListensOnBothKindsOfAddressIfToldToListenOnAll) {
  server_.options.listen = {"[::]:0"};
  server_.start();
  const auto port = server_.address().substr(server_.address().rfind(':'));
  RawClient by_v4("127.0.0.1" + port);
  RawClient by_v6("[::1]" + port);
  EXPECT_EQ(by_v4.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->body, R"({"text":"127.0.0.1"})");
  EXPECT_EQ(by_v6.ask("GET /loop HTTP/1.1\r\nHost: h\r\n\r\n")->body, R"({"text":"::1"})");
}

TEST_F(ServerTest, AnAddressThatCannotBeUsedIsTold) {
  for (const auto* address :
       {"127.0.0.1", "8080", ":80", "127.0.0.1:x", "203.0.113.1:1", "::1:80", "127.0.0.1:99999"}) {
    server_.options.listen = {address};
    EXPECT_THROW(server_.start(), std::runtime_error) << address;
  }
}

}  // namespace
}  // namespace vtp::http
