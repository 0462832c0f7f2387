#include "http/later.h"

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "support/http/raw_client.h"
#include "support/http/test_server.h"

namespace vtp::http {
namespace {

using namespace std::chrono_literals;

Response words(std::string text) {
  return text_response(200, "text/plain", std::move(text));
}

/// Requests that wait for a test to answer them, by their paths.
class Waiting {
 public:
  Response keep(const std::string& path) {
    return answer_later([this, path](Answerer answerer) {
      const std::lock_guard lock(mutex_);
      answerers_[path] = std::move(answerer);
      come_.notify_all();
      return [this, path] {
        const std::lock_guard inner(mutex_);
        answerers_.erase(path);
        gone_ = path;
        come_.notify_all();
      };
    });
  }
  /// When it has come.
  Answerer take(const std::string& path) {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [&] { return answerers_.contains(path); });
    auto answerer = std::move(answerers_.at(path));
    answerers_.erase(path);
    return answerer;
  }
  void await(const std::string& path) {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [&] { return answerers_.contains(path); });
  }
  void await_gone(const std::string& path) {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [&] { return gone_ == path; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable come_;
  std::map<std::string, Answerer> answerers_;
  std::string gone_;
};

class LaterTest : public ::testing::Test {
 protected:
  LaterTest() {
    const auto keep = [this](const Request& request, const json::Nothing&) -> Result<Response> {
      return waiting_.keep(request.path);
    };
    auto& routes = server_.routes;
    routes.add_raw<json::Nothing>({.path = "/lane"}, keep);
    routes.add_raw<json::Nothing>({.path = "/loop", .lane = Lane::loop}, keep);
    routes.add_raw<json::Nothing>({.path = "/now"}, [](const Request&, const json::Nothing&) {
      return Result<Response>(words("now"));
    });
    routes.add_raw<json::Nothing>({.path = "/at-once"},
                                  [](const Request&, const json::Nothing&) -> Result<Response> {
                                    return answer_later([](Answerer answerer) {
                                      answerer.send(words("it had come"));
                                      return [] {};
                                    });
                                  });
    routes.add_raw<json::Nothing>({.path = "/fast"}, keep).fast = [this](const Request& request) {
      return std::optional(waiting_.keep(request.path));
    };
    // One lane thread: if a request that waited held it, nothing else would be answered.
    server_.options.lanes.database.threads = 1;
    server_.start();
  }

  static std::string get(const std::string& path, std::string_view method = "GET") {
    return std::string(method) + " " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  Waiting waiting_;
  TestServer server_;
};

TEST_F(LaterTest, ComesFromAnyThreadAndTheConnectionGoesOn) {
  RawClient client(server_.address());
  for (const std::string path : {"/lane", "/loop", "/fast"}) {
    client.send(get(path));
    auto answerer = waiting_.take(path);
    std::thread([&] { answerer.send(words("later")); }).join();
    const auto answer = client.receive();
    EXPECT_EQ(answer->status, 200) << path;
    EXPECT_EQ(answer->body, "later");
    EXPECT_FALSE(answer->field("X-Request-Id").empty()) << "as every answer";
  }
}

TEST_F(LaterTest, MayHaveComeBeforeAnybodyWaited) {
  RawClient client(server_.address());
  EXPECT_EQ(client.ask(get("/at-once"))->body, "it had come");
  EXPECT_EQ(client.ask(get("/now"))->body, "now");
}

TEST_F(LaterTest, HoldsNoThread) {
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(server_.address()));
    clients.back()->send(get("/lane"));
  }
  waiting_.await("/lane");
  RawClient other(server_.address());
  EXPECT_EQ(other.ask(get("/now"))->body, "now");
}

TEST_F(LaterTest, PipelinedRequestsWaitTheirTurn) {
  RawClient client(server_.address());
  client.send(get("/lane") + get("/now") + get("/loop"));
  waiting_.take("/lane").send(words("first"));
  EXPECT_EQ(client.receive()->body, "first");
  EXPECT_EQ(client.receive()->body, "now");
  waiting_.take("/loop").send(words("last"));
  EXPECT_EQ(client.receive()->body, "last");
}

TEST_F(LaterTest, RequestsForTheHeadGetNoBody) {
  RawClient client(server_.address());
  client.send(get("/lane", "HEAD"));
  waiting_.take("/lane").send(words("later"));
  const auto answer = client.receive(false);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->field("Content-Length"), "5");
  EXPECT_EQ(client.ask(get("/now"))->body, "now");
}

TEST_F(LaterTest, LearnsThatTheClientIsGone) {
  for (const std::string path : {"/lane", "/fast"}) {
    {
      RawClient client(server_.address());
      client.send(get(path));
      waiting_.await(path);
    }
    waiting_.await_gone(path);
  }
}

TEST_F(LaterTest, AnAnswerThatCrossesTheEndOfTheConnectionIsLost) {
  std::optional<Answerer> answerer;
  {
    RawClient client(server_.address());
    client.send(get("/lane"));
    answerer = waiting_.take("/lane");
  }
  waiting_.await_gone("/lane");
  answerer->send(words("nobody reads this"));
  RawClient other(server_.address());
  EXPECT_EQ(other.ask(get("/now"))->body, "now");
}

TEST_F(LaterTest, WhatIsGivenUpIsRefused) {
  RawClient client(server_.address());
  client.send(get("/lane"));
  {
    const auto given_up = waiting_.take("/lane");
  }
  EXPECT_EQ(client.receive()->status, 503);
}

TEST_F(LaterTest, AServerThatShutsDownWaitsForTheAnswer) {
  RawClient client(server_.address());
  client.send(get("/lane"));
  auto answerer = waiting_.take("/lane");
  std::jthread drain([this] { server_.server().drain(10s); });
  std::this_thread::sleep_for(50ms);
  answerer.send(words("the last word"));
  const auto answer = client.receive();
  EXPECT_EQ(answer->body, "the last word");
  EXPECT_EQ(answer->field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(LaterTest, AServerThatShutsDownDoesNotWaitForever) {
  RawClient client(server_.address());
  client.send(get("/lane"));
  waiting_.await("/lane");
  server_.server().drain(100ms);
  EXPECT_TRUE(client.is_closed());
  waiting_.await_gone("/lane");
}

}  // namespace
}  // namespace vtp::http
