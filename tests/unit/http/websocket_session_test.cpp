#include "http/websocket_session.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/http/fake_channel.h"
#include "support/http/websocket_client.h"

namespace vtp::http {
namespace {

/// What a listener heard, in order.
struct Heard {
  std::vector<std::string> said;
  WebSocketSession* session = nullptr;
};

class Listener final : public WebSocketListener {
 public:
  explicit Listener(Heard& heard) : heard_(heard) {}
  void on_open(WebSocketSession& session) override { heard_.session = &session; }
  void on_text(std::string text) override { heard_.said.push_back("text " + text); }
  void on_binary(std::string bytes) override { heard_.said.push_back("binary " + bytes); }
  void on_closed(CloseCode code) override {
    heard_.said.push_back("closed " + std::to_string(static_cast<int>(code)));
  }

 private:
  Heard& heard_;
};

Frames text_frame(std::string_view text) {
  std::string frame;
  append_frame(frame, Opcode::text, text);
  return std::make_shared<const std::string>(std::move(frame));
}

class WebSocketSessionTest : public testing::Test {
 protected:
  void open(WebSocketOptions options = {}) {
    session_ =
        std::make_unique<WebSocketSession>(channel_, options, std::make_unique<Listener>(heard_), "HEAD");
    session_->flush();
    channel_.sent.clear();
  }
  void receive(const std::string& bytes) { (void)session_->on_input(bytes); }
  ServerFrame sent_frame() { return take_frame(channel_.sent); }

