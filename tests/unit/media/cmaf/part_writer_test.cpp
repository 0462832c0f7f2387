// Real pictures and sounds, put into segments of ours and looked at by ffmpeg.
#include "media/cmaf/part_writer.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "media/cmaf/init_segment.h"
#include "media/mp4/box.h"
#include "support/media/box_tree.h"
#include "support/media/coded_media.h"

namespace vtp::media {
namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::StartsWith;

/// All samples in parts of `part_size`, each sample `duration` ticks long, from `start` on.
std::string written(const TrackFormat& format, const std::vector<std::string>& samples,
                    std::uint32_t duration, std::uint64_t start, std::size_t part_size,
                    const std::vector<std::size_t>& key_samples) {
  auto file = write_init_segment(format);
  std::uint64_t time = start;
  for (std::size_t first = 0; first < samples.size(); first += part_size) {
    std::vector<mp4::Sample> part;
    for (auto i = first; i < std::min(first + part_size, samples.size()); ++i) {
      const bool is_key = key_samples.empty() || std::ranges::find(key_samples, i) != key_samples.end();
      part.push_back({.duration = duration,
                      .flags = is_key ? sync_sample_flags : other_sample_flags,
                      .data = samples[i]});
    }
    file += write_part({.sequence_number = static_cast<std::uint32_t>(first / part_size + 1),
                        .decode_time = time,
                        .timescale = format.timescale,
                        .begins_segment = first == 0,
                        .captured_at = Timestamp(1'700'000'000s)},
                       part);
    time += duration * part.size();
  }
  return file;
}

TEST(WritePart, PicturesOfH264AreDecodedAtTheirTimes) {
  const test::TemporaryFolder folder;
  const std::string_view source =
      "-f lavfi -i testsrc2=size=318x178:rate=30:duration=2 -c:v libx264 -profile:v baseline -g 30";
  const auto units = test::coded_annex_b(source);
  std::string sequence;
  std::vector<std::string> pictures;
  for (const auto unit : split_annex_b(units)) {
    if (h264_unit_type(unit) == H264UnitType::sequence_parameters) sequence = unit;
    if (h264_unit_type(unit) == H264UnitType::picture_parameters) pictures.assign(1, std::string(unit));
  }
  const auto format = avc_format(*read_h264_sequence(sequence), sequence, pictures);
  test::write_text(folder / "a.mp4", written(format, test::coded_samples(source), 3000, 900'000, 7, {0, 30}));
  EXPECT_THAT(test::ffprobe(folder / "a.mp4", "v:0", "stream=codec_name,profile,width,height,level"),
              ElementsAre("h264,Constrained Baseline,318,178,13"));
  const auto times = test::decoded_times(folder / "a.mp4", "v:0");
  ASSERT_EQ(times.size(), 60U);
  for (std::size_t i = 0; i < times.size(); ++i) EXPECT_NEAR(times[i], 10 + double(i) / 30, 1e-5);
  EXPECT_THAT(test::key_frame_times(folder / "a.mp4"), ElementsAre(10, 11));
}

TEST(WritePart, PicturesThatAreReorderedKeepTheirOrder) {
  const test::TemporaryFolder folder;
  const std::string_view source =
      "-f lavfi -i testsrc2=size=320x240:rate=25:duration=1 -c:v libx264 -g 25 "
      "-x264opts bframes=1:b-adapt=0:b-pyramid=none";
  std::string sequence;
  std::vector<std::string> pictures;
  const auto stream = test::coded_annex_b(source);
  for (const auto unit : split_annex_b(stream)) {
    if (h264_unit_type(unit) == H264UnitType::sequence_parameters) sequence = unit;
    if (h264_unit_type(unit) == H264UnitType::picture_parameters) pictures.assign(1, std::string(unit));
  }
  // Decoded 0 2 1 4 3 …: each B picture is shown before the picture decoded before it.
  const auto coded = test::coded_samples(source);
  std::vector<mp4::Sample> samples;
  for (std::size_t i = 0; i < coded.size(); ++i)
    samples.push_back({.duration = 3600,
                       .flags = i == 0 ? sync_sample_flags : other_sample_flags,
                       .composition_offset = i == 0 || i + 1 == coded.size() ? 3600
                                             : i % 2 == 1                    ? 7200
                                                                             : 0,
                       .data = coded[i]});
  test::write_text(folder / "a.mp4",
                   write_init_segment(avc_format(*read_h264_sequence(sequence), sequence, pictures)) +
                       write_part({.timescale = video_timescale, .begins_segment = true}, samples));
  const auto times = test::decoded_times(folder / "a.mp4", "v:0");
  ASSERT_EQ(times.size(), 25U);
  EXPECT_TRUE(std::ranges::is_sorted(times));
  EXPECT_NEAR(times[0], 0.04, 1e-5);
  EXPECT_NEAR(times[24], 1.0, 1e-5);
}

TEST(WritePart, SoundOfOpusIsDecodedWithoutASeam) {
  const test::TemporaryFolder folder;
  const auto samples =
      test::coded_samples("-f lavfi -i sine=duration=2:sample_rate=48000 -ac 2 -c:a libopus");
  test::write_text(folder / "a.mp4", written(opus_format(2), samples, 960, 48'000, 25, {}));
  EXPECT_THAT(test::ffprobe(folder / "a.mp4", "a:0", "stream=codec_name,sample_rate,channels"),
              ElementsAre("opus,48000,2"));
  const auto times = test::decoded_times(folder / "a.mp4", "a:0");
  ASSERT_EQ(times.size(), samples.size());
  for (std::size_t i = 0; i < times.size(); ++i) EXPECT_NEAR(times[i], 1 + 0.02 * double(i), 1e-4);
}

TEST(WritePart, SoundOfAacIsDecoded) {
  const test::TemporaryFolder folder;
  const auto samples = test::coded_samples("-f lavfi -i sine=duration=1:sample_rate=44100 -ac 1 -c:a aac");
  const auto format = aac_format({.object_type = 2, .sample_rate = 44100, .channels = 1});
  test::write_text(folder / "a.mp4", written(format, samples, aac_frame_samples, 0, 10, {}));
  EXPECT_THAT(test::ffprobe(folder / "a.mp4", "a:0", "stream=codec_name,profile,sample_rate,channels"),
              ElementsAre("aac,LC,44100,1"));
  EXPECT_EQ(test::decoded_times(folder / "a.mp4", "a:0").size(), samples.size());
}

TEST(WritePart, PicturesOfVp8AreDecoded) {
  const test::TemporaryFolder folder;
  const auto frames = test::coded_vp8(
      "-f lavfi -i testsrc2=size=320x240:rate=10:duration=2 -c:v libvpx -g 10 -deadline realtime");
  test::write_text(folder / "a.mp4",
                   written(vp8_format(*read_vp8_frame(frames[0])), frames, 9000, 0, 5, {0, 10}));
  EXPECT_THAT(test::ffprobe(folder / "a.mp4", "v:0", "stream=codec_name,width,height"),
              ElementsAre("vp8,320,240"));
  EXPECT_EQ(test::decoded_times(folder / "a.mp4", "v:0").size(), frames.size());
  EXPECT_THAT(test::key_frame_times(folder / "a.mp4"), ElementsAre(0, 1));
}

TEST(WritePart, BeginsWithTypeClockAndMessages) {
  const EventMessage event{.scheme = "urn:x", .value = "1", .time = 5, .duration = 6, .id = 7, .data = "{}"};
  const mp4::Sample sample{.duration = 960, .flags = sync_sample_flags, .data = "sound"};
  const auto part = write_part({.sequence_number = 3,
                                .decode_time = 1ULL << 33U,
                                .timescale = 48'000,
                                .begins_segment = true,
                                .captured_at = Timestamp(1s + 500ms),
                                .events = {&event, 1}},
                               {&sample, 1});
  EXPECT_EQ(test::box_tree(part),
            "styp 28\n"
            "prft 32\n"
            "emsg 42\n"
            "moof 100\n"
            " mfhd 16\n"
            " traf 76\n"
            "  tfhd 24\n"
            "  tfdt 20\n"
            "  trun 24\n"
            "mdat 13\n");
  // 2208988801.5 s since 1900.
  EXPECT_EQ(
      mp4::find_box(part, "prft")->content,
      "\x01\x00\x00\x18\x00\x00\x00\x01\x83\xAA\x7E\x81\x80\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x00"sv);
  EXPECT_EQ(mp4::find_box(part, "emsg")->content,
            "\x01\x00\x00\x00\x00\x00\xBB\x80\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x00\x06\x00\x00\x00\x07"
            "urn:x\x00"
            "1\x00{}"sv);
  EXPECT_THAT(write_part({.timescale = 1}, {&sample, 1}).substr(4), StartsWith("moof"));
}

}  // namespace
}  // namespace vtp::media
