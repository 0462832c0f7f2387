#include "recordings/media_passes.h"

#include <gtest/gtest.h>

#include "support/database/fake_clock.h"

namespace vtp::recordings {
namespace {

using namespace std::chrono_literals;

http::Request request_with(const std::string& header, const std::string& token = {}) {
  http::Request request;
  if (!header.empty()) request.headers.add("Authorization", header);
  if (!token.empty()) request.query.emplace_back("token", token);
  return request;
}

class MediaPassesTest : public ::testing::Test {
 public:
  vtp::testing::FakeClock clock;
  MediaPasses passes{clock};
  const RecordingId lecture = RecordingId::make();
};

TEST_F(MediaPassesTest, LetInIsOneCredentialForOneRecordingForAMinute) {
  passes.let_in(request_with("Bearer a"), lecture);
  EXPECT_TRUE(passes.is_let_in(request_with("Bearer a"), lecture));
  EXPECT_FALSE(passes.is_let_in(request_with("Bearer b"), lecture));
  EXPECT_FALSE(passes.is_let_in(request_with("Bearer a"), RecordingId::make()));
  EXPECT_FALSE(passes.is_let_in(request_with(""), lecture));
  clock.advance(60s);
  EXPECT_FALSE(passes.is_let_in(request_with("Bearer a"), lecture));
}

TEST_F(MediaPassesTest, HeaderCountsBeforeToken) {
  passes.let_in(request_with("", "t"), lecture);
  EXPECT_TRUE(passes.is_let_in(request_with("", "t"), lecture));
  EXPECT_FALSE(passes.is_let_in(request_with("Bearer bad", "t"), lecture));
}

TEST_F(MediaPassesTest, NobodyWithoutCredentialIsRemembered) {
  passes.let_in(request_with(""), lecture);
  EXPECT_FALSE(passes.is_let_in(request_with(""), lecture));
}

TEST_F(MediaPassesTest, RenditionsAreKeptForAMinuteOrUntilForgotten) {
  passes.keep(lecture, "720p", std::make_shared<const OpenRendition>());
  EXPECT_TRUE(passes.find(lecture, "720p"));
  EXPECT_FALSE(passes.find(lecture, "360p"));
  passes.forget(lecture, "720p");
  EXPECT_FALSE(passes.find(lecture, "720p"));
  passes.keep(lecture, "720p", std::make_shared<const OpenRendition>());
  clock.advance(60s);
  EXPECT_FALSE(passes.find(lecture, "720p"));
}

TEST_F(MediaPassesTest, MemoryIsBounded) {
  for (int i = 0; i < 25'000; ++i) passes.let_in(request_with("Bearer " + std::to_string(i)), lecture);
  EXPECT_TRUE(passes.is_let_in(request_with("Bearer 24999"), lecture));
  EXPECT_FALSE(passes.is_let_in(request_with("Bearer 0"), lecture));
}

}  // namespace
}  // namespace vtp::recordings
