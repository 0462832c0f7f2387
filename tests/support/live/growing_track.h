// The log of a track in a temporary folder, to which a test appends parts of half a second, four a segment.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "live/running_recordings.h"
#include "media/track_log/track_log.h"
#include "support/database/temporary_directory.h"

namespace vtp::testing {

class GrowingTrack {
 public:
  static constexpr std::uint32_t part_ticks = 500;
  static constexpr int parts_a_segment = 4;

  explicit GrowingTrack(std::string name, media::PictureSize size = {1280, 720}) : name_(std::move(name)) {
    const bool is_video = name_ != "audio";
    kind_ = is_video ? media::TrackKind::video : media::TrackKind::audio;
    log_ = media::TrackLog::create(
               folder_.path() / "track",
               {.kind = kind_, .timescale = 1000, .epoch = Timestamp(std::chrono::seconds(1'000))})
               .value();
    EXPECT_TRUE(log_->append_init({.codec = is_video ? "avc1.42C01F" : "opus",
                                   .size = is_video ? size : media::PictureSize{},
                                   .bytes = "init of " + name_}));
  }

  void append_parts(int count) {
    for (int i = 0; i < count; ++i, ++parts_)
      EXPECT_TRUE(log_->append_part({.start = static_cast<std::uint64_t>(parts_) * part_ticks,
                                     .duration = part_ticks,
                                     .is_independent = parts_ % parts_a_segment == 0,
                                     .ends_segment = parts_ % parts_a_segment == parts_a_segment - 1},
                                    bytes_of(parts_)));
  }
  void end() { EXPECT_TRUE(log_->end()); }

  /// Of the part, counted from the beginning.
  [[nodiscard]] std::string bytes_of(int part) const {
    return name_ + " part " + std::to_string(part) + std::string(50, '.');
  }
  [[nodiscard]] live::RunningTrack running() const {
    return {.rendition = name_, .log = log_, .kind = kind_, .frame_rate = name_ == "audio" ? 0.0 : 30.0};
  }

 private:
  TemporaryDirectory folder_;
  std::string name_;
  media::TrackKind kind_ = media::TrackKind::video;
  std::shared_ptr<media::TrackLog> log_;
  int parts_ = 0;
};

}  // namespace vtp::testing
