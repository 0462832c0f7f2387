#include "http/websocket_handshake.h"

#include <gtest/gtest.h>

namespace vtp::http {
namespace {

Request request(std::string extensions = {}) {
  Request request;
  request.headers.add("Connection", "keep-alive, Upgrade");
  request.headers.add("Upgrade", "websocket");
  request.headers.add("Sec-WebSocket-Version", "13");
  request.headers.add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  if (!extensions.empty()) request.headers.add("Sec-WebSocket-Extensions", std::move(extensions));
  return request;
}

TEST(WebSocketHandshake, AnswersTheExampleOfTheRfc) {
  EXPECT_TRUE(asks_for_websocket(request()));
  const auto handshake = shake_hands(request(), false);
  ASSERT_TRUE(handshake);
  EXPECT_TRUE(handshake->head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_TRUE(handshake->head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  EXPECT_TRUE(handshake->head.ends_with("\r\n\r\n"));
  EXPECT_FALSE(handshake->head.contains("Extensions"));
}

TEST(WebSocketHandshake, OnlyWebSocketIsAskedForByAllItsFields) {
  auto other = request();
  other.headers.set("Upgrade", "h2c");
  EXPECT_FALSE(asks_for_websocket(other));
  other = request();
  other.headers.set("Connection", "keep-alive");
  EXPECT_FALSE(asks_for_websocket(other));
  other = request();
  other.method = Method::post;
  EXPECT_FALSE(asks_for_websocket(other));
}

TEST(WebSocketHandshake, RefusesOtherVersionsAndBadKeys) {
  auto old = request();
  old.headers.set("Sec-WebSocket-Version", "8");
  const auto refused = shake_hands(old, false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, 426);
  EXPECT_EQ(refused.error().headers.get("Sec-WebSocket-Version"), "13");
  for (const auto* key :
       {"", "short", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZSEh", "****************************"}) {
    auto bad = request();
    bad.headers.set("Sec-WebSocket-Key", key);
    EXPECT_EQ(shake_hands(bad, false).error().status, 400) << key;
  }
}

TEST(WebSocketHandshake, AgreesOnCompressionWithoutContext) {
  for (const auto* offer : {"permessage-deflate", "permessage-deflate; client_max_window_bits",
                            "x-webkit-deflate-frame, permessage-deflate;client_max_window_bits=10",
                            "permessage-deflate; server_max_window_bits=10, permessage-deflate",
                            "Permessage-Deflate; server_no_context_takeover; client_no_context_takeover"}) {
    EXPECT_TRUE(shake_hands(request(offer), true)->compresses) << offer;
    EXPECT_FALSE(shake_hands(request(offer), false)->compresses) << offer;
  }
  for (const auto* offer :
       {"", "permessage-bzip2", "permessage-deflate; server_max_window_bits=10",
        "permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1"})
    EXPECT_FALSE(shake_hands(request(offer), true)->compresses) << offer;
  EXPECT_TRUE(shake_hands(request("permessage-deflate"), true)
                  ->head.contains("\r\nSec-WebSocket-Extensions: permessage-deflate; "
                                  "server_no_context_takeover; client_no_context_takeover\r\n"));
}

}  // namespace
}  // namespace vtp::http
