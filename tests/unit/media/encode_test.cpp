// Encodes real files and looks at the result with ffprobe.
#include "media/encode.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/files.h"
#include "media/names.h"
#include "support/media/sample_files.h"

namespace vtp::media {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Encode : public testing::Test {
 protected:
  /// Probes and encodes with the ladder for the file.
  std::vector<StoredRendition> encode_file(const std::filesystem::path& file, std::string_view ladder = "") {
    const auto info = probe(tools, file);
    EXPECT_TRUE(info) << info.error().message;
    if (!info) return {};
    const auto steps = ladder.empty()
                           ? std::vector<LadderStep>(default_ladder().begin(), default_ladder().end())
                           : parse_ladder(ladder).value();
    return encode_rungs(file, *info, ladder_for(*info, steps));
  }

  std::vector<StoredRendition> encode_rungs(const std::filesystem::path& file, const MediaInfo& info,
                                            std::vector<Rung> rungs) {
    const auto renditions = encode(tools,
                                   {.input = file,
                                    .info = info,
                                    .rungs = std::move(rungs),
                                    .output = output.path(),
                                    .segment_seconds = 4,
                                    .preset = "superfast"},
                                   watch);
    EXPECT_TRUE(renditions) << renditions.error().message;
    return renditions.value_or(std::vector<StoredRendition>{});
  }

  [[nodiscard]] std::filesystem::path joined(std::string_view rendition) const {
    return test::joined(output / rendition);
  }

  [[nodiscard]] std::string picture_of(std::string_view rendition) const {
    return test::ffprobe(joined(rendition), "v:0", "stream=width,height,pix_fmt,profile").front();
  }

  Tools tools = test::quick_tools();
  Watch watch{.on_diagnostics = [](std::string_view text) { ADD_FAILURE() << text; }};
  test::TemporaryFolder input, output;
};

std::vector<std::string> names_of(const std::vector<StoredRendition>& renditions) {
  std::vector<std::string> names;
  for (const auto& rendition : renditions) names.push_back(rendition.name);
  return names;
}

/// Regular frames from 0 on: what every player can rely on.
void expect_regular(const std::vector<double>& times, std::size_t frames, double rate) {
  ASSERT_EQ(times.size(), frames);
  for (std::size_t i = 0; i < times.size(); ++i)
    ASSERT_NEAR(times[i], static_cast<double>(i) / rate, 1e-3) << i;
}

TEST_F(Encode, ARealFilmBecomesAnAlignedLadder) {
  const auto renditions = encode_file(test::big_buck_bunny(), "120:100,240:250");
  ASSERT_THAT(names_of(renditions), ElementsAre("120p", "240p", "audio"));
  EXPECT_EQ(picture_of("120p"), "High,214,120,yuv420p");
  EXPECT_EQ(picture_of("240p"), "High,428,240,yuv420p");
  EXPECT_EQ(renditions[0].index.codec.substr(0, 9), "avc1.6400");
  EXPECT_EQ(renditions[2].index.codec, "mp4a.40.2");

  // The same cuts, to the tick, every 2 seconds a key frame.
  const auto& low = renditions[0].index;
  const auto& high = renditions[1].index;
  ASSERT_EQ(low.segments.size(), high.segments.size());
  EXPECT_EQ(low.timescale, high.timescale);
  for (std::size_t i = 0; i < low.segments.size(); ++i)
    EXPECT_EQ(low.segments[i].duration, high.segments[i].duration) << i;
  const auto keys = test::key_frame_times(joined("120p"));
  EXPECT_EQ(keys, test::key_frame_times(joined("240p")));
  ASSERT_THAT(keys, SizeIs(15));
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_NEAR(keys[i], 2.0 * static_cast<double>(i), 1e-3);

  expect_regular(test::decoded_times(joined("120p"), "v:0"), 720, 24);
  EXPECT_NEAR(test::decoded_times(joined("audio"), "a:0").front(), 0, 1e-6);
  EXPECT_NEAR(renditions[2].index.duration_seconds(), 30, 0.1);
  EXPECT_EQ(low.start, 0U);
  EXPECT_EQ(renditions[2].index.start, 0U);
}

TEST_F(Encode, EverySegmentBeginsWithAKeyFrameAndDecodesByItself) {
  test::make_small_lecture(input / "a.mp4", 9);
  const auto renditions = encode_file(input / "a.mp4");
  ASSERT_THAT(names_of(renditions), ElementsAre("240p", "audio"));
  ASSERT_THAT(renditions[0].index.segments, SizeIs(3));
  const auto init = read_file(output / "240p/init.mp4", 1U << 20U).value();
  const std::size_t frames[] = {120, 120, 30};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto segment = read_file(output / "240p" / segment_name(i), 1U << 30U).value();
    EXPECT_EQ(segment.size(), renditions[0].index.segments[i].size);
    test::write_text(input / "alone.mp4", init + segment);
    EXPECT_THAT(test::decoded_times(input / "alone.mp4", "v:0"), SizeIs(frames[i]));
    EXPECT_EQ(renditions[0].index.segments[i].duration,
              std::uint64_t{frames[i]} * renditions[0].index.timescale / 30);
  }
  EXPECT_FALSE(std::filesystem::exists(output / "240p/ffmpeg.m3u8"));
}