  FakeChannel channel_;
  Heard heard_;
  std::unique_ptr<WebSocketSession> session_;
};

TEST_F(WebSocketSessionTest, GivesMessagesToItsListenerAndAnswersPings) {
  open();
  receive(masked_frame(0x81, "one") + masked_frame(0x89, "p") + masked_frame(0x82, "two"));
  EXPECT_EQ(heard_.said, (std::vector<std::string>{"text one", "binary two"}));
  const auto pong = sent_frame();
  EXPECT_EQ(pong.first_byte, 0x8A);
  EXPECT_EQ(pong.payload, "p");
}

TEST_F(WebSocketSessionTest, SendsATurnAtOnce) {
  open();
  const auto before = channel_.sends;
  for (int i = 0; i < 10; ++i) session_->queue(text_frame("m" + std::to_string(i)));
  EXPECT_EQ(channel_.sends, before);
  session_->flush();
  EXPECT_EQ(channel_.sends, before + 1);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sent_frame().payload, "m" + std::to_string(i));
  EXPECT_EQ(session_->unsent(), 0U);
}

TEST_F(WebSocketSessionTest, CountsWhatASlowPeerHasNotTaken) {
  open();
  channel_.appetite = 10;
  session_->queue(text_frame(std::string(98, 'a')));
  session_->flush();
  session_->queue(text_frame(std::string(48, 'b')));
  session_->flush();
  EXPECT_GE(session_->unsent(), 50U);
  EXPECT_LE(session_->unsent(), 150U);
  channel_.take(1000);
  channel_.appetite = 1000;
  session_->on_sent();
  EXPECT_EQ(session_->unsent(), 0U);
  EXPECT_EQ(sent_frame().payload, std::string(98, 'a'));
  EXPECT_EQ(sent_frame().payload, std::string(48, 'b'));
}

TEST_F(WebSocketSessionTest, APeerThatOnlySendsPingsGetsNoMoreThanItReads) {
  open();
  channel_.appetite = 0;
  std::string pings;
  for (int i = 0; i < 1000; ++i) pings += masked_frame(0x89, std::string(125, 'p'));
  for (int i = 0; i < 100; ++i) receive(pings);
  EXPECT_LT(session_->unsent(), 200'000U);
}

TEST_F(WebSocketSessionTest, AnswersACloseAndFinishes) {
  open();
  receive(masked_frame(0x88, std::string("\x03\xE9", 2) + "bye") + masked_frame(0x81, "ignored"));
  EXPECT_EQ(heard_.said, std::vector<std::string>{"closed 1001"});
  EXPECT_EQ(sent_frame().payload, std::string("\x03\xE9", 2));
  EXPECT_TRUE(channel_.is_finished);
  session_->on_closed();
  EXPECT_EQ(heard_.said.size(), 1U);
}

TEST_F(WebSocketSessionTest, WaitsForThePeersCloseForALimitedTime) {
  open();
  session_->queue(text_frame("last"));
  session_->close(CloseCode::going_away, "over");
  EXPECT_EQ(sent_frame().payload, "last");
  EXPECT_EQ(sent_frame().payload, std::string("\x03\xE9", 2) + "over");
  EXPECT_FALSE(channel_.is_finished);
  EXPECT_GT(channel_.time_limit.count(), 0);
  session_->queue(text_frame("too late"));
  receive(masked_frame(0x81, "not listened to"));
  receive(masked_frame(0x88, std::string("\x03\xE9", 2)));
  EXPECT_TRUE(channel_.is_finished);
  EXPECT_EQ(channel_.sent, "");
  EXPECT_EQ(heard_.said, std::vector<std::string>{"closed 1001"});
}

TEST_F(WebSocketSessionTest, TellsWhoBreaksTheRulesAndFinishes) {
  open();
  receive(masked_frame(0x81, "\xFF") + masked_frame(0x81, "more"));
  EXPECT_EQ(sent_frame().payload, std::string("\x03\xEF", 2));
  EXPECT_TRUE(channel_.is_finished);
  EXPECT_EQ(heard_.said, std::vector<std::string>{"closed 1007"});
}

TEST_F(WebSocketSessionTest, TellsThatTheConnectionWasLost) {
  open();
  session_->on_closed();
  EXPECT_EQ(heard_.said, std::vector<std::string>{"closed 1006"});
}

TEST_F(WebSocketSessionTest, InflatesWhatIsCompressed) {
  Inflater inflater;
  Deflater deflater;
  open({.max_message_bytes = 1000, .compresses = true, .inflater = &inflater});
  receive(masked_frame(0xC1, deflater.compress("hello")) + masked_frame(0x81, "plain"));
  EXPECT_EQ(heard_.said, (std::vector<std::string>{"text hello", "text plain"}));
  receive(masked_frame(0xC2, deflater.compress(std::string(1001, 'a'))));
  EXPECT_EQ(sent_frame().payload, std::string("\x03\xF1", 2));
  open({.compresses = true, .inflater = &inflater});
  receive(masked_frame(0xC1, deflater.compress("\xFF")));
  EXPECT_EQ(sent_frame().payload, std::string("\x03\xEF", 2));
}

TEST_F(WebSocketSessionTest, APausedSessionReadsNothing) {
  open();
  session_->pause();
  EXPECT_TRUE(channel_.is_paused);
  const auto bytes = masked_frame(0x81, "later");
  EXPECT_EQ(session_->on_input(bytes), 0U);
  session_->resume();
  EXPECT_FALSE(channel_.is_paused);
  receive(bytes);
  EXPECT_EQ(heard_.said, std::vector<std::string>{"text later"});
}

RC_GTEST_PROP(WebSocketSessionProperty, EverythingIsSentOnceAndInOrder,
              (const std::vector<std::uint32_t>& sizes, std::uint16_t appetite)) {
  FakeChannel channel;
  Heard heard;
  WebSocketSession session(channel, {}, std::make_unique<Listener>(heard), "HEAD");
  std::string expected = "HEAD";
  channel.appetite = appetite + 1U;
  for (const auto size : sizes) {
    const auto frame = text_frame(std::string(size % 150'000, static_cast<char>('a' + size % 26)));
    expected += *frame;
    session.queue(frame);
    if (size % 3 == 0) session.flush();
  }
  session.flush();
  while (session.unsent() > 0) {
    channel.take(channel.appetite);
    if (channel.waiting.empty()) session.on_sent();
  }
  RC_ASSERT(channel.sent == expected);
}

}  // namespace
}  // namespace vtp::http
