#include "media/dash.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "media/dash_text.h"
#include "media/names.h"
#include "media/text_lines.h"

namespace vtp::media {
namespace {

class ManifestWriter : TextLines {
 public:
  ManifestWriter(const Presentation& presentation, std::string_view query)
      : presentation_(presentation), query_(dash_template_query(query)) {}

  std::string write() {
    double seconds = presentation_.audio ? presentation_.audio->index.duration_seconds() : 0;
    for (const auto& video : presentation_.videos)
      seconds = std::max(seconds, video.index.duration_seconds());
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(
        "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-live:2011\" "
        "type=\"static\" mediaPresentationDuration=\"PT{:.3f}S\" minBufferTime=\"PT2S\">",
        seconds);
    line("  <Period id=\"0\" start=\"PT0S\">");
    if (!presentation_.videos.empty()) video_set();
    if (presentation_.audio) audio_set(*presentation_.audio);
    line("  </Period>");
    line("</MPD>");
    return take_text();
  }

 private:
  void video_set() {
    line(
        "    <AdaptationSet id=\"0\" contentType=\"video\" mimeType=\"video/mp4\" segmentAlignment=\"true\" "
        "startWithSAP=\"1\">");
    for (const auto& video : presentation_.videos) {
      line(
          "      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{:.0f}\" width=\"{}\" height=\"{}\" "
          "frameRate=\"{}\" sar=\"1:1\">",
          video.name, video.index.codec, std::ceil(video.index.peak_bandwidth()), video.size.width,
          video.size.height, dash_rate(video.frame_rate));
      segments(video.index);
      line("      </Representation>");
    }
    line("    </AdaptationSet>");
  }

  void audio_set(const AudioRendition& audio) {
    line(
        "    <AdaptationSet id=\"1\" contentType=\"audio\" mimeType=\"audio/mp4\" segmentAlignment=\"true\" "
        "startWithSAP=\"1\">");
    line("      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{:.0f}\" audioSamplingRate=\"{}\">",
         audio.name, audio.index.codec, std::ceil(audio.index.peak_bandwidth()), audio.index.timescale);
    line(
        "        <AudioChannelConfiguration "
        "schemeIdUri=\"urn:mpeg:dash:23003:3:audio_channel_configuration:2011\" "
        "value=\"2\"/>");
    segments(audio.index);
    line("      </Representation>");
    line("    </AdaptationSet>");
  }

  void segments(const SegmentIndex& index) {
    line(
        "        <SegmentTemplate timescale=\"{}\" presentationTimeOffset=\"{}\" startNumber=\"0\" "
        "initialization=\"$RepresentationID$/{}{}\" media=\"$RepresentationID$/seg-$Number%05d$.m4s{}\">",
        index.timescale, index.start, init_name, query_, query_);
    line("          <SegmentTimeline>");
    for (std::size_t first = 0; first < index.segments.size();) {
      const auto duration = index.segments[first].duration;
      auto last = first + 1;
      while (last < index.segments.size() && index.segments[last].duration == duration) ++last;
      const auto start = first == 0 ? fmt::format(" t=\"{}\"", index.start) : std::string();
      const auto repeats = last - first > 1 ? fmt::format(" r=\"{}\"", last - first - 1) : std::string();
      line("            <S{} d=\"{}\"{}/>", start, duration, repeats);
      first = last;
    }
    line("          </SegmentTimeline>");
    line("        </SegmentTemplate>");
  }

  const Presentation& presentation_;
  std::string query_;
};

}  // namespace

std::string dash_manifest(const Presentation& presentation, std::string_view query) {
  return ManifestWriter(presentation, query).write();
}

}  // namespace vtp::media
