#include "media/encode_command.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "media/ffmpeg.h"
#include "media/names.h"

namespace vtp::media {
namespace {

constexpr int key_frame_seconds = 2;
// Quality at which x264 stops spending: slides need a fraction of the rung's rate, which remains the cap.
constexpr int quality = 21;
// Pixels of one decoded picture: 8192 x 8192, so that a tiny file cannot fill the memory.
constexpr int max_pixels = 8192 * 8192;

class Arguments {
 public:
  Arguments& add(std::string_view option) {
    list_.emplace_back(option);
    return *this;
  }
  Arguments& add(std::string_view option, std::string value) {
    list_.emplace_back(option);
    list_.push_back(std::move(value));
    return *this;
  }
  Arguments& add(std::string_view option, int value) { return add(option, fmt::format("{}", value)); }
  Arguments& add(const std::vector<std::string>& more) {
    list_.insert(list_.end(), more.begin(), more.end());
    return *this;
  }
  std::vector<std::string> take() { return std::move(list_); }

 private:
  std::vector<std::string> list_;
};

void add_input(Arguments& arguments, const Tools& tools, const std::filesystem::path& file) {
  arguments.add("-threads", tools.threads).add("-max_pixels", max_pixels).add(foreign_input(file));
}

/// Rotation is applied by ffmpeg before these filters. Frames are put on a regular grid that begins at 0
/// before they are split, so that all rungs have the same frames and hence the same cuts.
std::string video_filters(const VideoInfo& video, const std::vector<Rung>& rungs) {
  const auto rate = rungs.front().frame_rate;
  auto graph = fmt::format("[0:{}]{}fps={}/{}:start_time=0,split={}", video.stream_index,
                           video.is_interlaced ? "bwdif=mode=send_frame:deint=all," : "", rate.numerator,
                           rate.denominator, rungs.size());
  for (std::size_t i = 0; i < rungs.size(); ++i) graph += fmt::format("[s{}]", i);
  for (std::size_t i = 0; i < rungs.size(); ++i)
    graph += fmt::format(";[s{0}]scale={1}:{2},setsar=1,format=yuv420p[v{0}]", i, rungs[i].size.width,
                         rungs[i].size.height);
  return graph;
}

/// Gaps are filled with silence, and the beginning too when sound begins after pictures.
std::string audio_filters(const AudioInfo& audio) {
  return fmt::format("[0:{}]aresample=48000:async=1:first_pts=0[a]", audio.stream_index);
}

void add_segments(Arguments& arguments, std::string_view name, double segment_seconds, double media_seconds) {
  arguments
      // Nobody knows what else a file tells about its maker: where it was filmed, for one.
      .add("-map_metadata", "-1")
      .add("-map_chapters", "-1")
      // A file that yields far more than it claims must not fill the disk.
      .add("-t", fmt::format("{:.3f}", media_seconds * 2 + 600))
      .add("-f", "hls")
      .add("-hls_time", fmt::format("{:.6f}", segment_seconds))
      .add("-hls_list_size", "0")
      .add("-hls_segment_type", "fmp4")
      .add("-hls_fmp4_init_filename", std::string(init_name))
      .add("-hls_segment_filename", fmt::format("{}/seg-%05d.m4s", name))
      .add(fmt::format("{}/ffmpeg.m3u8", name));
}

void add_rung(Arguments& arguments, const Tools& tools, const EncodeRequest& request, std::size_t number) {
  const auto& rung = request.rungs[number];
  // Key frames are forced by time; this distance only keeps x264 from adding more of its own.
  const int never = static_cast<int>(std::ceil(rung.frame_rate.value() * key_frame_seconds * 4)) + 1;
  arguments.add("-map", fmt::format("[v{}]", number))
      .add("-fps_mode", "passthrough")
      .add("-c:v", "libx264")
      .add("-preset", request.preset)
      .add("-profile:v", "high")
      .add("-threads", tools.threads)
      .add("-crf", quality)
      .add("-maxrate", fmt::format("{}k", rung.video_kbps))
      .add("-bufsize", fmt::format("{}k", 2 * rung.video_kbps))
      .add("-force_key_frames", fmt::format("expr:gte(t,n_forced*{})", key_frame_seconds))
      .add("-forced-idr", "1")
      .add("-g", never)
      .add("-sc_threshold", "0");
  add_segments(arguments, rung.name, request.segment_seconds, request.info.duration_seconds);
}

void add_audio(Arguments& arguments, double segment_seconds, double media_seconds) {
  arguments.add("-map", "[a]")
      .add("-c:a", "aac")
      .add("-b:a", fmt::format("{}k", audio_kbps))
      .add("-ac", "2")
      // The encoder's first packet comes before time 0 and only primes decoders. Without it the track begins
      // at 0 and needs no edit list.
      .add("-bsf:a", "noise=drop=lt(pts\\,0)");
  add_segments(arguments, audio_rendition, segment_seconds, media_seconds);
}

}  // namespace

std::vector<std::string> encode_arguments(const Tools& tools, const EncodeRequest& request) {
  const auto& info = request.info;
  const bool has_video = info.video && !request.rungs.empty();
  const bool has_audio = info.audio && request.with_audio;
  Arguments arguments;
  // Filters that began anew with another size would give all pictures since the beginning once more. Scaling
  // follows sizes by itself. A track that begins later is filled from the beginning rather than moved there.
  if (request.from_log) arguments.add("-copyts").add("-reinit_filter", 0);
  add_input(arguments, tools, request.input);
  std::string filters;
  if (has_video) filters = video_filters(*info.video, request.rungs);
  if (has_audio) filters += (filters.empty() ? "" : ";") + audio_filters(*info.audio);
  arguments.add("-filter_complex", filters);
  if (has_video)
    for (std::size_t i = 0; i < request.rungs.size(); ++i) add_rung(arguments, tools, request, i);
  if (has_audio) add_audio(arguments, request.segment_seconds, info.duration_seconds);
  return arguments.take();
}

std::vector<std::string> package_arguments(const Tools& tools, const PackageRequest& request) {
  const auto& info = request.info;
  const bool has_audio = info.audio && request.with_audio;
  Arguments arguments;
  add_input(arguments, tools, request.input);
  if (has_audio) arguments.add("-filter_complex", audio_filters(*info.audio));
  if (can_pass_through(info)) {
    arguments.add("-map", fmt::format("0:{}", info.video->stream_index)).add("-c:v", "copy");
    add_segments(arguments, source_rendition, request.segment_seconds, info.duration_seconds);
  }
  if (has_audio) add_audio(arguments, request.segment_seconds, info.duration_seconds);
  return arguments.take();
}

}  // namespace vtp::media
