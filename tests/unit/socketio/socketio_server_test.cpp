// The server over real sockets and threads: the machines themselves are tested without.
#include <future>
#include <latch>
#include <thread>

#include <gtest/gtest.h>

#include "socketio/server.h"
#include "support/http/raw_client.h"
#include "support/http/test_server.h"
#include "support/http/websocket_client.h"

namespace vtp::socketio {
namespace {

/// Echoes `say`, and lets everybody into one room.
class Echo final : public NamespaceHandler {
 public:
  void on_connect(Socket& socket) override { socket.join("room"); }
  void on_event(Socket& socket, Event event) override { socket.emit("said", event.arguments); }
};

/// One client on a real connection.
class Client {
 public:
  explicit Client(const std::string& address) : raw_(address) {
    raw_.send(http::websocket_request("/socket.io/?EIO=4&transport=websocket"));
    EXPECT_EQ(raw_.receive(false)->status, 101);
    EXPECT_TRUE(receive().starts_with("0{"));
    send("40");
    EXPECT_TRUE(receive().starts_with("40{"));
  }
  void send(std::string_view text) { raw_.send(http::masked_frame(0x81, text)); }
  std::string receive() {
    while (true) {
      const auto frame = http::take_frame(bytes_);
      if (frame.first_byte != 0) return frame.first_byte == 0x81 ? frame.payload : "not text";
      const auto more = raw_.receive_some();
      if (more.empty()) return "closed";
      bytes_ += more;
    }
  }

 private:
  http::RawClient raw_;
  std::string bytes_;
};

/// One that polls, on a connection that it keeps.
class PollingClient {
 public:
  explicit PollingClient(const std::string& address) : raw_(address) {
    const auto opened = get()->body;
    session_ = "&sid=" + opened.substr(opened.find("sid\":\"") + 6, 20);
  }
  std::optional<http::RawAnswer> get() { return ask("GET", ""); }
  std::optional<http::RawAnswer> post(const std::string& body) { return ask("POST", body); }

 private:
  std::optional<http::RawAnswer> ask(const std::string& method, const std::string& body) {
    return raw_.ask(method + " /socket.io/?EIO=4&transport=polling" + session_ +
                    " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                    body);
  }

  http::RawClient raw_;
  std::string session_;
};

class SocketioServerTest : public testing::Test {
 protected:
  SocketioServerTest() {
    server_.add_namespace("/", echo_);
    http_.options.endpoints = {&server_.endpoint()};
    http_.start();
  }
  ~SocketioServerTest() override { http_.stop(); }

  NullSink sink_;
  SystemClock clock_;
  Log log_{sink_, clock_};
  LoopGroup loops_{1, "realtime"};
  Echo echo_;
  Server server_{Options{}, loops_.loop(0), log_};
  http::TestServer http_;
};

TEST_F(SocketioServerTest, ServesWebSocketsFromEveryLoop) {
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(std::make_unique<Client>(http_.address()));
  for (auto& client : clients) client->send(R"(42["say",1])");
  for (auto& client : clients) EXPECT_EQ(client->receive(), R"(42["said",1])");
}

TEST_F(SocketioServerTest, ServesPollingOnKeptConnections) {
  PollingClient client(http_.address());
  EXPECT_EQ(client.post("40")->body, "ok");
  EXPECT_TRUE(client.get()->body.starts_with("40{"));
  EXPECT_EQ(client.post(R"(42["say","x"])")->body, "ok");
  EXPECT_EQ(client.get()->body, R"(42["said","x"])");
  EXPECT_EQ(client.post(std::string(1'000'001, 'a'))->status, 413);
}

TEST_F(SocketioServerTest, BroadcastsComeFromAnyThreadInOrder) {
  constexpr int threads = 4;
  constexpr int messages = 50;
  Client client(http_.address());
  auto& space = *server_.find("/");
  std::vector<std::jthread> senders;
  for (int thread = 0; thread < threads; ++thread)
    senders.emplace_back([&space, thread] {
      for (int i = 0; i < messages; ++i)
        space.to("room").emit(std::to_string(thread), Arguments(std::to_string(i)));
    });
  std::array<int, threads> next{};
  for (int i = 0; i < threads * messages; ++i) {
    const auto text = client.receive();
    const auto thread = static_cast<std::size_t>(text.at(4) - '0');
    EXPECT_EQ(text, "42[\"" + std::to_string(thread) + "\"," + std::to_string(next.at(thread)++) + "]");
  }
}

TEST_F(SocketioServerTest, ShutsDownInOrder) {
  Client client(http_.address());
  server_.endpoint().shut_down();
  EXPECT_EQ(client.receive(), "not text");  // the close frame
  http::RawClient late(http_.address());
  late.send(http::websocket_request("/socket.io/?EIO=4&transport=websocket"));
  EXPECT_EQ(late.receive()->status, 403);
}

TEST_F(SocketioServerTest, WaitsForClientsThatHaveSomethingToFetch) {
  PollingClient client(http_.address());
  EXPECT_EQ(client.post("40")->body, "ok");
  server_.endpoint().shut_down();
  EXPECT_FALSE(server_.endpoint().wait_for_last(std::chrono::milliseconds(0)));
  auto all_gone = std::async(std::launch::async,
                             [&] { return server_.endpoint().wait_for_last(std::chrono::minutes(1)); });
  EXPECT_TRUE(client.get()->body.starts_with("40{"));
  EXPECT_EQ(client.get()->body, "1");
  EXPECT_TRUE(all_gone.get());
}

TEST_F(SocketioServerTest, EndsWhileClientsAreStillThere) {
  Client client(http_.address());
  http::RawClient polling(http_.address());
  polling.send("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(polling.receive()->status, 200);
  // Everything is taken down by the fixture.
}

}  // namespace
}  // namespace vtp::socketio