/// When the sound begins, in seconds: the first sample that is not silent.
double onset(const std::filesystem::path& file) {
  test::TemporaryFolder folder;
  test::make_media(folder / "mono.wav", "-i " + file.string() + " -ac 1 -ar 48000 -c:a pcm_s16le -f wav");
  const auto bytes = read_file(folder / "mono.wav", 1U << 30U).value();
  constexpr std::size_t header = 78;
  for (std::size_t i = header; i + 1 < bytes.size(); i += 2) {
    const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[i]) |
                                                  static_cast<unsigned char>(bytes[i + 1]) << 8U);
    if (std::abs(sample) > 1500) return static_cast<double>((i - header) / 2) / 48000;
  }
  return -1;
}

/// When the picture turns from black to white.
double flash(const std::filesystem::path& file) {
  test::TemporaryFolder folder;
  test::make_media(folder / "black.txt", "-i " + file.string() +
                                             " -vf blackdetect=d=0.1,metadata=print:file=" +
                                             (folder / "print.txt").string() + " -f null");
  const auto text = read_file(folder / "print.txt", 1U << 20U).value();
  const auto at = text.find("lavfi.black_end=");
  return at == std::string::npos ? -1 : std::atof(text.c_str() + at + 16);
}

TEST_F(Encode, SoundAndPicturesStayTogether) {
  // A white flash and a tone, both at 3 s, in a file whose sound begins late and whose clock does not begin
  // at 0.
  test::make_media(
      input / "sync.mkv",
      "-f lavfi -i color=black:size=320x240:rate=30:duration=6,drawbox=color=white:t=fill:enable=gte(t\\,3) "
      "-itsoffset 1 -f lavfi -i sine=frequency=440:duration=5,volume=0:enable=lt(t\\,2) "
      "-output_ts_offset 7 -c:v libx264 -preset ultrafast -c:a aac");
  encode_file(input / "sync.mkv");
  EXPECT_NEAR(flash(joined("240p")), 3, 0.02);
  EXPECT_NEAR(onset(joined("audio")), 3, 0.03);
}

TEST_F(Encode, RotationIsBakedIn) {
  test::make_small_lecture(input / "a.mp4", 1);
  test::make_media(input / "r.mp4", "-i " + (input / "a.mp4").string() + " -c copy -metadata:s:v rotate=90");
  EXPECT_EQ(names_of(encode_file(input / "r.mp4")).front(), "240p");
  EXPECT_EQ(picture_of("240p"), "High,240,320,yuv420p");
  EXPECT_THAT(test::ffprobe(joined("240p"), "v:0", "stream_side_data=rotation"), Each(IsEmpty()));
}

