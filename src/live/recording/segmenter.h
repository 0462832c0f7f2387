// Cuts the samples of one track into parts and segments, and appends them to its log.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "media/cmaf/track_format.h"
#include "media/track_log/track_log.h"
#include "rtc/instant.h"

namespace vtp::live {

/// The same for all tracks of a recording, so that their segments begin at the same moments.
struct SegmentRules {
  rtc::Duration part = std::chrono::milliseconds(500);
  rtc::Duration segment = std::chrono::seconds(2);
  /// No segment is longer, though no key frame may come (EXT-X-TARGETDURATION).
  rtc::Duration longest = std::chrono::seconds(4);
};

struct TrackSample {
  std::uint64_t start = 0;     // ticks of media time
  std::uint32_t duration = 0;  // ticks, not 0
  bool is_key = false;
  std::string data;
};

class Segmenter {
 public:
  /// The timescale is the log's.
  Segmenter(media::TrackLog& log, const SegmentRules& rules);

  /// Ends the open segment if what follows is coded otherwise than before.
  Result<void> set_format(const media::TrackFormat& format);

  /// The sample that is added next is followed by one with that start: does a segment begin with that?
  [[nodiscard]] bool begins_segment(std::uint64_t start, bool is_key) const;
  /// Follows the one before without a gap, or begins a segment.
  Result<void> add(TrackSample sample, bool ends_segment);
  /// Nothing more comes for a while: what there is is written.
  Result<void> interrupt();

  /// Nothing has been written yet, or not since a pause.
  [[nodiscard]] bool is_fresh() const { return is_fresh_; }
  /// The track begins then rather than where it is. Only if it is fresh.
  void begin_at(std::uint64_t start) { end_ = start; }

  /// From the end of what there is until then nothing came. After interrupt().
  Result<void> fill_gap(std::uint64_t until, media::GapReason reason);
  /// The same, but only whole segments, as far as time has come: somebody waits for them.
  Result<void> fill_whole_gaps(std::uint64_t now, media::GapReason reason);
  /// The picture before was held, or sound was made up.
  Result<void> note_bridged(std::uint64_t start, std::uint64_t duration, media::GapReason reason);
  /// After a pause. After interrupt().
  Result<void> begin_stretch(Timestamp epoch, std::uint64_t start);

  /// Where the samples end, those included that are not written yet.
  [[nodiscard]] std::uint64_t end() const { return end_; }
  [[nodiscard]] std::uint32_t timescale() const { return timescale_; }
  [[nodiscard]] std::uint64_t ticks(rtc::Duration duration) const;

 private:
  /// Which of the equally long pieces of time a segment that begins then belongs to.
  [[nodiscard]] std::uint64_t cell(std::uint64_t start) const { return (start + early_) / segment_; }
  Result<void> write_part(bool ends_segment);

  media::TrackLog& log_;
  std::uint32_t timescale_;
  bool is_video_;
  std::uint64_t part_, segment_, longest_;  // ticks
  std::uint64_t early_ = 0;                 // ticks by which a key frame may come before its time
  Timestamp epoch_;
  media::TrackFormat format_;
  bool has_format_ = false;
  std::uint32_t parts_written_ = 0;
  bool is_fresh_ = true;
  bool is_open_ = false;              // a segment is
  std::uint64_t segment_start_ = 0;   // ticks
  std::uint64_t end_ = 0;             // ticks
  std::uint64_t part_duration_ = 0;   // ticks
  std::vector<TrackSample> samples_;  // of the part that is not written yet
};

}  // namespace vtp::live
