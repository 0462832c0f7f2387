#include "media/ffmpeg.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/try.h"
#include "runtime/child_process.h"

namespace vtp::media {
namespace {

using std::chrono::seconds;

// Each output file; a segment of 10 s at 100 Mbit/s has an eighth of it.
constexpr std::uint64_t max_file_bytes = std::uint64_t{1} << 30U;

/// A run that computes all the time ends at its CPU time; the wall time is for one that hangs.
runtime::ChildLimits limits_for(const Tools& tools, double media_seconds) {
  const auto length = std::clamp(media_seconds, 0.0, 1e6);
  const auto times = [&](double factor) { return seconds(static_cast<std::int64_t>(length * factor)); };
  return {.wall_time = std::chrono::minutes(10) + times(50),
          .cpu_time = tools.cpu.to_start + times(tools.cpu.seconds_per_media_second),
          .memory_bytes = tools.memory_bytes,
          .file_bytes = max_file_bytes};
}

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

/// Understands the lines of -progress: "key=value", a block ends with "progress=".
class ProgressReader {
 public:
  ProgressReader(double media_seconds, const Watch& watch) : media_seconds_(media_seconds), watch_(watch) {}

  void read(std::string_view line) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const auto key = line.substr(0, equals);
    const auto value = line.substr(equals + 1);
    if (key == "out_time_us") reached_ = std::max(reached_, read_number(value).value_or(0) / 1e6);
    if (key == "speed") speed_ = read_number(value).value_or(speed_);
    if (key == "progress" && watch_.on_progress) watch_.on_progress({fraction(), speed_});
  }

  [[nodiscard]] double reached() const { return reached_; }

 private:
  [[nodiscard]] double fraction() const {
    return media_seconds_ > 0 ? std::clamp(reached_ / media_seconds_, 0.0, 1.0) : 0;
  }

  double media_seconds_;
  const Watch& watch_;
  double reached_ = 0;
  double speed_ = 0;
};

std::unexpected<Error> explain(const runtime::ChildOutcome& outcome) {
  using enum runtime::ChildEnd;
  if (outcome.end == stopped) return fail(ErrorCode::job_finished, "The work was stopped.");
  if (outcome.end == timed_out || outcome.end == out_of_cpu_time)
    return fail(ErrorCode::unsupported_media_type,
                "The file takes too long to convert: far longer than a recording of its length should.");
  if (outcome.signal == SIGXFSZ)
    return fail(ErrorCode::unsupported_media_type, "The file becomes far larger than a recording should.");
  if (outcome.errors.contains("No space left on device") || outcome.errors.contains("Disk quota exceeded"))
    return fail(ErrorCode::insufficient_storage, "There is no space left for the lecture.");
  if (outcome.end == killed || outcome.errors.contains("Cannot allocate memory"))
    return fail(ErrorCode::internal_error, "The conversion ran out of memory or was ended from outside.");
  return fail(ErrorCode::unsupported_media_type, "The file is damaged: its contents could not be decoded.");
}

}  // namespace

std::vector<std::string> foreign_input(const std::filesystem::path& file) {
  return {"-protocol_whitelist",
          "file",
          "-format_whitelist",
          "mov,matroska,webm,mpegts,avi,mp3,aac,ogg,wav,flac",
          "-i",
          "file:" + std::filesystem::absolute(file).string()};
}

std::vector<std::string> own_input(const std::filesystem::path& file) {
  return {
      "-protocol_whitelist", "file", "-f", "mov", "-i", "file:" + std::filesystem::absolute(file).string()};
}

Result<FfmpegOutcome> run_ffmpeg(const Tools& tools, const FfmpegRun& run, const Watch& watch) {
  runtime::ChildOptions options{
      .arguments = {tools.ffmpeg, "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y",
                    "-progress", "pipe:1", "-filter_complex_threads", fmt::format("{}", tools.threads)},
      .directory = run.directory,
      .limits = limits_for(tools, run.media_seconds),
      .nice = tools.nice};
  options.arguments.insert(options.arguments.end(), run.arguments.begin(), run.arguments.end());
  ProgressReader progress(run.media_seconds, watch);
  VTP_TRY(
      const auto outcome,
      runtime::run_child(options, [&](std::string_view line) { progress.read(line); }, watch.should_stop));
  if (!outcome.succeeded()) {
    if (watch.on_diagnostics && outcome.end != runtime::ChildEnd::stopped)
      watch.on_diagnostics(outcome.errors);
    return explain(outcome);
  }
  return FfmpegOutcome{progress.reached()};
}

}  // namespace vtp::media
