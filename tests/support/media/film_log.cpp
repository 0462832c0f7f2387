#include "support/media/film_log.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "media/bitstreams/h264_units.h"
#include "media/cmaf/init_segment.h"
#include "media/cmaf/part_writer.h"
#include "media/track_log/stored_form.h"
#include "support/media/coded_media.h"

namespace vtp::media::test {
namespace {

constexpr std::uint32_t frame_ticks = video_timescale / 25;
constexpr std::size_t frames_a_part = 25, key_distance = 50;

TrackFormat format_of(std::string_view stream) {
  std::string sequence;
  std::vector<std::string> pictures;
  for (const auto unit : split_annex_b(stream)) {
    if (h264_unit_type(unit) == H264UnitType::sequence_parameters) sequence = unit;
    if (h264_unit_type(unit) == H264UnitType::picture_parameters) pictures.assign(1, std::string(unit));
  }
  return avc_format(*read_h264_sequence(sequence), sequence, pictures);
}

InitVersion init_of(const TrackFormat& format) {
  return {.codec = format.codec, .size = format.size, .bytes = write_init_segment(format)};
}

std::vector<std::size_t> every(std::size_t step, std::size_t count) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < count; i += step) numbers.push_back(i);
  return numbers;
}

}  // namespace

FilmLog::FilmLog(std::filesystem::path folder, TrackKind kind)
    : folder_(std::move(folder)),
      kind_(kind),
      log_(TrackLog::create(folder_, {.kind = kind,
                                      .timescale = kind == TrackKind::video ? video_timescale : 48'000U,
                                      .epoch = *parse_rfc3339("2026-03-01T09:30:00Z")})
               .value()) {}

FilmLog& FilmLog::pictures(PictureSize size, int seconds) {
  const auto source =
      grey(size, seconds) +
      " -c:v libx264 -preset ultrafast -profile:v baseline -g 50 -keyint_min 50 -sc_threshold 0";
  const auto samples = coded_samples(source);
  EXPECT_TRUE(log_->append_init(init_of(format_of(coded_annex_b(source)))));
  append(samples, frame_ticks, frames_a_part, every(key_distance, samples.size()));
  return *this;
}

FilmLog& FilmLog::vp8_pictures(PictureSize size, int seconds) {
  const auto frames = coded_vp8(grey(size, seconds) + " -c:v libvpx -g 50 -deadline realtime -cpu-used 8");
  EXPECT_TRUE(log_->append_init(init_of(vp8_format(*read_vp8_frame(frames[0])))));
  append(frames, frame_ticks, frames_a_part, every(key_distance, frames.size()));
  return *this;
}

FilmLog& FilmLog::sound(int seconds) {
  constexpr std::size_t frames_of_a_part = 47;  // a second
  const auto samples =
      coded_samples(fmt::format("-f lavfi -i sine=duration={}:sample_rate=48000 -ac 2 -c:a aac", seconds));
  if (index().inits.empty()) EXPECT_TRUE(log_->append_init(init_of(aac_format({}))));
  append(samples, aac_frame_samples, frames_of_a_part, every(1, samples.size()));
  return *this;
}

FilmLog& FilmLog::gap(double seconds) {
  const auto track = index();
  EXPECT_TRUE(
      log_->append_gap({.start = track.end_time(),
                        .duration = static_cast<std::uint64_t>(std::llround(seconds * track.timescale)),
                        .reason = GapReason::silent}));
  return *this;
}

FilmLog& FilmLog::pause() {
  const auto track = index();
  EXPECT_TRUE(log_->begin_stretch(track.stretches.back().epoch + std::chrono::minutes(1), track.end_time()));
  return *this;
}

void FilmLog::end() {
  EXPECT_TRUE(log_->end());
}

TrackIndex FilmLog::index() const {
  return log_->look([](const TrackIndex& index) { return index; });
}

StoredFolder FilmLog::stored(double aim_seconds) const {
  EXPECT_TRUE(write_inits(index(), folder_));
  return {folder_, segment_index_of(index(), aim_seconds)};
}

void FilmLog::append(const std::vector<std::string>& samples, std::uint32_t duration,
                     std::size_t samples_a_part, const std::vector<std::size_t>& keys) {
  const auto timescale = index().timescale;
  auto time = index().end_time();
  const std::size_t samples_a_segment = 2 * samples_a_part;
  for (std::size_t first = 0; first < samples.size(); first += samples_a_part) {
    std::vector<mp4::Sample> part;
    for (auto i = first; i < std::min(first + samples_a_part, samples.size()); ++i)
      part.push_back({.duration = duration,
                      .flags = std::ranges::binary_search(keys, i) ? sync_sample_flags : other_sample_flags,
                      .data = samples[i]});
    const auto ticks = static_cast<std::uint32_t>(duration * part.size());
    const bool begins_segment = first % samples_a_segment == 0;
    const bool ends_segment =
        (first + samples_a_part) % samples_a_segment == 0 || first + samples_a_part >= samples.size();
    EXPECT_TRUE(log_->append_part({.start = time,
                                   .duration = ticks,
                                   .is_independent = part.front().flags == sync_sample_flags,
                                   .ends_segment = ends_segment},
                                  write_part({.sequence_number = ++parts_,
                                              .decode_time = time,
                                              .timescale = timescale,
                                              .begins_segment = begins_segment},
                                             part)));
    time += ticks;
  }
}

std::string FilmLog::grey(PictureSize size, int seconds) const {
  const auto track = index();
  return fmt::format("-f lavfi -i nullsrc=size={}x{}:rate=25:duration={},geq=lum=8*floor(T+{}):cb=128:cr=128",
                     size.width, size.height, seconds, track.end_time() / track.timescale);
}

}  // namespace vtp::media::test
