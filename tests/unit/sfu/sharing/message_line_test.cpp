#include "sfu/sharing/message_line.h"

#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "sfu/sharing/packet_pipe.h"

namespace vtp::sfu {
namespace {

TEST(MessageLine, GivesMessagesInOrderAndNotBeforeTheirPlace) {
  MessageLine<std::string> line;
  EXPECT_FALSE(line.take(100));
  line.push("first", 3);
  line.push("second", 3);
  line.push("third", 5);
  EXPECT_FALSE(line.take(2));
  EXPECT_EQ(line.take(4)->message, "first");
  const auto second = line.take(4);
  EXPECT_EQ(second->message, "second");
  EXPECT_EQ(second->position, 3U);
  EXPECT_FALSE(line.take(4));
  EXPECT_EQ(line.take(5)->message, "third");
  EXPECT_FALSE(line.take(5));
}

/// Every message says how many packets were written before it.
TEST(MessageLine, KeepsItsPlaceAmongThePacketsOfAnotherThread) {
  constexpr std::int64_t count = 5'000;
  PacketPipe pipe(32);
  MessageLine<std::int64_t> line;
  const std::vector<std::uint8_t> bytes(20);
  std::thread writer([&] {
    for (std::int64_t i = 0; i < count; ++i) {
      if (i % 7 == 0) line.push(i, pipe.written());
      while (!pipe.push({.sequence = i}, bytes)) std::this_thread::yield();
    }
    line.push(count, pipe.written());
  });
  std::int64_t packets = 0;
  std::int64_t messages = 0;
  bool is_good = true;
  const auto take_until = [&](std::uint64_t position) {
    pipe.take_until(position, [&](const FeedPacket&, rtc::MutableBytes) { ++packets; });
  };
  while (messages < count / 7 + 2) {
    const auto end = pipe.written();
    while (const auto message = line.take(end)) {
      take_until(message->position);
      is_good = is_good && message->message == packets;
      ++messages;
    }
    take_until(end);
    std::this_thread::yield();
  }
  writer.join();
  EXPECT_TRUE(is_good);
  EXPECT_EQ(packets, count);
}

}  // namespace
}  // namespace vtp::sfu
