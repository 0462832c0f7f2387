#include "media/live/live_dash.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "media/dash_text.h"
#include "media/live/dash_periods.h"
#include "media/live/live_names.h"
#include "media/text_lines.h"

namespace vtp::media {
namespace {

std::string iso_duration(std::uint64_t micros) {
  return fmt::format("PT{}.{:03}S", micros / 1'000'000, micros / 1'000 % 1'000);
}

class LiveManifest : TextLines {
 public:
  LiveManifest(const LivePresentation& presentation, const LiveTiming& timing, Timestamp now,
               std::string_view query)
      : timing_(timing), now_(now), query_(dash_template_query(query)) {
    for (const auto& video : presentation.videos) add(video);
    if (presentation.audio) add(*presentation.audio);
    for (const auto* const rendition : renditions_) {
      indexes_.push_back(rendition->index);
      timelines_.push_back(dash_timeline(*rendition->index, first_live_segment(*rendition->index, timing)));
    }
    periods_ = dash_periods(timelines_);
    is_live_ = std::ranges::any_of(indexes_, [](const TrackIndex* index) { return !index->end; });
  }

  std::string write() {
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    write_root();
    for (const auto& period : periods_) write_period(period);
    // Players measure against our clock rather than theirs.
    if (is_live_)
      line("  <UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:direct:2014\" value=\"{}\"/>", to_rfc3339(now_));
    line("</MPD>");
    return take_text();
  }

 private:
  /// A rendition of which nothing has come cannot be described.
  void add(const LiveRendition& rendition) {
    if (!rendition.index->inits.empty()) renditions_.push_back(&rendition);
  }

  [[nodiscard]] Timestamp begin() const {
    return indexes_.empty() ? now_ : indexes_.front()->stretches.front().epoch;
  }
  [[nodiscard]] std::uint64_t end() const {
    std::uint64_t latest = 0;
    for (const auto* const index : indexes_)
      latest = std::max(latest, ticks_to_microseconds(index->end_time(), index->timescale));
    return latest;
  }

  void write_root() {
    constexpr std::string_view profile =
        "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-live:2011\"";
    if (!is_live_) {
      line("{} type=\"static\" mediaPresentationDuration=\"{}\" minBufferTime=\"PT2S\">", profile,
           iso_duration(end()));
      return;
    }
    const auto window = timing_.window.count() == 0
                            ? std::string()
                            : fmt::format(" timeShiftBufferDepth=\"PT{}S\"",
                                          std::max(timing_.window, timing_.target * 3).count());
    line(
        "{} type=\"dynamic\" availabilityStartTime=\"{}\" publishTime=\"{}\" minimumUpdatePeriod=\"PT{}S\" "
        "suggestedPresentationDelay=\"PT{}S\"{} minBufferTime=\"PT2S\">",
        profile, to_rfc3339(begin()), to_rfc3339(now_), std::max<std::int64_t>(timing_.target.count() / 2, 1),
        timing_.target.count() * 2, window);
  }

  /// While it runs, the presentation is as long as the clock says, pauses included; afterwards they are cut.
  [[nodiscard]] std::uint64_t start_of(const DashPeriod& period) const {
    if (!is_live_) return period.start;
    const auto epoch =
        indexes_.front()
            ->stretches.at(std::min<std::size_t>(period.stretch, indexes_.front()->stretches.size() - 1))
            .epoch;
    return period.start + static_cast<std::uint64_t>((epoch - begin()).count());
  }

  void write_period(const DashPeriod& period) {
    line("  <Period id=\"{}\" start=\"{}\">", period.start, iso_duration(start_of(period)));
    write_set(period, TrackKind::video, 0);
    write_set(period, TrackKind::audio, 1);
    line("  </Period>");
  }

  void write_set(const DashPeriod& period, TrackKind kind, int id) {
    bool is_open = false;
    for (std::size_t i = 0; i < renditions_.size(); ++i) {
      if (indexes_[i]->kind != kind || !period.runs[i]) continue;
      const auto* const name = kind == TrackKind::video ? "video" : "audio";
      if (!is_open)
        line(
            "    <AdaptationSet id=\"{}\" contentType=\"{}\" mimeType=\"{}/mp4\" segmentAlignment=\"true\" "
            "startWithSAP=\"1\">",
            id, name, name);
      is_open = true;
      write_representation(period, i, *period.runs[i]);
    }
    if (is_open) line("    </AdaptationSet>");
  }

  void write_representation(const DashPeriod& period, std::size_t number, const SegmentRun& run) {
    const auto& rendition = *renditions_[number];
    const auto& index = *rendition.index;
    const auto version = index.segments[run.first].init;
    const auto& init = index.inits[version];
    const auto bandwidth = std::max<std::uint64_t>(measured_bandwidth(index).peak, 1);
    if (index.kind == TrackKind::video) {
      const auto rate = rendition.frame_rate > 0
                            ? fmt::format(" frameRate=\"{}\"", dash_rate(rendition.frame_rate))
                            : std::string();
      line("      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{}\" width=\"{}\" height=\"{}\"{}>",
           rendition.name, init.codec, bandwidth, init.size.width, init.size.height, rate);
    } else {
      line("      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{}\" audioSamplingRate=\"{}\">",
           rendition.name, init.codec, bandwidth, index.timescale);
    }
    line(
        "        <SegmentTemplate timescale=\"{}\" presentationTimeOffset=\"{}\" startNumber=\"{}\" "
        "initialization=\"$RepresentationID$/{}{}\" media=\"$RepresentationID$/live-$Number$.m4s{}\">",
        index.timescale, microseconds_to_ticks(period.start, index.timescale), run.first,
        init_version_name(version), query_, query_);
    line("{}", dash_segment_timeline(timelines_[number], run, "          "));
    line("        </SegmentTemplate>");
    line("      </Representation>");
  }

  const LiveTiming& timing_;
  Timestamp now_;
  std::string query_;
  std::vector<const LiveRendition*> renditions_;
  std::vector<const TrackIndex*> indexes_;
  std::vector<DashTimeline> timelines_;
  std::vector<DashPeriod> periods_;
  bool is_live_ = false;
};

}  // namespace

std::string live_dash_manifest(const LivePresentation& presentation, const LiveTiming& timing, Timestamp now,
                               std::string_view query) {
  return LiveManifest(presentation, timing, now, query).write();
}

}  // namespace vtp::media
