#include "http/deflate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace vtp::http {
namespace {

using Failure = Inflater::Failure;

TEST(Deflate, HasTheExampleOfTheRfc) {  // RFC 7692 section 7.2.3
  Deflater deflater;
  Inflater inflater;
  const std::string hello("\xf2\x48\xcd\xc9\xc9\x07\x00", 7);
  EXPECT_EQ(deflater.compress("Hello"), hello);
  EXPECT_EQ(inflater.restore(hello, 100), "Hello");
  // Two blocks, and a block marked as the last.
  EXPECT_EQ(inflater.restore(std::string("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00", 13), 100),
            "Hello");
  EXPECT_EQ(inflater.restore(std::string("\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8), 100), "Hello");
}

TEST(Deflate, EveryMessageStandsAlone) {
  Deflater deflater;
  Inflater inflater;
  const auto first = deflater.compress("the same words");
  EXPECT_EQ(deflater.compress("the same words"), first);
  EXPECT_EQ(inflater.restore(first, 100), "the same words");
  EXPECT_EQ(Inflater().restore(first, 100), "the same words");
}

TEST(Deflate, BombsAreNotUnpacked) {
  Deflater deflater;
  Inflater inflater;
  const auto bomb = deflater.compress(std::string(50'000'000, 'a'));
  EXPECT_LT(bomb.size(), 100'000U);
  EXPECT_EQ(inflater.restore(bomb, 1'000'000).error(), Failure::too_big);
  EXPECT_EQ(inflater.restore(deflater.compress("ok"), 2), "ok");
  EXPECT_EQ(inflater.restore(deflater.compress("ok!"), 2).error(), Failure::too_big);
}

TEST(Deflate, GarbageIsRefused) {
  Inflater inflater;
  EXPECT_EQ(inflater.restore("\xFF\xFF\xFF", 100).error(), Failure::malformed);
  EXPECT_EQ(inflater.restore(std::string(100, '\x07'), 100).error(), Failure::malformed);
}

RC_GTEST_PROP(DeflateProperty, ComesBack, (const std::string& text, std::uint8_t times)) {
  static Deflater deflater;
  static Inflater inflater;
  std::string message;
  for (int i = 0; i < times * 20; ++i) message += text;
  RC_ASSERT(inflater.restore(deflater.compress(message), message.size()).value() == message);
}

}  // namespace
}  // namespace vtp::http