TEST_F(Encode, AVaryingFrameRateBecomesRegular) {
  test::make_small_lecture(input / "vfr.mp4", 3, "-vf select=not(between(n\\,10\\,60)) -fps_mode vfr");
  encode_file(input / "vfr.mp4");
  expect_regular(test::decoded_times(joined("240p"), "v:0"), 90, 30);
}

TEST_F(Encode, FastFilmsAreHalved) {
  test::make_media(input / "fast.mp4", "-f lavfi -i testsrc2=size=160x120:rate=60:duration=3 -c:v libx264");
  encode_file(input / "fast.mp4");
  expect_regular(test::decoded_times(joined("120p"), "v:0"), 90, 30);
}

TEST_F(Encode, OddSizesDeepColourWidePixelsAndInterlacing) {
  test::make_media(
      input / "odd.mkv",
      "-f lavfi -i testsrc2=size=321x241:duration=1 -pix_fmt yuv444p10le -c:v libvpx-vp9 -deadline realtime");
  encode_file(input / "odd.mkv");
  EXPECT_EQ(picture_of("240p"), "High,320,240,yuv420p");

  test::make_media(
      input / "tv.ts",
      "-f lavfi -i testsrc2=size=360x288:rate=50:duration=1 -vf interlace,setsar=64/45 -c:v libx264 "
      "-flags +ildct+ilme");
  encode_file(input / "tv.ts");
  EXPECT_EQ(picture_of("288p"), "High,512,288,yuv420p");
  EXPECT_THAT(test::ffprobe(joined("288p"), "v:0", "stream=sample_aspect_ratio,field_order"),
              ElementsAre("1:1,progressive"));
}

TEST_F(Encode, SoundAloneHasOnlyAudio) {
  test::make_media(input / "a.mp3", "-f lavfi -i sine=duration=9");
  const auto renditions = encode_file(input / "a.mp3");
  ASSERT_THAT(names_of(renditions), ElementsAre("audio"));
  EXPECT_THAT(renditions[0].index.segments, SizeIs(3));
  EXPECT_THAT(test::ffprobe(joined("audio"), "a:0", "stream=codec_name,profile,sample_rate,channels"),
              ElementsAre("aac,LC,48000,2"));
}

TEST_F(Encode, PicturesAloneHaveNoAudio) {
  test::make_media(input / "silent.mp4", "-f lavfi -i testsrc2=size=320x240:duration=2 -c:v libx264");
  EXPECT_THAT(names_of(encode_file(input / "silent.mp4")), ElementsAre("240p"));
}

TEST_F(Encode, ASingleFrameIsALecture) {
  test::make_media(input / "one.mp4", "-f lavfi -i testsrc2=size=320x240:rate=25 -frames:v 1 -c:v libx264");
  const auto renditions = encode_file(input / "one.mp4");
  ASSERT_THAT(renditions, SizeIs(1));
  EXPECT_THAT(test::decoded_times(joined("240p"), "v:0"), SizeIs(1));
  EXPECT_NEAR(renditions[0].index.duration_seconds(), 0.04, 0.001);
}

TEST_F(Encode, LessThanASecondIsALecture) {
  test::make_small_lecture(input / "short.mp4", 1, "-t 0.4");
  const auto renditions = encode_file(input / "short.mp4");
  ASSERT_THAT(renditions, SizeIs(2));
  EXPECT_NEAR(renditions[0].index.duration_seconds(), 0.4, 0.04);
  EXPECT_NEAR(renditions[1].index.duration_seconds(), 0.4, 0.03);
}

TEST_F(Encode, OnlyTheRungsAskedForAreMade) {
  test::make_small_lecture(input / "a.mp4", 1);
  const auto info = probe(tools, input / "a.mp4").value();
  const auto renditions = encode(
      tools,
      {.input = input / "a.mp4", .info = info, .rungs = {}, .with_audio = false, .output = output.path()},
      {});
  EXPECT_THAT(renditions.value(), IsEmpty());
  EXPECT_TRUE(std::filesystem::is_empty(output.path()));
}

