#include "media/ffmpeg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using testing::HasSubstr;

class Ffmpeg : public testing::Test {
 protected:
  [[nodiscard]] FfmpegRun run_with(std::vector<std::string> arguments) const {
    return {.arguments = std::move(arguments), .directory = folder.path(), .media_seconds = 0};
  }

  Tools tools = test::quick_tools();
  test::TemporaryFolder folder;
};

TEST_F(Ffmpeg, TellsHowFarItCame) {
  test::make_small_lecture(folder / "a.mp4", 2);
  auto run = run_with(own_input(folder / "a.mp4"));
  run.arguments.insert(run.arguments.end(), {"-c", "copy", "-f", "null", "-"});
  EXPECT_NEAR(run_ffmpeg(tools, run, {}).value().media_seconds, 2, 0.1);
}

TEST_F(Ffmpeg, AFileThatNeedsTooMuchComputingIsTheOneToBlame) {
  tools.cpu = {.to_start = std::chrono::milliseconds(200), .seconds_per_media_second = 0};
  // Hours of work.
  const auto outcome = run_ffmpeg(tools,
                                  run_with({"-f", "lavfi", "-i", "testsrc2=size=1920x1080:duration=86400",
                                            "-c:v", "libx264", "-f", "null", "-"}),
                                  {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unsupported_media_type);  // another attempt is of no use
  EXPECT_THAT(outcome.error().message, HasSubstr("takes too long to convert"));
}

TEST_F(Ffmpeg, WhatItSaidIsForTheLogOnly) {
  std::string diagnostics;
  const Watch watch{.on_diagnostics = [&](std::string_view text) { diagnostics = text; }};
  test::write_text(folder / "a.mp4", "no film");
  auto run = run_with(own_input(folder / "a.mp4"));
  run.arguments.insert(run.arguments.end(), {"-f", "null", "-"});
  const auto outcome = run_ffmpeg(tools, run, watch);
  ASSERT_FALSE(outcome);
  EXPECT_THAT(diagnostics, HasSubstr("a.mp4"));
  EXPECT_THAT(outcome.error().message, Not(HasSubstr("a.mp4")));
}

TEST_F(Ffmpeg, AMissingProgramIsNotTheFilesFault) {
  tools.ffmpeg = "no-such-program";
  EXPECT_EQ(run_ffmpeg(tools, run_with({}), {}).error().code, ErrorCode::internal_error);
}

}  // namespace
}  // namespace vtp::media
