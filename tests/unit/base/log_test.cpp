#include "base/log.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

namespace vtp {
namespace {

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override {
    return Timestamp(std::chrono::milliseconds(1'772'357'400'000));
  }
};

class CaptureSink final : public LogSink {
 public:
  void write(std::string_view line) noexcept override { lines += line; }
  std::string lines;
};

class LogTest : public testing::Test {
 protected:
  FixedClock clock;
  CaptureSink sink;
};

TEST_F(LogTest, TextNamesTimeLevelMessageAndValues) {
  Log(sink, clock)
      .info("Ready", {{"port", 8080}, {"tls", false}, {"load", 0.5}, {"name", "a b"}, {"id", "x-1"}});
  EXPECT_EQ(sink.lines,
            "2026-03-01T09:30:00.000Z info    Ready port=8080 tls=false load=0.5 name=\"a b\" id=x-1\n");
}

TEST_F(LogTest, JsonIsOneObjectALine) {
  Log(sink, clock, LogFormat::json)
      .warning("Slow \"disk\"",
               {{"seconds", 1.25}, {"path", std::string("a\\b")}, {"count", 3U}, {"ok", true}});
  EXPECT_EQ(
      sink.lines,
      R"({"time":"2026-03-01T09:30:00.000Z","level":"warning","message":"Slow \"disk\"","seconds":1.25,)"
      R"("path":"a\\b","count":3,"ok":true})"
      "\n");
}

TEST_F(LogTest, ValuesCannotForgeLines) {
  Log(sink, clock).info("a\nb", {{"x", "1\n2026 error y"}, {"empty", ""}});
  Log(sink, clock, LogFormat::json).info("a\nb", {{"x", "\x1b[2J\x7f"}});
  EXPECT_EQ(std::ranges::count(sink.lines, '\n'), 2);
  EXPECT_FALSE(sink.lines.contains('\x1b'));
}

TEST_F(LogTest, LowerLevelsAreLeftOut) {
  const Log log(sink, clock, LogFormat::text, LogLevel::warning);
  log.debug("a");
  log.info("b");
  EXPECT_TRUE(sink.lines.empty());
  log.error("c");
  EXPECT_FALSE(sink.lines.empty());
}

TEST_F(LogTest, NumbersThatAreNoneAreNullInJson) {
  Log(sink, clock, LogFormat::json).info("m", {{"x", std::numeric_limits<double>::quiet_NaN()}});
  EXPECT_TRUE(sink.lines.ends_with("\"x\":null}\n"));
}

}  // namespace
}  // namespace vtp
