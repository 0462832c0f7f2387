#include "socketio/engine_server.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/url.h"
#include "support/socketio/engine_world.h"

namespace vtp::socketio {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto polling = "EIO=4&transport=polling";
constexpr auto websocket = "EIO=4&transport=websocket";

std::string of(std::string_view base, std::string_view sid) {
  return std::string(base) + "&sid=" + std::string(sid);
}

/// What became of the sessions of a test: messages echoed, ends noted.
struct Seen {
  std::vector<DisconnectReason> closed;
  EngineSession* last = nullptr;
};

class Echo final : public EngineListener {
 public:
  Echo(EngineSession& session, Seen& seen) : session_(session), seen_(seen) { seen.last = &session; }
  void on_text(std::string text) override {
    if (text == "throw") throw std::runtime_error("asked to");
    session_.send(std::make_shared<const Message>("4" + text));
  }
  void on_binary(std::string bytes) override { session_.send(Message::of_binary(std::move(bytes))); }
  void on_close(DisconnectReason reason) override { seen_.closed.push_back(reason); }

 private:
  EngineSession& session_;
  Seen& seen_;
};

class EngineServerTest : public testing::Test {
 protected:
  static Options options() {
    return {.max_payload = 10'000, .volatile_pause_bytes = 1000, .max_unsent_bytes = 50'000};
  }
  EngineServer::Open open() {
    return
        [this](EngineSession& session, const Handshake&) { return std::make_unique<Echo>(session, seen_); };
  }

