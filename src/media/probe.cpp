#include "media/probe.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"
#include "media/container_check.h"
#include "media/ffmpeg.h"
#include "media/ffprobe_json.h"
#include "runtime/child_process.h"

namespace vtp::media {
namespace {

constexpr std::size_t max_description = 1U << 20U;
constexpr int min_side = 16;  // pixels

std::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::unsupported_media_type, std::move(message));
}

Result<void> explain(ContainerFault fault) {
  switch (fault) {
    case ContainerFault::none:
      return {};
    case ContainerFault::empty:
      return refuse("The file is empty.");
    case ContainerFault::cut_off:
      return refuse(
          "The file is incomplete: its end is missing. Please upload it again, or export it again.");
    case ContainerFault::no_index:
      return refuse(
          "The file is incomplete: its index is missing, as after a recording that was interrupted. Please "
          "repair it "
          "or export it again.");
    case ContainerFault::encrypted:
      return refuse(
          "The file is encrypted (DRM), so it cannot be converted. Please upload an unprotected copy.");
    case ContainerFault::archive:
      return refuse("The file is a ZIP archive. Please unpack it and upload the recording that is inside.");
  }
  return {};
}

std::unexpected<Error> explain(const runtime::ChildOutcome& outcome) {
  using enum runtime::ChildEnd;
  if (outcome.end == stopped) return fail(ErrorCode::job_finished, "The work was stopped.");
  if (outcome.end == exited && outcome.errors.contains("not on whitelist"))
    return refuse(
        "The file is not a recording: it is a playlist, a picture or another kind of file that may refer to "
        "others.");
  if (outcome.end == exited) return refuse("The file is not a video or sound recording, or it is damaged.");
  return refuse("The file could not be examined within the limits of time and memory.");
}

std::vector<std::string> ffprobe_arguments(const Tools& tools, const std::filesystem::path& file) {
  std::vector<std::string> arguments{tools.ffprobe,
                                     "-hide_banner",
                                     "-loglevel",
                                     "error",
                                     "-of",
                                     "json",
                                     "-show_entries",
                                     std::string(ffprobe_entries),
                                     "-probesize",
                                     "20M",
                                     "-analyzeduration",
                                     "20M",
                                     "-threads",
                                     "1"};
  const auto input = foreign_input(file);
  arguments.insert(arguments.end(), input.begin(), input.end());
  return arguments;
}

Result<std::string> run_ffprobe(const Tools& tools, const std::filesystem::path& file,
                                const std::function<bool()>& should_stop) {
  const runtime::ChildOptions options{.arguments = ffprobe_arguments(tools, file),
                                      .directory = {},
                                      .limits = {.wall_time = std::chrono::minutes(2),
                                                 .cpu_time = std::chrono::minutes(1),
                                                 .memory_bytes = tools.memory_bytes,
                                                 .file_bytes = 0},
                                      .nice = tools.nice};
  std::string text;
  const auto keep = [&](std::string_view line) {
    if (text.size() < max_description) text.append(line).push_back('\n');
  };
  VTP_TRY(const auto outcome, runtime::run_child(options, keep, should_stop));
  if (!outcome.succeeded()) return explain(outcome);
  return text;
}

/// Recorders in browsers write no duration: read the whole file once, without decoding.
Result<double> measure_duration(const Tools& tools, const std::filesystem::path& file, const Watch& watch) {
  FfmpegRun run{.arguments = foreign_input(file), .directory = {}, .media_seconds = 0};
  for (const auto* argument : {"-map", "0:v?", "-map", "0:a?", "-c", "copy", "-f", "null", "-"})
    run.arguments.emplace_back(argument);
  VTP_TRY(const auto outcome, run_ffmpeg(tools, run, watch));
  return outcome.media_seconds;
}

bool is_known_codec(std::string_view codec) {
  constexpr std::array<std::string_view, 41> known{
      "h264",      "hevc",   "vp8",    "vp9",     "av1",     "mpeg4", "mpeg2video", "mpeg1video", "msmpeg4v2",
      "msmpeg4v3", "wmv1",   "wmv2",   "wmv3",    "vc1",     "h263",  "flv1",       "mjpeg",      "theora",
      "prores",    "dnxhd",  "ffv1",   "huffyuv", "utvideo", "qtrle", "png",        "cinepak",    "rawvideo",
      "aac",       "mp3",    "mp2",    "ac3",     "eac3",    "opus",  "vorbis",     "flac",       "alac",
      "wmav2",     "amr_nb", "amr_wb", "speex",   "dts"};
  return std::ranges::find(known, codec) != known.end() || codec.starts_with("pcm_") ||
         codec.starts_with("adpcm_");
}

Result<void> check(const MediaInfo& info, const ProbeLimits& limits) {
  if (!info.video && !info.audio) return refuse("The file holds neither pictures nor sound.");
  for (const auto& codec : {info.video ? info.video->codec : "h264", info.audio ? info.audio->codec : "aac"})
    if (!is_known_codec(codec))
      return refuse(
          fmt::format("The file is stored in a way that cannot be read here ({}). Please export it as MP4 "
                      "with H.264 and AAC.",
                      codec.empty() ? "unknown codec" : codec));
  if (info.video) {
    const auto [width, height] = info.video->size;
    if (width > limits.max_side || height > limits.max_side)
      return refuse(fmt::format("The picture is too large: {} × {} pixels, while {} on a side is the most.",
                                width, height, limits.max_side));
    if (info.video->size.shorter_side() < min_side)
      return refuse(fmt::format("The picture is too small: {} × {} pixels.", width, height));
  }
  const auto max_seconds = std::chrono::duration<double>(limits.max_duration).count();
  if (info.duration_seconds > max_seconds)
    return refuse(fmt::format("The file claims to last {:.0f} hours, while {} hours are the most.",
                              info.duration_seconds / 3600, limits.max_duration.count()));
  if (info.duration_seconds <= 0)
    return refuse("The file holds no pictures and no sound that could be played.");
  return {};
}

}  // namespace

Result<MediaInfo> probe(const Tools& tools, const std::filesystem::path& file, const ProbeLimits& limits,
                        const std::function<bool()>& should_stop) {
  VTP_TRY(const auto fault, check_container(file));
  VTP_CHECK(explain(fault));
  VTP_TRY(const auto description, run_ffprobe(tools, file, should_stop));
  VTP_TRY(auto info, parse_ffprobe(description));
  if (info.duration_seconds <= 0 && (info.video || info.audio)) {
    const Watch watch{.on_progress = {}, .should_stop = should_stop, .on_diagnostics = {}};
    VTP_TRY(info.duration_seconds, measure_duration(tools, file, watch));
    info.declares_duration = false;
  }
  VTP_CHECK(check(info, limits));
  return info;
}

}  // namespace vtp::media
