#include "sfu/transport/stream_framing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/rtc/bytes.h"

namespace vtp::sfu {
namespace {

using rtc::Buffer;

constexpr std::size_t longest = 100;

struct Reading {
  explicit Reading(std::size_t longest_packet) : reader(longest_packet) {}

  bool take(Buffer bytes) {
    return reader.take(bytes, [this](rtc::MutableBytes packet) {
      packets.push_back(rtc::copy_of(packet));
      return packets.size() < enough;
    });
  }

  FrameReader reader;
  std::vector<Buffer> packets;
  std::size_t enough = SIZE_MAX;
};

Buffer framed(const std::vector<Buffer>& packets) {
  Buffer stream;
  for (const auto& packet : packets) {
    const auto header = frame_header(packet.size());
    stream.insert(stream.end(), header.begin(), header.end());
    stream.insert(stream.end(), packet.begin(), packet.end());
  }
  return stream;
}

RC_GTEST_PROP(FrameReader, TakesAnyStreamApartHoweverItIsCut, (const std::vector<Buffer>& packets)) {
  Reading reading(65'535);
  const auto stream = framed(packets);
  for (std::size_t at = 0; at < stream.size();) {
    const auto size = std::min<std::size_t>(*rc::gen::inRange<std::size_t>(1, 12), stream.size() - at);
    const auto begin = stream.begin() + static_cast<std::ptrdiff_t>(at);
    RC_ASSERT(reading.take({begin, begin + static_cast<std::ptrdiff_t>(size)}));
    at += size;
  }
  auto expected = packets;
  std::erase_if(expected, [](const Buffer& packet) { return packet.empty(); });
  RC_ASSERT(reading.packets == expected);
}

TEST(FrameReader, RefusesWhatIsTooLong) {
  EXPECT_TRUE(Reading(longest).take(framed({Buffer(longest)})));
  EXPECT_FALSE(Reading(longest).take(framed({Buffer(longest + 1)})));
  Reading bytewise(longest);
  EXPECT_TRUE(bytewise.take({0}));
  EXPECT_FALSE(bytewise.take({longest + 1}));
}

TEST(FrameReader, StopsWhenNothingMoreIsWanted) {
  Reading reading(longest);
  reading.enough = 2;
  EXPECT_FALSE(reading.take(framed({{1}, {2}, {3}})));
  EXPECT_EQ(reading.packets, (std::vector<Buffer>{{1}, {2}}));
  Reading bytewise(longest);
  bytewise.enough = 1;
  EXPECT_TRUE(bytewise.take({0, 1}));
  EXPECT_FALSE(bytewise.take({9}));
}

RC_GTEST_PROP(FrameQueue, GivesWhatWasAddedInOrder, (const std::vector<Buffer>& packets)) {
  FrameQueue queue;
  Buffer given;
  const auto give = [&](std::size_t most) {
    const auto pending = queue.pending().first(std::min(most, queue.pending().size()));
    given.insert(given.end(), pending.begin(), pending.end());
    queue.on_sent(pending.size());
  };
  for (const auto& packet : packets) {
    RC_ASSERT(queue.add(packet));
    give(*rc::gen::inRange<std::size_t>(0, 20));
  }
  give(SIZE_MAX);
  RC_ASSERT(given == framed(packets));
  RC_ASSERT(queue.is_empty());
}

TEST(FrameQueue, ContinuesAPacketThatWasSentInPart) {
  for (std::size_t sent = 0; sent < 5; ++sent) {
    FrameQueue queue;
    EXPECT_TRUE(queue.add(Buffer{7, 8, 9}, sent));
    const Buffer whole{0, 3, 7, 8, 9};
    EXPECT_EQ(rtc::copy_of(queue.pending()),
              Buffer(whole.begin() + static_cast<std::ptrdiff_t>(sent), whole.end()));
  }
}

TEST(FrameQueue, IsBounded) {
  FrameQueue queue;
  const Buffer packet(1022);
  for (std::size_t i = 0; i < FrameQueue::most_bytes / 1024; ++i) EXPECT_TRUE(queue.add(packet));
  EXPECT_FALSE(queue.add(packet));
  EXPECT_EQ(queue.pending().size(), FrameQueue::most_bytes);
  queue.on_sent(FrameQueue::most_bytes - 1);
  EXPECT_TRUE(queue.add(packet));
  EXPECT_EQ(queue.pending().size(), 1025U);
  while (queue.add(packet)) {
  }
  EXPECT_TRUE(queue.add(packet, 1));  // the stream would break
}

}  // namespace
}  // namespace vtp::sfu
