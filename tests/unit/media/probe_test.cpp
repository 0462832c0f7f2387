#include "media/probe.h"

#include <algorithm>
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "media/files.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using testing::HasSubstr;

class Probe : public testing::Test {
 protected:
  /// The sentence that the teacher gets; empty when the file is accepted.
  std::string refusal(const std::filesystem::path& file, const ProbeLimits& limits = {}) {
    const auto info = probe(tools, file, limits);
    if (info) return {};
    EXPECT_EQ(info.error().code, ErrorCode::unsupported_media_type) << info.error().message;
    // Neither paths nor what the tools say belong into it.
    EXPECT_FALSE(info.error().message.contains(folder.path().string())) << info.error().message;
    return info.error().message;
  }

  std::filesystem::path file_with(std::string_view name, std::string_view text) {
    test::write_text(folder / name, text);
    return folder / name;
  }

  Tools tools = test::quick_tools();
  test::TemporaryFolder folder;
};

TEST_F(Probe, DescribesARealFilm) {
  const auto info = probe(tools, test::big_buck_bunny()).value();
  EXPECT_EQ(info.container, "mov");
  EXPECT_NEAR(info.duration_seconds, 30, 0.1);
  ASSERT_TRUE(info.video && info.audio);
  EXPECT_EQ(info.video->codec, "h264");
  EXPECT_EQ(info.video->size, (PictureSize{854, 480}));
  EXPECT_EQ(info.video->frame_rate, (FrameRate{24, 1}));
  EXPECT_FALSE(info.video->has_variable_frame_rate);
  EXPECT_EQ(info.video->bit_depth, 8);
  EXPECT_FALSE(info.video->is_interlaced);
  EXPECT_EQ(info.audio->codec, "aac");
}

TEST_F(Probe, TurnsARotatedPictureUpright) {
  test::make_small_lecture(folder / "a.mp4", 1);
  test::make_media(folder / "rotated.mp4",
                   "-i " + (folder / "a.mp4").string() + " -c copy -metadata:s:v rotate=90");
  const auto info = probe(tools, folder / "rotated.mp4").value();
  EXPECT_EQ(info.video->size, (PictureSize{240, 320}));
  EXPECT_EQ(info.video->rotation_degrees % 180, 90);
}

TEST_F(Probe, CountsSquarePixels) {
  test::make_small_lecture(folder / "wide.mp4", 1, "-vf setsar=4/3");
  const auto info = probe(tools, folder / "wide.mp4").value();
  EXPECT_EQ(info.video->size, (PictureSize{427, 240}));
  EXPECT_FALSE(info.video->has_square_pixels);
}

TEST_F(Probe, SeesDeepColourInterlacingAndOtherContainers) {
  test::make_media(
      folder / "deep.mkv",
      "-f lavfi -i testsrc2=size=320x240:duration=1 -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le "
      "-x265-params log-level=none");
  const auto deep = probe(tools, folder / "deep.mkv").value();
  EXPECT_EQ(deep.container, "matroska");
  EXPECT_EQ(deep.video->codec, "hevc");
  EXPECT_EQ(deep.video->bit_depth, 10);
  EXPECT_FALSE(deep.audio);

  test::make_media(
      folder / "tv.ts",
      "-f lavfi -i testsrc2=size=320x240:rate=50:duration=1 -vf interlace -c:v libx264 -flags +ildct+ilme");
  const auto tv = probe(tools, folder / "tv.ts").value();
  EXPECT_EQ(tv.container, "mpegts");
  EXPECT_TRUE(tv.video->is_interlaced);
}

TEST_F(Probe, NoticesAVaryingFrameRate) {
  test::make_small_lecture(folder / "vfr.mp4", 3, "-vf select=not(between(n\\,10\\,60)) -fps_mode vfr");
  const auto info = probe(tools, folder / "vfr.mp4").value();
  EXPECT_TRUE(info.video->has_variable_frame_rate);
  EXPECT_LT(info.video->frame_rate.value(), 20);
  EXPECT_NEAR(info.video->finest_frame_rate.value(), 30, 0.1);
}

TEST_F(Probe, SoundWithACoverPictureIsSoundOnly) {
  test::make_media(folder / "cover.jpg", "-f lavfi -i color -frames:v 1");
  test::make_media(folder / "song.mp3", "-f lavfi -i sine=duration=2 -i " + (folder / "cover.jpg").string() +
                                            " -map 0 -map 1 -c:v copy -disposition:v attached_pic");
  const auto info = probe(tools, folder / "song.mp3").value();
  EXPECT_FALSE(info.video);
  EXPECT_TRUE(info.audio);
}

TEST_F(Probe, EverySoundFormatIsTaken) {
  for (const auto* name : {"a.wav", "a.flac", "a.ogg", "a.aac", "a.m4a", "a.mp3", "a.webm"}) {
    test::make_media(folder / name, "-f lavfi -i sine=duration=1");
    const auto info = probe(tools, folder / name);
    ASSERT_TRUE(info) << name << info.error().message;
    EXPECT_NEAR(info->duration_seconds, 1, 0.2) << name;
  }
}

