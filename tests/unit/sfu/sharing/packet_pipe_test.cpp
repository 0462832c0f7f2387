#include "sfu/sharing/packet_pipe.h"

#include <deque>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::sfu {
namespace {

/// A packet whose bytes follow from its number.
std::vector<std::uint8_t> bytes_of(std::int64_t number) {
  std::vector<std::uint8_t> bytes(12 + static_cast<std::size_t>(number * 37 % 1400));
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(static_cast<std::size_t>(number) + i);
  return bytes;
}

bool is_whole(const FeedPacket& about, rtc::Bytes bytes) {
  return std::ranges::equal(bytes, bytes_of(about.sequence));
}

TEST(PacketPipe, GivesWhatWasPutInInItsOrderUpToWhereItIsAsked) {
  PacketPipe pipe(4);
  for (std::int64_t i = 0; i < 3; ++i)
    ASSERT_TRUE(pipe.push({.encoding = 2, .sequence = i, .interruptions = 7}, bytes_of(i)));
  EXPECT_EQ(pipe.written(), 3U);
  std::vector<std::int64_t> seen;
  const auto take = [&](const FeedPacket& about, rtc::MutableBytes bytes) {
    EXPECT_TRUE(is_whole(about, bytes));
    EXPECT_EQ(about.encoding, 2);
    EXPECT_EQ(about.interruptions, 7U);
    seen.push_back(about.sequence);
  };
  pipe.take_until(2, take);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(pipe.taken(), 2U);
  pipe.take_until(pipe.written(), take);
  EXPECT_EQ(seen.size(), 3U);
}

TEST(PacketPipe, RefusesWhatFindsNoRoom) {
  PacketPipe pipe(2);
  EXPECT_EQ(pipe.free_slots(), 2U);
  EXPECT_TRUE(pipe.push({}, bytes_of(0)));
  EXPECT_TRUE(pipe.push({}, bytes_of(1)));
  EXPECT_FALSE(pipe.push({}, bytes_of(2)));
  EXPECT_EQ(pipe.free_slots(), 0U);
  pipe.take_until(1, [](const FeedPacket&, rtc::MutableBytes) {});
  EXPECT_EQ(pipe.free_slots(), 1U);
  EXPECT_FALSE(pipe.push({}, std::vector<std::uint8_t>(PacketPipe::longest_packet + 1)));
  EXPECT_TRUE(pipe.push({}, std::vector<std::uint8_t>(PacketPipe::longest_packet)));
  EXPECT_THROW(PacketPipe(3), std::invalid_argument);
}

RC_GTEST_PROP(PacketPipe, IsAQueueWithAnEnd, (const std::vector<std::uint8_t>& steps)) {
  constexpr std::size_t slots = 8;
  PacketPipe pipe(slots);
  std::deque<std::int64_t> model;
  std::int64_t next = 0;
  for (const auto step : steps) {
    if (step % 2 == 0) {
      const bool is_in = pipe.push({.sequence = next}, bytes_of(next));
      RC_ASSERT(is_in == (model.size() < slots));
      if (is_in) model.push_back(next);
      ++next;
    } else {
      const auto end = std::min(pipe.written(), pipe.taken() + step / 2 % (slots + 1));
      pipe.take_until(end, [&](const FeedPacket& about, rtc::MutableBytes bytes) {
        RC_ASSERT(about.sequence == model.front());
        RC_ASSERT(is_whole(about, bytes));
        model.pop_front();
      });
    }
    RC_ASSERT(pipe.free_slots() == slots - model.size());
    RC_ASSERT(pipe.written() - pipe.taken() == model.size());
  }
}

TEST(PacketPipe, CarriesFromOneThreadToAnother) {
  constexpr std::int64_t count = 20'000;
  PacketPipe pipe(64);
  std::thread writer([&] {
    for (std::int64_t i = 0; i < count; ++i)
      while (!pipe.push({.sequence = i}, bytes_of(i))) std::this_thread::yield();
  });
  std::int64_t next = 0;
  bool is_good = true;
  while (next < count) {
    pipe.take_until(pipe.written(), [&](const FeedPacket& about, rtc::MutableBytes bytes) {
      is_good = is_good && about.sequence == next && is_whole(about, bytes);
      bytes[0] = 0;  // the reader may write where a packet lies
      ++next;
    });
    std::this_thread::yield();
  }
  writer.join();
  EXPECT_TRUE(is_good);
}

}  // namespace
}  // namespace vtp::sfu
