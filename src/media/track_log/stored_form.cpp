#include "media/track_log/stored_form.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/try.h"
#include "media/files.h"
#include "media/live/live_names.h"
#include "media/mp4/rendition.h"

namespace vtp::media {
namespace {

/// Where a track begins, also after a pause, it may take a moment until there is something.
constexpr double bridged_hole_seconds = 0.5;

/// Initialisation segments that segments refer to, equal ones once, in the order of their use.
class UsedInits {
 public:
  explicit UsedInits(const TrackIndex& track) : number_of_(track.inits.size(), 0) {
    for (const auto& segment : track.segments) {
      if (segment.is_gap) continue;
      const auto& init = track.inits[segment.init];
      const auto known = std::ranges::find_if(list_, [&](const auto* one) { return *one == init; });
      number_of_[segment.init] = static_cast<std::uint16_t>(known - list_.begin());
      if (known == list_.end()) list_.push_back(&init);
    }
  }

  [[nodiscard]] const std::vector<const InitVersion*>& list() const { return list_; }
  [[nodiscard]] std::uint16_t number_of(std::uint16_t version) const { return number_of_[version]; }

 private:
  std::vector<const InitVersion*> list_;
  std::vector<std::uint16_t> number_of_;
};

class Joiner {
 public:
  Joiner(const TrackIndex& track, double aim_seconds)
      : track_(track),
        inits_(track),
        aim_(std::max<std::uint64_t>(static_cast<std::uint64_t>(std::llround(aim_seconds * track.timescale)),
                                     1)),
        slack_(aim_ / 10),
        bridged_(static_cast<std::uint64_t>(bridged_hole_seconds * track.timescale)) {}

  SegmentIndex join() {
    SegmentIndex index{
        .kind = track_.kind, .timescale = track_.timescale, .codec = {}, .segments = {}, .inits = {}};
    if (inits_.list().empty()) return index;
    for (const auto* init : inits_.list())
      index.inits.push_back({init->codec, init->size, static_cast<std::uint32_t>(init->bytes.size())});
    index.codec = index.inits.front().codec;
    index.init_size = index.inits.front().bytes;
    for (const auto& segment : track_.segments) add(segment);
    add_gap_until(track_.end_time());
    index.start = start_;
    index.segments = std::move(segments_);
    return index;
  }

 private:
  /// Segments of all tracks that begin near the same multiple of the aim are in the same cell.
  [[nodiscard]] std::uint64_t cell_of(std::uint64_t ticks) const { return (ticks + slack_) / aim_; }

  void add(const LoggedSegment& segment) {
    if (segment.stretch != stretch_) {
      add_gap_until(gap_end_);
      stretch_ = segment.stretch;
      begins_stretch_ = true;
    }
    if (segment.is_gap) {
      gap_end_ = segment.end();
      return;
    }
    fill_until(segment.start);
    if (can_join(segment)) {
      segments_.back().duration += segment.end() - end_;
      segments_.back().size += static_cast<std::uint32_t>(segment.size);
    } else {
      push(segment.end() - segment.start, static_cast<std::uint32_t>(segment.size),
           inits_.number_of(segment.init));
      cell_ = cell_of(segment.start);
    }
    end_ = gap_end_ = segment.end();
  }

  [[nodiscard]] bool can_join(const LoggedSegment& segment) const {
    if (segments_.empty() || segments_.back().is_gap() || begins_stretch_) return false;
    if (segments_.back().init != inits_.number_of(segment.init)) return false;
    if (segments_.back().size + segment.size > mp4::max_segment_size) return false;
    return cell_of(segment.start) == cell_ || !segment.is_independent;
  }

  /// Whatever is missing before a segment that begins at `start`.
  void fill_until(std::uint64_t start) {
    const bool is_known_gap = gap_end_ > end_;
    if (!is_known_gap && start - end_ < bridged_) {
      if (segments_.empty()) start_ = start;
      if (!segments_.empty()) segments_.back().duration += start - end_;
      end_ = start;
    } else {
      add_gap_until(start);
    }
  }

  void add_gap_until(std::uint64_t end) {
    while (end_ < end) {
      const auto next = (cell_of(end_) + 1) * aim_;
      const auto until = end <= next + slack_ ? end : next;
      push(until - end_, 0, segments_.empty() ? 0 : segments_.back().init);
      end_ = until;
    }
  }

  void push(std::uint64_t duration, std::uint32_t size, std::uint16_t init) {
    segments_.push_back({duration, size, init, begins_stretch_});
    begins_stretch_ = false;
  }

  const TrackIndex& track_;
  UsedInits inits_;
  std::uint64_t aim_, slack_, bridged_;  // ticks
  std::vector<Segment> segments_;
  std::uint64_t start_ = 0;              // of the first one, in ticks
  std::uint64_t end_ = 0, gap_end_ = 0;  // of what is in segments_, and of the gap after it, in ticks
  std::uint64_t cell_ = 0;               // of the last segment
  std::uint16_t stretch_ = 0;
  bool begins_stretch_ = false;
};

}  // namespace

SegmentIndex segment_index_of(const TrackIndex& track, double aim_seconds) {
  return Joiner(track, aim_seconds).join();
}

Result<void> write_inits(const TrackIndex& track, const std::filesystem::path& folder) {
  const UsedInits inits(track);
  for (std::size_t number = 0; number < inits.list().size(); ++number)
    VTP_CHECK(write_file(folder / init_version_name(number), inits.list()[number]->bytes));
  return {};
}

}  // namespace vtp::media
