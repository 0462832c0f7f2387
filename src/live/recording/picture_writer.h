// Pictures on the time of the recording. Each is shown until the next one comes.
#pragma once

#include <optional>

#include "live/recording/track_writer.h"

namespace vtp::live {

class PictureWriter final : public TrackWriter {
 public:
  using TrackWriter::TrackWriter;

  Result<void> add(CodedFrame frame, rtc::Instant captured_at) override;
  void on_new_stream() override;

 private:
  Result<void> close_last() override;
  [[nodiscard]] std::optional<std::uint64_t> held_until() const override;

  [[nodiscard]] bool begins_soon(std::uint64_t time) const;
  Result<void> begin_early(CodedFrame frame, std::uint64_t time);
  Result<void> begin(CodedFrame frame, std::uint64_t start);
  Result<void> go_on(CodedFrame frame, std::uint64_t time, std::uint64_t last_time);

  std::optional<TrackSample> last_;  // without its duration
  std::uint64_t last_time_ = 0;      // ticks; its start is another if the clock was corrected
  std::uint64_t usual_ = 0;          // ticks from a picture to the next; 0: not known
  media::TrackFormat format_;
};

}  // namespace vtp::live