TEST_F(Encode, StrangeNamesAreOnlyNames) {
  test::make_small_lecture(input / "a.mp4", 1);
  for (const auto* name : {"it's \"$HOME\" %d.mp4", "two\nlines.mp4", "-y.mp4", "file:x|y.mp4"}) {
    std::filesystem::rename(input / "a.mp4", input / name);
    EXPECT_THAT(encode_file(input / name), SizeIs(2)) << name;
    std::filesystem::rename(input / name, input / "a.mp4");
  }
  const auto folder = output / "50% off: a 'b' #1";
  std::filesystem::create_directory(folder);
  const auto info = probe(tools, input / "a.mp4").value();
  const auto renditions = encode(
      tools, {.input = input / "a.mp4", .info = info, .rungs = ladder_for(info), .output = folder}, watch);
  ASSERT_TRUE(renditions) << renditions.error().message;
  EXPECT_TRUE(std::filesystem::exists(folder / "240p/seg-00000.m4s"));
}

TEST_F(Encode, ProgressRisesToTheEnd) {
  test::make_small_lecture(input / "a.mp4", 8);
  std::vector<Progress> seen;
  watch.on_progress = [&](const Progress& progress) { seen.push_back(progress); };
  encode_file(input / "a.mp4");
  ASSERT_FALSE(seen.empty());
  for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_GE(seen[i].fraction, seen[i - 1].fraction);
  EXPECT_GT(seen.back().fraction, 0.98);
  EXPECT_LE(seen.back().fraction, 1);
  EXPECT_GT(seen.back().speed, 0);
}

TEST_F(Encode, StopsWhenAsked) {
  test::make_media(input / "long.mp4", "-f lavfi -i color=size=64x64:rate=1:duration=3600 -c:v libx264");
  auto info = probe(tools, input / "long.mp4").value();
  bool has_begun = false;
  watch.on_progress = [&](const Progress&) { has_begun = true; };
  watch.should_stop = [&] { return has_begun; };
  // Far more work than the test has time for: it ends because it is stopped.
  const Rung rung{
      .name = "1080p", .label = "High", .size = {1920, 1080}, .frame_rate = {30, 1}, .video_kbps = 4000};
  const auto renditions = encode(
      tools, {.input = input / "long.mp4", .info = info, .rungs = {rung}, .output = output.path()}, watch);
  ASSERT_FALSE(renditions);
  EXPECT_EQ(renditions.error().code, ErrorCode::job_finished);
}

class Damaged : public Encode {
 protected:
  std::string refusal(const std::filesystem::path& file, const MediaInfo& info) {
    const auto renditions = encode(tools,
                                   {.input = file,
                                    .info = info,
                                    .rungs = ladder_for(info),
                                    .output = output.path(),
                                    .preset = "superfast"},
                                   {});
    if (renditions) return {};
    EXPECT_EQ(renditions.error().code, ErrorCode::unsupported_media_type);
    return renditions.error().message;
  }
};

TEST_F(Damaged, AFileThatEndsEarlyIsNotALecture) {
  test::make_small_lecture(input / "a.mp4", 12, "-movflags +faststart");
  const auto info = probe(tools, input / "a.mp4").value();
  const auto whole = read_file(input / "a.mp4", 1U << 30U).value();
  test::write_text(input / "cut.mp4", whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal(input / "cut.mp4", info),
              HasSubstr("incomplete or damaged: it should last 12 seconds"));
}