  Seen seen_;
  EngineWorld world_{options(), open()};
};

TEST_F(EngineServerTest, OpensByPollingAndEchoes) {
  const auto opened = world_.get(polling);
  EXPECT_EQ(opened.status(), 200);
  EXPECT_TRUE(opened.body().starts_with(R"(0{"sid":")"));
  EXPECT_TRUE(opened.body().ends_with(
      R"(","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":10000})"));
  EXPECT_EQ(opened.field("Content-Type"), "text/plain; charset=UTF-8");
  EXPECT_EQ(opened.field("Cache-Control"), "no-store");
  const auto sid = world_.open_polling();
  const auto held = world_.get(of(polling, sid));
  EXPECT_FALSE(held.is_answered());
  EXPECT_EQ(world_
                .post(of(polling, sid),
                      "4a\x1e"
                      "4b\x1e"
                      "bAQI=")
                .body(),
            "ok");
  EXPECT_EQ(held.body(),
            "4a\x1e"
            "4b\x1e"
            "bAQI=");
}

TEST_F(EngineServerTest, OpensByWebSocketAndEchoes) {
  auto* socket = world_.websocket(websocket);
  ASSERT_TRUE(socket);
  EXPECT_TRUE(socket->receive().contains(R"("upgrades":[])"));
  socket->send("4hello");
  socket->send_binary("\x01\x02");
  EXPECT_EQ(socket->receive(), "4hello");
  EXPECT_EQ(socket->receive(), "binary \x01\x02");
}

TEST_F(EngineServerTest, RefusesAsTheProtocolSays) {
  const auto check = [&](const PendingRequest& pending, int status, std::string_view body) {
    EXPECT_EQ(pending.status(), status);
    EXPECT_TRUE(pending.body().starts_with(body)) << pending.body();
  };
  check(world_.get("transport=polling"), 400, R"({"code":5,)");
  check(world_.get("EIO=3&transport=polling"), 400, R"({"code":5,)");
  check(world_.get("EIO=4"), 400, R"({"code":0,)");
  check(world_.get("EIO=4&transport=abc"), 400, R"({"code":0,)");
  check(world_.get(of(polling, "none")), 400, R"({"code":1,)");
  check(world_.get(of(polling, Token::make().view())), 400, R"({"code":1,)");
  check(world_.post(polling, "4a"), 400, R"({"code":2,)");
  check(world_.get(websocket), 400, R"({"code":3,)");
  check(world_.ask({.method = http::Method::put,
                    .query = http::parse_query(of(polling, world_.open_polling())).value()}),
        400, R"({"code":3,)");
}

TEST_F(EngineServerTest, KnowsWhichPagesMayCome) {
  const auto ask = [&](std::string_view origin, http::Method method = http::Method::get) {
    http::Request request{.method = method, .query = http::parse_query(polling).value()};
    request.headers.add("Host", "school.example");
    request.headers.add("Origin", std::string(origin));
    return world_.ask(std::move(request));
  };
  EXPECT_EQ(ask("https://school.example").status(), 200);
  const auto refused = ask("https://evil.example");
  EXPECT_EQ(refused.status(), 403);
  EXPECT_TRUE(refused.body().starts_with(R"({"code":4,)"));
  EXPECT_EQ(refused.field("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(ask("https://evil.example/?school.example").status(), 403);
  EXPECT_EQ(ask("null").status(), 403);
}

TEST_F(EngineServerTest, ListedPagesMayReadTheAnswers) {
  auto listed = options();
  listed.origins.listed = {"https://app.example"};
  EngineWorld world(listed, open());
  http::Request request{.method = http::Method::options, .query = http::parse_query(polling).value()};
  request.headers.add("Host", "school.example");
  request.headers.add("Origin", "https://app.example");
  const auto preflight = world.ask(request);
  EXPECT_EQ(preflight.field("Access-Control-Allow-Origin"), "https://app.example");
  EXPECT_EQ(preflight.field("Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(preflight.field("Access-Control-Allow-Methods"), "GET, POST");
  EXPECT_EQ(preflight.field("Vary"), "Origin");
  request.method = http::Method::get;
  EXPECT_EQ(world.ask(request).field("Access-Control-Allow-Origin"), "https://app.example");
}

TEST_F(EngineServerTest, PingsAndClosesTheSilent) {
  auto* socket = world_.websocket(websocket);
  socket->receive();
  world_.pass(milliseconds(24'999));
  EXPECT_EQ(socket->receive(), "");
  world_.pass(milliseconds(1));
  EXPECT_EQ(socket->receive(), "2");
  socket->send("3");
  world_.pass(seconds(25));
  EXPECT_EQ(socket->receive(), "2");
  world_.pass(milliseconds(19'999));
  EXPECT_TRUE(seen_.closed.empty());
  world_.pass(milliseconds(1));
  EXPECT_EQ(seen_.closed, std::vector{DisconnectReason::ping_timeout});
  EXPECT_TRUE(socket->channel.is_aborted);
  EXPECT_EQ(world_.engine().session_count(), 0U);
}

TEST_F(EngineServerTest, PingsReachThePollsToo) {
  const auto sid = world_.open_polling();
  const auto held = world_.get(of(polling, sid));
  world_.pass(seconds(25));
  EXPECT_EQ(held.body(), "2");
  world_.post(of(polling, sid), "3");
  world_.pass(seconds(44));
  EXPECT_EQ(world_.get(of(polling, sid)).body(), "2");
  world_.pass(seconds(1));
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
}

TEST_F(EngineServerTest, ASecondPollEndsTheSession) {
  const auto sid = world_.open_polling();
  const auto first = world_.get(of(polling, sid));
  const auto second = world_.get(of(polling, sid));
  EXPECT_EQ(first.body(), "1");
  EXPECT_EQ(second.status(), 400);
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
}

TEST_F(EngineServerTest, AnAbandonedPollEndsTheSession) {
  const auto sid = world_.open_polling();
  auto poll = world_.get(of(polling, sid));
  poll.abort();
  EXPECT_EQ(seen_.closed, std::vector{DisconnectReason::transport_close});
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
}

TEST_F(EngineServerTest, AClientMaySayFarewell) {
  const auto sid = world_.open_polling();
  const auto poll = world_.get(of(polling, sid));
  EXPECT_EQ(world_.post(of(polling, sid), "1").body(), "ok");
  EXPECT_EQ(poll.body(), "6");
  auto* socket = world_.websocket(websocket);
  socket->receive();
  socket->send("1");
  EXPECT_EQ(socket->receive(), "close 1000");
  EXPECT_EQ(world_.engine().session_count(), 0U);
}

TEST_F(EngineServerTest, NonsenseEndsTheSession) {
  for (const auto* text : {"abc", "", "0{}", "2", "7"}) {
    auto* socket = world_.websocket(websocket);
    socket->receive();
    socket->send(text);
    EXPECT_EQ(socket->receive(), "close 1008") << text;
  }
  const auto sid = world_.open_polling();
  EXPECT_EQ(world_
                .post(of(polling, sid),
                      "4a\x1e"
                      "abc")
                .status(),
            400);
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
  EXPECT_EQ(world_.engine().session_count(), 0U);
  for (const auto reason : seen_.closed) EXPECT_EQ(reason, DisconnectReason::parse_error);
}

TEST_F(EngineServerTest, PayloadsAreLimited) {
  const auto sid = world_.open_polling();
  EXPECT_EQ(world_.post(of(polling, sid), "", true).status(), 413);
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
  auto* socket = world_.websocket(websocket);
  socket->receive();
  socket->send("4" + std::string(10'000, 'a'));
  EXPECT_EQ(socket->receive(), "close 1009");
  EXPECT_EQ(seen_.closed, std::vector(2, DisconnectReason::parse_error));
}

TEST_F(EngineServerTest, ChangesToWebSocketWithoutLosingAnything) {
  const auto sid = world_.open_polling();
  const auto pending = world_.get(of(polling, sid));
  auto* socket = world_.websocket(of(websocket, sid));
  ASSERT_TRUE(socket);
  EXPECT_FALSE(pending.is_answered());
  socket->send("2probe");
  EXPECT_EQ(socket->receive(), "3probe");
  EXPECT_EQ(pending.body(), "6");
  EXPECT_EQ(world_.get(of(polling, sid)).body(), "6");  // not held while it changes
  world_.post(of(polling, sid), "4still");
  EXPECT_EQ(socket->receive(), "");
  socket->send("5");
  EXPECT_EQ(socket->receive(), "4still");
  socket->send("4hello");
  EXPECT_EQ(socket->receive(), "4hello");
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
  auto* other = world_.websocket(of(websocket, sid));
  ASSERT_TRUE(other);
  EXPECT_EQ(other->receive(), "close 1000");
  socket->send("4again");
  EXPECT_EQ(socket->receive(), "4again");
  EXPECT_TRUE(seen_.closed.empty());
}

TEST_F(EngineServerTest, GoesOnPollingIfTheChangeFails) {
  const auto sid = world_.open_polling();
  const auto still_works = [&] {
    world_.post(of(polling, sid), "4a");
    return world_.get(of(polling, sid)).body() == "4a";
  };
  auto* slow = world_.websocket(of(websocket, sid));
  slow->send("2probe");
  EXPECT_EQ(world_.websocket(of(websocket, sid))->receive(), "close 1000");  // one at a time
  world_.pass(seconds(10));
  EXPECT_EQ(slow->receive(), "3probe");
  EXPECT_EQ(slow->receive(), "close 1000");
  EXPECT_TRUE(still_works());
  world_.websocket(of(websocket, sid))->cut();
  EXPECT_TRUE(still_works());
  auto* rude = world_.websocket(of(websocket, sid));
  rude->send("4before its time");
  EXPECT_EQ(rude->receive(), "close 1000");
  EXPECT_TRUE(still_works());
  auto* good = world_.websocket(of(websocket, sid));
  good->send("2probe");
  good->send("5");
  good->send("4b");
  EXPECT_EQ(good->receive(), "3probe");
  EXPECT_EQ(good->receive(), "4b");
}

TEST_F(EngineServerTest, ALostConnectionEndsTheSession) {
  auto* socket = world_.websocket(websocket);
  socket->cut();
  EXPECT_EQ(seen_.closed, std::vector{DisconnectReason::transport_close});
}

TEST_F(EngineServerTest, SlowReadersAreDroppedAtTheBound) {
  auto* socket = world_.websocket(websocket);
  socket->channel.appetite = 0;
  for (int i = 0; i < 200 && seen_.closed.empty(); ++i) {
    socket->send("4" + std::string(1000, 'a'));
    if (seen_.closed.empty()) EXPECT_LE(seen_.last->unsent(), 60'000U);
  }
  EXPECT_EQ(seen_.closed, std::vector{DisconnectReason::slow_reader});
  EXPECT_TRUE(socket->channel.is_aborted);
  const auto sid = world_.open_polling();
  for (int i = 0; i < 200 && seen_.closed.size() == 1; ++i)
    world_.post(of(polling, sid), "4" + std::string(1000, 'a'));
  EXPECT_EQ(seen_.closed.back(), DisconnectReason::slow_reader);
  EXPECT_EQ(seen_.closed.size(), 2U);
}

TEST_F(EngineServerTest, AFastReaderMayBeSentMuchInOneTurn) {
  auto* socket = world_.websocket(websocket);
  world_.run([&] {
    for (int i = 0; i < 200; ++i)
      seen_.last->send(std::make_shared<const Message>("4" + std::string(1000, 'a')));
  });
  EXPECT_TRUE(seen_.closed.empty());
  EXPECT_GT(socket->channel.sent.size(), 200'000U);
}

TEST_F(EngineServerTest, WhatWasSentBeforeTheEndArrives) {
  auto* socket = world_.websocket(websocket);
  socket->receive();
  world_.run([&] {
    seen_.last->send(std::make_shared<const Message>("4last"));
    seen_.last->close(DisconnectReason::forced_close);
  });
  EXPECT_EQ(socket->receive(), "4last");
  EXPECT_EQ(socket->receive(), "close 1000");
  const auto sid = world_.open_polling();
  world_.run([&] {
    seen_.last->send(std::make_shared<const Message>("4last"));
    seen_.last->close(DisconnectReason::forced_close);
  });
  EXPECT_EQ(world_.get(of(polling, sid)).body(), "4last");
  EXPECT_EQ(world_.get(of(polling, sid)).body(), "1") << "clients drop what comes together with the end";
  EXPECT_EQ(world_.get(of(polling, sid)).status(), 400);
  // Nobody comes for it.
  world_.open_polling();
  world_.run([&] {
    seen_.last->send(std::make_shared<const Message>("4last"));
    seen_.last->close(DisconnectReason::forced_close);
  });
  EXPECT_EQ(world_.engine().session_count(), 1U);
  world_.pass(seconds(10));
  EXPECT_EQ(world_.engine().session_count(), 0U);
}

TEST_F(EngineServerTest, TheEndInTheMiddleOfAChangeIsToldOnTheWebSocket) {
  const auto end = [&] {
    seen_.last->send(std::make_shared<const Message>("4last"));
    seen_.last->close(DisconnectReason::forced_close);
  };
  const auto probed = [&] {
    auto* socket = world_.websocket(of(websocket, world_.open_polling()));
    socket->send("2probe");
    EXPECT_EQ(socket->receive(), "3probe");
    world_.run(end);
    EXPECT_EQ(socket->receive(), "");
    return socket;
  };
  auto* finishes = probed();
  finishes->send("5");
  EXPECT_EQ(finishes->receive(), "4last");
  EXPECT_EQ(finishes->receive(), "close 1000");
  probed()->cut();
  EXPECT_EQ(world_.engine().session_count(), 0U);
  auto* hesitates = probed();
  world_.pass(seconds(10));
  EXPECT_EQ(hesitates->receive(), "close 1000");
  auto* polls = probed();
  const auto last = of(polling, seen_.last->id().view());
  EXPECT_EQ(world_.get(last).body(), "4last");
  EXPECT_EQ(world_.get(last).body(), "1");
  EXPECT_EQ(polls->receive(), "close 1000");
  EXPECT_EQ(world_.engine().session_count(), 0U);
  // Not probed yet: the client still polls.
  auto* opened = world_.websocket(of(websocket, world_.open_polling()));
  world_.run(end);
  EXPECT_EQ(opened->receive(), "close 1000");
  const auto still = of(polling, seen_.last->id().view());
  EXPECT_EQ(world_.get(still).body(), "4last");
  EXPECT_EQ(world_.get(still).body(), "1");
}

TEST_F(EngineServerTest, SessionsAreLimitedAndRefusedAtTheEnd) {
  auto few = options();
  few.max_sessions = 1;
  EngineWorld world(few, open());
  world.open_polling();
  EXPECT_EQ(world.get(polling).status(), 403);
  world_.engine().refuse_new();
  PendingRequest refusal;
  EXPECT_EQ(world_.websocket(websocket, &refusal), nullptr);
  EXPECT_EQ(refusal.status(), 403);
}

TEST_F(EngineServerTest, WhatAListenerThrowsIsReportedAndForgotten) {
  auto* socket = world_.websocket(websocket);
  socket->receive();
  socket->send("4throw");
  EXPECT_EQ(world_.reported, std::vector<std::string>{"asked to"});
  socket->send("4a");
  EXPECT_EQ(socket->receive(), "4a");
}

/// Any packets in any order on both transports: nothing crashes, and in the end nobody is left.
RC_GTEST_PROP(EngineServerProperty, SurvivesAnything,
              (const std::vector<std::pair<std::uint8_t, std::string>>& steps)) {
  Seen seen;
  EngineWorld world(Options{.max_unsent_bytes = 2000}, [&](EngineSession& session, const Handshake&) {
    return std::make_unique<Echo>(session, seen);
  });
  static constexpr std::array packets{"4a",
                                      "2probe",
                                      "5",
                                      "3",
                                      "1",
                                      "6",
                                      "2",
                                      "0",
                                      "x",
                                      "bAQ==",
                                      "4a\x1e"
                                      "4b"};
  auto sid = world.open_polling();
  std::vector<PendingRequest> polls;
  TestWebSocket* socket = nullptr;
  for (const auto& [kind, text] : steps) {
    const auto* packet = packets[(kind / 8U) % packets.size()];
    switch (kind % 8) {
      case 0:
        polls.push_back(world.get(of(polling, sid)));
        break;
      case 1:
        world.post(of(polling, sid), packet);
        break;
      case 2:
        socket = world.websocket(of(websocket, sid));
        break;
      case 3:
        if (socket) socket->send(packet);
        break;
      case 4:
        if (socket) socket->send_binary(text);
        break;
      case 5:
        world.pass(milliseconds(kind * 200));
        break;
      case 6:
        if (!polls.empty()) polls.back().abort();
        break;
      default:
        if (socket) socket->cut();
        socket = world.websocket(websocket);
        if (kind > 200) sid = world.open_polling();
    }
  }
  world.pass(std::chrono::minutes(5));
  RC_ASSERT(world.engine().session_count() == 0U);
  RC_ASSERT(world.reported.empty());
  for (const auto& poll : polls) RC_ASSERT(poll.is_answered());
}

}  // namespace
}  // namespace vtp::socketio
