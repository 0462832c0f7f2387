#include "media/hls.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "media/live/live_names.h"
#include "media/mp4/interleave.h"
#include "media/names.h"
#include "media/text_lines.h"

namespace vtp::media {
namespace {

constexpr int first_variant_kbps = 1000;
constexpr int usual_version = 7, version_with_gaps = 8;  // RFC 8216bis section 8

std::string with_query(std::string_view uri, std::string_view query) {
  return query.empty() ? std::string(uri) : fmt::format("{}?{}", uri, query);
}

std::string version_line(int version) {
  return fmt::format("#EXTM3U\n#EXT-X-VERSION:{}\n#EXT-X-INDEPENDENT-SEGMENTS\n", version);
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
  fmt::format_to(out, "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},RESOLUTION={}x{}", peak, average,
                 video.size.width, video.size.height);
  if (video.frame_rate > 0) fmt::format_to(out, ",FRAME-RATE={:.3f}", video.frame_rate);
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

class MediaPlaylistWriter : TextLines {
 public:
  /// `sound` is what the segments are interleaved with; may be null.
  MediaPlaylistWriter(const SegmentIndex& index, const SegmentIndex* sound, std::string_view folder,
                      std::string_view query)
      : index_(index), sound_(sound), folder_(folder), query_(query) {}

  std::string write() {
    line("#EXT-X-TARGETDURATION:{}", std::max(1, static_cast<int>(std::ceil(index_.longest_seconds()))));
    line("#EXT-X-MEDIA-SEQUENCE:0");
    line("#EXT-X-PLAYLIST-TYPE:VOD");
    std::uint64_t ticks = 0;
    for (std::size_t number = 0; number < index_.segments.size(); ++number) {
      const auto begin = microseconds(ticks, index_.timescale);
      ticks += index_.segments[number].duration;
      write_segment(number, microseconds(ticks, index_.timescale) - begin);
    }
    line("#EXT-X-ENDLIST");
    return version_line(has_gaps_ ? version_with_gaps : usual_version) + take_text();
  }

 private:
  void write_segment(std::size_t number, std::uint64_t duration) {
    const auto& segment = index_.segments[number];
    if (number > 0 && is_discontinuous(segment, index_.segments[number - 1])) line("#EXT-X-DISCONTINUITY");
    if (segment.init != map_) {
      map_ = segment.init;
      line("#EXT-X-MAP:URI=\"{}{}\"", folder_, with_query(init_version_name(segment.init), query_));
    }
    if (segment.is_gap() && !(sound_ != nullptr && has_sound(index_, number, *sound_))) {
      has_gaps_ = true;
      line("#EXT-X-GAP");
    }
    line("#EXTINF:{}.{:06},", duration / 1'000'000, duration % 1'000'000);
    line("{}{}", folder_, with_query(segment_name(number), query_));
  }

  [[nodiscard]] bool is_discontinuous(const Segment& segment, const Segment& before) const {
    if (segment.begins_stretch) return true;
    return sound_ != nullptr && (segment.init != before.init || segment.is_gap() != before.is_gap());
  }

  const SegmentIndex& index_;
  const SegmentIndex* sound_;
  std::string_view folder_, query_;
  std::optional<std::uint16_t> map_;
  bool has_gaps_ = false;
};

}  // namespace

std::string hls_media_playlist(const SegmentIndex& index, std::string_view folder, std::string_view query) {
  return MediaPlaylistWriter(index, nullptr, folder, query).write();
}

std::string hls_interleaved_playlist(const SegmentIndex& video, const SegmentIndex& audio,
                                     std::string_view folder, std::string_view query) {
  return MediaPlaylistWriter(video, &audio, folder, query).write();
}

std::string hls_multivariant_playlist(const Presentation& presentation, std::string_view query) {
  auto text = version_line(usual_version);
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