TEST_F(Damaged, NoiseInsideIsNotALecture) {
  test::make_small_lecture(input / "a.mp4", 2, "-movflags +faststart");
  const auto info = probe(tools, input / "a.mp4").value();
  auto bytes = read_file(input / "a.mp4", 1U << 30U).value();
  for (std::size_t i = bytes.find("mdat") + 4; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(i * 37 % 251);
  test::write_text(input / "noise.mp4", bytes);
  EXPECT_THAT(refusal(input / "noise.mp4", info), HasSubstr("damaged"));
}

TEST_F(Damaged, APlaylistIsNotFollowedEvenIfItGotThisFar) {
  test::make_small_lecture(input / "a.mp4", 2);
  const auto info = probe(tools, input / "a.mp4").value();
  test::write_text(input / "b.mp4", "ffconcat version 1.0\nfile a.mp4\n");
  EXPECT_NE(refusal(input / "b.mp4", info), "");
}

using Package = Encode;

TEST_F(Package, PassesH264OnAsItIs) {
  const auto info = probe(tools, test::big_buck_bunny()).value();
  const auto renditions =
      package(tools, {.input = test::big_buck_bunny(), .info = info, .output = output.path()}, watch).value();
  ASSERT_THAT(names_of(renditions), ElementsAre("source", "audio"));
  EXPECT_NEAR(renditions[0].index.duration_seconds(), 30, 0.1);
  EXPECT_EQ(renditions[0].index.start, 0U);
  const auto times = test::decoded_times(joined("source"), "v:0");
  ASSERT_THAT(times, SizeIs(720));
  EXPECT_NEAR(times.front(), 0, 0.001);
  EXPECT_THAT(test::ffprobe(joined("source"), "v:0", "stream=codec_name,width,height"),
              ElementsAre("h264,854,480"));
}

TEST_F(Package, OtherCodecsGiveOnlyAudio) {
  test::make_media(
      input / "a.webm",
      "-f lavfi -i testsrc2=size=320x240:duration=1 -f lavfi -i sine=duration=1 -c:v libvpx -c:a libopus");
  const auto info = probe(tools, input / "a.webm").value();
  EXPECT_FALSE(can_pass_through(info));
  EXPECT_THAT(
      names_of(
          package(tools, {.input = input / "a.webm", .info = info, .output = output.path()}, watch).value()),
      ElementsAre("audio"));
}

TEST_F(Package, AVideoWithoutSoundThatCannotBePassedOnGivesNothing) {
  test::make_media(input / "a.webm", "-f lavfi -i testsrc2=size=320x240:duration=1 -c:v libvpx");
  const auto info = probe(tools, input / "a.webm").value();
  EXPECT_THAT(
      package(tools, {.input = input / "a.webm", .info = info, .output = output.path()}, watch).value(),
      IsEmpty());
}

TEST_F(Package, FewKeyFramesMakeNoSource) {
  test::make_media(input / "a.mp4",
                   "-f lavfi -i testsrc2=size=64x64:rate=5:duration=40 -c:v libx264 -g 1000 -sc_threshold 0");
  const auto info = probe(tools, input / "a.mp4").value();
  EXPECT_TRUE(can_pass_through(info));
  EXPECT_THAT(
      package(tools, {.input = input / "a.mp4", .info = info, .output = output.path()}, watch).value(),
      IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(output / "source"));
}

TEST(PassThrough, NeedsWhatEveryBrowserPlays) {
  MediaInfo good;
  good.container = "mov";
  good.video = VideoInfo{
      .codec = "h264", .profile = "High", .level = 40, .size = {1280, 720}, .pixel_format = "yuv420p"};
  EXPECT_TRUE(can_pass_through(good));
  const auto but = [&](auto change) {
    auto info = good;
    change(info);
    return can_pass_through(info);
  };
  EXPECT_FALSE(but([](MediaInfo& info) { info.video.reset(); }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.container = "avi"; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->codec = "hevc"; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->profile = "High 10"; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->pixel_format = "yuv422p"; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->rotation_degrees = 90; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->is_interlaced = true; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->has_square_pixels = false; }));
  EXPECT_FALSE(but([](MediaInfo& info) { info.video->start_seconds = 2; }));
}

}  // namespace
}  // namespace vtp::media
