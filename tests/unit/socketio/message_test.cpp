#include "socketio/message.h"

#include <gtest/gtest.h>

namespace vtp::socketio {
namespace {

TEST(Message, IsFramesOnWebSocketAndTextWhilePolling) {
  const Message message("4hi", {std::string("\x01\x02", 2)});
  EXPECT_EQ(message.frames(), std::string("\x81\x03"
                                          "4hi"
                                          "\x82\x02\x01\x02",
                                          9));
  std::string payload;
  message.append_to(payload);
  message.append_to(payload);
  EXPECT_EQ(payload,
            "4hi\x1e"
            "bAQI=\x1e"
            "4hi\x1e"
            "bAQI=");
}

TEST(Message, MayBeBinaryAlone) {
  const auto message = Message::of_binary("ab");
  EXPECT_EQ(message->frames(),
            "\x82\x02"
            "ab");
  std::string payload;
  message->append_to(payload);
  EXPECT_EQ(payload, "bYWI=");
}

TEST(Message, IsCompressedOnceAndOnlyIfItIsLong) {
  http::Deflater deflater;
  http::Inflater inflater;
  const std::string text = "4" + std::string(2000, 'a');
  const Message message(text, {"short"});
  const auto& frames = message.compressed_frames(deflater, 1024);
  EXPECT_EQ(&frames, &message.compressed_frames(deflater, 1024));
  EXPECT_EQ(static_cast<unsigned char>(frames->front()), 0xC1);  // FIN, RSV1, text
  const auto length = static_cast<std::size_t>((*frames)[1]);
  ASSERT_LT(length, 126U);
  EXPECT_EQ(inflater.restore(std::string_view(*frames).substr(2, length), 10'000), text);
  EXPECT_EQ(frames->substr(2 + length), "\x82\x05short");
  EXPECT_EQ(*Message(text, {}, false).compressed_frames(deflater, 1024), Message(text).frames());
}

TEST(Message, SharesItsMemoryWithItsFrames) {
  auto message = std::make_shared<const Message>("4hi");
  const auto frames = frames_of(message);
  EXPECT_EQ(frames.get(), &message->frames());
  message.reset();
  EXPECT_EQ(*frames,
            "\x81\x03"
            "4hi");
}

}  // namespace
}  // namespace vtp::socketio
