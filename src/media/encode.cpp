#include "media/encode.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/try.h"
#include "media/encode_command.h"
#include "media/ffmpeg.h"
#include "media/mp4/rendition.h"
#include "media/names.h"

namespace vtp::media {
namespace {

// Segments of a copied video are as long as its key frames are apart; above this players would wait too long.
constexpr double max_source_segment_seconds = 30;

struct Job {
  std::vector<std::string> names;  // of renditions
  std::vector<std::string> arguments;
  const std::filesystem::path& output;
  const MediaInfo& info;
};

Result<void> make_folders(const Job& job) {
  for (const auto& name : job.names) {
    std::error_code error;
    std::filesystem::create_directories(job.output / name, error);
    if (error) return fail(ErrorCode::internal_error, "A folder for the lecture cannot be made.");
  }
  return {};
}

Result<std::vector<StoredRendition>> adopt_all(const Job& job) {
  std::vector<StoredRendition> renditions;
  for (const auto& name : job.names) {
    std::filesystem::remove(job.output / name / "ffmpeg.m3u8");
    if (!std::filesystem::exists(job.output / name / segment_name(0)))
      return fail(ErrorCode::unsupported_media_type,
                  name == audio_rendition ? "The sound of the file could not be decoded: it is damaged."
                                          : "The pictures of the file could not be decoded: it is damaged.");
    VTP_TRY(auto index, mp4::adopt_rendition(job.output / name));
    renditions.push_back({name, std::move(index)});
  }
  return renditions;
}

/// A file whose end is missing can decode without an error, only shorter than it said it was.
Result<void> check_completeness(const Job& job, const std::vector<StoredRendition>& renditions) {
  if (!job.info.declares_duration) return {};
  double longest = 0;
  for (const auto& rendition : renditions) longest = std::max(longest, rendition.index.duration_seconds());
  const double declared = job.info.duration_seconds;
  if (longest >= declared * 0.9 || declared - longest < 2) return {};
  return fail(
      ErrorCode::unsupported_media_type,
      fmt::format("The file is incomplete or damaged: it should last {:.0f} seconds, but only {:.0f} could "
                  "be read. Please upload it again, or export it again.",
                  declared, longest));
}

Result<std::vector<StoredRendition>> run(const Tools& tools, const Job& job, const Watch& watch) {
  VTP_CHECK(make_folders(job));
  VTP_CHECK(run_ffmpeg(tools, {job.arguments, job.output, job.info.duration_seconds}, watch));
  VTP_TRY(auto renditions, adopt_all(job));
  return renditions;
}

}  // namespace

Result<std::vector<StoredRendition>> encode(const Tools& tools, const EncodeRequest& request,
                                            const Watch& watch) {
  std::vector<std::string> names;
  if (request.info.video)
    for (const auto& rung : request.rungs) names.push_back(rung.name);
  if (request.info.audio && request.with_audio) names.emplace_back(audio_rendition);
  if (names.empty()) return std::vector<StoredRendition>{};
  const Job job{std::move(names), encode_arguments(tools, request), request.output, request.info};
  VTP_TRY(auto renditions, run(tools, job, watch));
  VTP_CHECK(check_completeness(job, renditions));
  return renditions;
}

bool can_pass_through(const MediaInfo& info) {
  constexpr std::array<std::string_view, 5> profiles{"Constrained Baseline", "Baseline", "Main",
                                                     "Constrained High", "High"};
  constexpr std::array<std::string_view, 3> containers{"mov", "matroska", "mpegts"};
  constexpr int max_level = 52;
  constexpr double same_start = 0.045;  // seconds, a frame: what begins later would be shown too early
  if (!info.video) return false;
  const auto& video = *info.video;
  return video.codec == "h264" && std::ranges::find(profiles, video.profile) != profiles.end() &&
         std::ranges::find(containers, info.container) != containers.end() && video.level <= max_level &&
         (video.pixel_format == "yuv420p" || video.pixel_format == "yuvj420p") &&
         video.rotation_degrees == 0 && video.has_square_pixels && !video.is_interlaced &&
         std::abs(video.start_seconds) < same_start && video.size.width % 2 == 0 &&
         video.size.height % 2 == 0;
}

Result<std::vector<StoredRendition>> package(const Tools& tools, const PackageRequest& request,
                                             const Watch& watch) {
  std::vector<std::string> names;
  if (can_pass_through(request.info)) names.emplace_back(source_rendition);
  if (request.info.audio && request.with_audio) names.emplace_back(audio_rendition);
  if (names.empty()) return std::vector<StoredRendition>{};
  const Job job{std::move(names), package_arguments(tools, request), request.output, request.info};
  VTP_TRY(auto renditions, run(tools, job, watch));
  VTP_CHECK(check_completeness(job, renditions));
  std::erase_if(renditions, [&](const StoredRendition& rendition) {
    const bool is_too_coarse =
        rendition.name == source_rendition && rendition.index.longest_seconds() > max_source_segment_seconds;
    if (is_too_coarse) std::filesystem::remove_all(request.output / rendition.name);
    return is_too_coarse;
  });
  return renditions;
}

}  // namespace vtp::media