TEST_F(Probe, MeasuresWhatDoesNotSayItsDuration) {
  // As recorders in browsers write: to a pipe, where the header cannot be completed.
  test::make_media(folder / "whole.webm", "-f lavfi -i testsrc2=size=320x240:duration=2 -c:v libvpx -live 1");
  const auto info = probe(tools, folder / "whole.webm").value();
  EXPECT_FALSE(info.declares_duration);
  EXPECT_NEAR(info.duration_seconds, 2, 0.2);
}

TEST_F(Probe, TheNameOfAFileMeansNothing) {
  test::make_small_lecture(folder / "a.mp4", 1);
  for (const auto* name : {"it's \"quoted\".mp4", "two\nlines.mp4", "-i.mp4", "file:x.mp4", "http:,,x.m3u8",
                           "%05d.mp4", "a.txt", "concat:b|c"}) {
    std::filesystem::copy_file(folder / "a.mp4", folder / name);
    EXPECT_EQ(refusal(folder / name), "") << name;
  }
}

TEST_F(Probe, WhatIsNoRecordingIsRefused) {
  EXPECT_THAT(refusal(file_with("a.mp4", "")), HasSubstr("empty"));
  EXPECT_THAT(refusal(file_with("b.mp4", "Dear diary")), HasSubstr("not a video or sound recording"));
  EXPECT_THAT(refusal(file_with("c.mp4", "PK\x03\x04 and so on")), HasSubstr("ZIP"));
  std::string noise(50'000, '\0');
  std::ranges::generate(noise, [state = 1U]() mutable {
    state = state * 1103515245U + 12345U;
    return static_cast<char>(state >> 16U);
  });
  EXPECT_THAT(refusal(file_with("d.mp4", noise)), HasSubstr("not a video or sound recording"));
  test::make_media(folder / "picture.png", "-f lavfi -i color -frames:v 1");
  EXPECT_THAT(refusal(folder / "picture.png"), HasSubstr("not a recording"));
}

TEST_F(Probe, AFileThatRefersToOthersIsRefused) {
  const std::string secret = "file:///etc/passwd";
  EXPECT_THAT(refusal(file_with("a.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n" + secret + "\n")),
              HasSubstr("may refer to others"));
  EXPECT_THAT(
      refusal(file_with("b.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1/\n")),
      HasSubstr("may refer to others"));
  EXPECT_THAT(refusal(file_with("c.mp4", "ffconcat version 1.0\nfile /etc/passwd\n")),
              HasSubstr("may refer to others"));
  EXPECT_THAT(refusal(file_with("d.mp4",
                                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
                                "m=video 5004 RTP/AVP 96\n")),
              HasSubstr("may refer to others"));
  EXPECT_NE(
      refusal(file_with("e.mp4", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"/>")),
      "");
}

TEST_F(Probe, AnIncompleteFileIsRefused) {
  test::make_small_lecture(folder / "index-last.mp4", 3);
  test::make_small_lecture(folder / "index-first.mp4", 3, "-movflags +faststart");
  test::make_small_lecture(folder / "a.mkv", 3);
  const auto cut = [&](std::string_view name) {
    const auto whole = read_file(folder / name, 1U << 30U).value();
    return file_with("cut-" + std::string(name), std::string_view(whole).substr(0, whole.size() / 2));
  };
  EXPECT_THAT(refusal(cut("index-last.mp4")), HasSubstr("index is missing"));
  EXPECT_THAT(refusal(cut("index-first.mp4")), HasSubstr("end is missing"));
  EXPECT_THAT(refusal(cut("a.mkv")), HasSubstr("end is missing"));
}

TEST_F(Probe, AnEncryptedFileIsRefused) {
  test::make_small_lecture(folder / "secret.mp4", 1,
                           "-encryption_scheme cenc-aes-ctr -encryption_key 00112233445566778899aabbccddeeff "
                           "-encryption_kid 00112233445566778899aabbccddeeff");
  EXPECT_THAT(refusal(folder / "secret.mp4"), HasSubstr("encrypted"));
}

TEST_F(Probe, WhatIsTooLargeIsRefused) {
  test::make_media(folder / "wall.mkv", "-f lavfi -i color=size=9000x64:rate=1:duration=1 -c:v ffv1");
  EXPECT_THAT(refusal(folder / "wall.mkv"), HasSubstr("9000 × 64"));
  test::make_media(folder / "long.mp4",
                   "-f lavfi -i color=size=64x64:rate=1/3600:duration=90000 -c:v libx264");
  EXPECT_THAT(refusal(folder / "long.mp4"), HasSubstr("25 hours"));
}

TEST_F(Probe, AMissingToolIsNotTheFilesFault) {
  tools.ffprobe = "no-such-program";
  const auto info = probe(tools, test::big_buck_bunny());
  EXPECT_EQ(info.error().code, ErrorCode::internal_error);
}

TEST_F(Probe, StopsWhenAsked) {
  const auto info = probe(tools, test::big_buck_bunny(), {}, [] { return true; });
  EXPECT_EQ(info.error().code, ErrorCode::job_finished);
}

}  // namespace
}  // namespace vtp::media
