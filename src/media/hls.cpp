#include "media/hls.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include <fmt/format.h>

#include "media/names.h"

namespace vtp::media {
namespace {

constexpr int first_variant_kbps = 1000;
constexpr std::string_view header = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n";

std::string with_query(std::string_view uri, std::string_view query) {
  return query.empty() ? std::string(uri) : fmt::format("{}?{}", uri, query);
}

/// `ticks` in microseconds, rounded. Durations are differences of these, so that rounding never adds up.
std::uint64_t microseconds(std::uint64_t ticks, std::uint32_t timescale) {
  const auto whole = ticks / timescale;
  const auto rest = ticks % timescale;
  return whole * 1'000'000 + (rest * 1'000'000 + timescale / 2) / timescale;
}

std::vector<const VideoRendition*> in_playlist_order(const std::vector<VideoRendition>& videos) {
  std::vector<const VideoRendition*> order;
  for (const auto& video : videos) order.push_back(&video);
  std::ranges::sort(order, {}, &VideoRendition::video_kbps);
  const auto first = std::ranges::min_element(
      order, {}, [](const auto* video) { return std::abs(video->video_kbps - first_variant_kbps); });
  if (first != order.end()) std::rotate(order.begin(), first, std::next(first));
  return order;
}

struct Bandwidth {
  std::uint64_t peak, average;
};

Bandwidth bandwidth(const SegmentIndex& main, const AudioRendition* audio) {
  const double peak = main.peak_bandwidth() + (audio != nullptr ? audio->index.peak_bandwidth() : 0);
  const double average = main.average_bandwidth() + (audio != nullptr ? audio->index.average_bandwidth() : 0);
  return {static_cast<std::uint64_t>(std::ceil(peak)), static_cast<std::uint64_t>(std::ceil(average))};
}

void append_variant(std::string& text, const VideoRendition& video, const AudioRendition* audio,
                    std::string_view query) {
  const auto [peak, average] = bandwidth(video.index, audio);
  auto out = std::back_inserter(text);
  fmt::format_to(out,
                 "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},RESOLUTION={}x{},FRAME-RATE={:.3f}",
                 peak, average, video.size.width, video.size.height, video.frame_rate);
  fmt::format_to(out, ",CODECS=\"{}{}{}\"{}\n{}\n", video.index.codec, audio != nullptr ? "," : "",
                 audio != nullptr ? audio->index.codec : "", audio != nullptr ? ",AUDIO=\"audio\"" : "",
                 with_query(video.name + "/playlist.m3u8", query));
}

void append_audio_group(std::string& text, const AudioRendition& audio, std::string_view query) {
  fmt::format_to(
      std::back_inserter(text),
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Audio\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\","
      "URI=\"{}\"\n",
      with_query(audio.name + "/playlist.m3u8", query));
}

void append_audio_variant(std::string& text, const AudioRendition& audio, std::string_view query) {
  const auto [peak, average] = bandwidth(audio.index, nullptr);
  fmt::format_to(std::back_inserter(text),
                 "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS=\"{}\"\n{}\n", peak, average,
                 audio.index.codec, with_query(audio.name + "/playlist.m3u8", query));
}

}  // namespace

std::string hls_media_playlist(const SegmentIndex& index, std::string_view folder, std::string_view query) {
  std::string text(header);
  auto out = std::back_inserter(text);
  fmt::format_to(out,
                 "#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n"
                 "#EXT-X-MAP:URI=\"{}{}\"\n",
                 std::max(1, static_cast<int>(std::ceil(index.longest_seconds()))), folder,
                 with_query(init_name, query));
  std::uint64_t ticks = 0;
  for (std::size_t number = 0; number < index.segments.size(); ++number) {
    const auto begin = microseconds(ticks, index.timescale);
    ticks += index.segments[number].duration;
    const auto duration = microseconds(ticks, index.timescale) - begin;
    fmt::format_to(out, "#EXTINF:{}.{:06},\n{}{}\n", duration / 1'000'000, duration % 1'000'000, folder,
                   with_query(segment_name(number), query));
  }
  text += "#EXT-X-ENDLIST\n";
  return text;
}

std::string hls_multivariant_playlist(const Presentation& presentation, std::string_view query) {
  std::string text(header);
  const auto* audio = presentation.audio ? &*presentation.audio : nullptr;
  if (presentation.videos.empty()) {
    if (audio != nullptr) append_audio_variant(text, *audio, query);
    return text;
  }
  if (audio != nullptr) append_audio_group(text, *audio, query);
  for (const auto* video : in_playlist_order(presentation.videos)) append_variant(text, *video, audio, query);
  return text;
}

}  // namespace vtp::media
