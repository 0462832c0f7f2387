#include "media/live/live_multivariant.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace vtp::media {
namespace {

constexpr std::size_t measured_segments = 300;
constexpr std::uint64_t first_variant_bandwidth = 1'000'000;  // bit/s, for players that begin with the first

std::string with_query(std::string uri, std::string_view query) {
  if (!query.empty()) uri.append("?").append(query);
  return uri;
}

bool has_media(const LiveRendition& rendition) {
  return !rendition.index->parts.empty();
}

struct Variant {
  const LiveRendition* video;
  MeasuredBandwidth bandwidth;
};

std::vector<Variant> in_playlist_order(const LivePresentation& presentation, const MeasuredBandwidth& audio) {
  std::vector<Variant> variants;
  for (const auto& video : presentation.videos) {
    if (!has_media(video)) continue;
    auto bandwidth = measured_bandwidth(*video.index);
    bandwidth.peak += audio.peak;
    bandwidth.average += audio.average;
    variants.push_back({&video, bandwidth});
  }
  std::ranges::sort(variants, {}, [](const Variant& variant) { return variant.bandwidth.average; });
  const auto distance = [](const Variant& variant) {
    const auto average = variant.bandwidth.average;
    return average > first_variant_bandwidth ? average - first_variant_bandwidth
                                             : first_variant_bandwidth - average;
  };
  const auto first = std::ranges::min_element(variants, {}, distance);
  if (first != variants.end()) std::rotate(variants.begin(), first, std::next(first));
  return variants;
}

/// BANDWIDTH must be there, and a number that a player takes for nothing misleads it.
std::string bandwidth_attributes(const MeasuredBandwidth& bandwidth) {
  return fmt::format("BANDWIDTH={},AVERAGE-BANDWIDTH={}", std::max<std::uint64_t>(bandwidth.peak, 1),
                     std::max<std::uint64_t>(bandwidth.average, 1));
}

}  // namespace

MeasuredBandwidth measured_bandwidth(const TrackIndex& index) {
  SegmentIndex measured{.timescale = index.timescale};
  const auto count = index.complete_segments();
  for (auto i = count > measured_segments ? count - measured_segments : 0; i < count; ++i)
    if (const auto& segment = index.segments[i]; !segment.is_gap)
      measured.segments.push_back({segment.duration, static_cast<std::uint32_t>(segment.size)});
  if (measured.segments.empty() && !index.parts.empty()) {
    const auto& open = index.segments.back();
    measured.segments.push_back({open.duration, static_cast<std::uint32_t>(open.size)});
  }
  if (measured.segments.empty()) return {};
  return {.peak = static_cast<std::uint64_t>(std::ceil(measured.peak_bandwidth())),
          .average = static_cast<std::uint64_t>(std::ceil(measured.average_bandwidth()))};
}

std::string live_multivariant_playlist(const LivePresentation& presentation, std::string_view query) {
  std::string text = "#EXTM3U\n#EXT-X-VERSION:9\n";
  auto out = std::back_inserter(text);
  const auto* audio = presentation.audio && has_media(*presentation.audio) ? &*presentation.audio : nullptr;
  const auto audio_bandwidth = audio != nullptr ? measured_bandwidth(*audio->index) : MeasuredBandwidth{};
  const auto variants = in_playlist_order(presentation, audio_bandwidth);
  const auto audio_uri = audio != nullptr ? with_query(audio->name + "/live.m3u8", query) : "";
  const auto audio_codec = audio != nullptr ? audio->index->inits.back().codec : "";
  if (variants.empty()) {
    if (audio != nullptr)
      fmt::format_to(out, "#EXT-X-STREAM-INF:{},CODECS=\"{}\"\n{}\n", bandwidth_attributes(audio_bandwidth),
                     audio_codec, audio_uri);
    return text;
  }
  if (audio != nullptr)
    fmt::format_to(
        out,
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Audio\",DEFAULT=YES,AUTOSELECT=YES,URI=\"{}\"\n",
        audio_uri);
  for (const auto& [video, bandwidth] : variants) {
    const auto& init = video->index->inits.back();
    fmt::format_to(out, "#EXT-X-STREAM-INF:{},RESOLUTION={}x{}", bandwidth_attributes(bandwidth),
                   init.size.width, init.size.height);
    if (video->frame_rate > 0) fmt::format_to(out, ",FRAME-RATE={:.3f}", video->frame_rate);
    fmt::format_to(out, ",CODECS=\"{}{}{}\"{}\n{}\n", init.codec, audio != nullptr ? "," : "", audio_codec,
                   audio != nullptr ? ",AUDIO=\"audio\"" : "", with_query(video->name + "/live.m3u8", query));
  }
  return text;
}

}  // namespace vtp::media
