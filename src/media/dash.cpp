#include "media/dash.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "media/dash_text.h"
#include "media/live/dash_periods.h"
#include "media/live/live_names.h"
#include "media/text_lines.h"

namespace vtp::media {
namespace {

std::string iso_duration(std::uint64_t micros) {
  if (micros == 0) return "PT0S";
  return fmt::format("PT{}.{:06}S", micros / 1'000'000, micros % 1'000'000);
}

class ManifestWriter : TextLines {
 public:
  ManifestWriter(const Presentation& presentation, std::string_view query)
      : presentation_(presentation), query_(dash_template_query(query)) {
    for (const auto& video : presentation.videos) timelines_.push_back(dash_timeline(video.index));
    if (presentation.audio) timelines_.push_back(dash_timeline(presentation.audio->index));
  }

  std::string write() {
    double seconds = presentation_.audio ? presentation_.audio->index.duration_seconds() : 0;
    for (const auto& video : presentation_.videos)
      seconds = std::max(seconds, video.index.duration_seconds());
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(
        "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-live:2011\" "
        "type=\"static\" mediaPresentationDuration=\"PT{:.3f}S\" minBufferTime=\"PT2S\">",
        seconds);
    auto periods = dash_periods(timelines_);
    // A static presentation begins at 0, also when nothing was recorded in its first moments.
    if (!periods.empty()) periods.front().start = 0;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      line("  <Period id=\"{}\" start=\"{}\">", i, iso_duration(periods[i].start));
      video_set(periods[i]);
      audio_set(periods[i]);
      line("  </Period>");
    }
    line("</MPD>");
    return take_text();
  }

 private:
  void video_set(const DashPeriod& period) {
    bool is_open = false;
    for (std::size_t i = 0; i < presentation_.videos.size(); ++i) {
      if (!period.runs[i]) continue;
      if (!is_open)
        line(
            "    <AdaptationSet id=\"0\" contentType=\"video\" mimeType=\"video/mp4\" "
            "segmentAlignment=\"true\" startWithSAP=\"1\">");
      is_open = true;
      video_representation(period, i);
    }
    if (is_open) line("    </AdaptationSet>");
  }

  void video_representation(const DashPeriod& period, std::size_t number) {
    const auto& video = presentation_.videos[number];
    const auto& run = *period.runs[number];
    auto codec = video.index.codec;
    auto size = video.size;
    if (video.index.is_log()) {
      const auto& init = video.index.inits[video.index.segments[run.first].init];
      codec = init.codec;
      size = init.picture;
    }
    const auto rate =
        video.frame_rate > 0 ? fmt::format(" frameRate=\"{}\"", dash_rate(video.frame_rate)) : std::string();
    line(
        "      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{:.0f}\" width=\"{}\" height=\"{}\"{} "
        "sar=\"1:1\">",
        video.name, codec, std::ceil(video.index.peak_bandwidth()), size.width, size.height, rate);
    segments(video.index, timelines_[number], run, period);
    line("      </Representation>");
  }

  void audio_set(const DashPeriod& period) {
    const auto number = presentation_.videos.size();
    if (!presentation_.audio || !period.runs[number]) return;
    const auto& audio = *presentation_.audio;
    line(
        "    <AdaptationSet id=\"1\" contentType=\"audio\" mimeType=\"audio/mp4\" segmentAlignment=\"true\" "
        "startWithSAP=\"1\">");
    line("      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{:.0f}\" audioSamplingRate=\"{}\">",
         audio.name, audio.index.codec, std::ceil(audio.index.peak_bandwidth()), audio.index.timescale);
    line(
        "        <AudioChannelConfiguration "
        "schemeIdUri=\"urn:mpeg:dash:23003:3:audio_channel_configuration:2011\" "
        "value=\"2\"/>");
    segments(audio.index, timelines_[number], *period.runs[number], period);
    line("      </Representation>");
    line("    </AdaptationSet>");
  }

  void segments(const SegmentIndex& index, const DashTimeline& timeline, const SegmentRun& run,
                const DashPeriod& period) {
    line(
        "        <SegmentTemplate timescale=\"{}\" presentationTimeOffset=\"{}\" startNumber=\"{}\" "
        "initialization=\"$RepresentationID$/{}{}\" media=\"$RepresentationID$/seg-$Number%05d$.m4s{}\">",
        index.timescale, index.origin() + microseconds_to_ticks(period.start, index.timescale), run.first,
        init_version_name(index.segments[run.first].init), query_, query_);
    line("{}", dash_segment_timeline(timeline, run, "          "));
    line("        </SegmentTemplate>");
  }

  const Presentation& presentation_;
  std::string query_;
  std::vector<DashTimeline> timelines_;  // of the videos, then of the sound
};

}  // namespace

std::string dash_manifest(const Presentation& presentation, std::string_view query) {
  return ManifestWriter(presentation, query).write();
}

}  // namespace vtp::media
