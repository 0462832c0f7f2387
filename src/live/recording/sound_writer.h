// Packets of Opus on the time of the recording. Each lasts as long as it says; the clock of its sender is
// followed in steps that nobody hears.
#pragma once

#include <optional>

#include "live/recording/track_writer.h"

namespace vtp::live {

class SoundWriter final : public TrackWriter {
 public:
  using TrackWriter::TrackWriter;

  Result<void> add(CodedFrame frame, rtc::Instant captured_at) override;

 private:
  Result<void> close_last() override;
  [[nodiscard]] std::optional<std::uint64_t> held_until() const override;

  Result<void> begin(CodedFrame frame, std::uint64_t start, std::uint64_t duration);
  /// Packets of no sound, which decoders conceal, from the end of the last one on. Gives where they end.
  Result<std::uint64_t> bridge(std::uint64_t missing, bool is_lost);
  [[nodiscard]] std::uint64_t expected() const { return last_->start + last_duration_; }

  std::optional<TrackSample> last_;  // its duration is changed by what follows
  std::uint64_t last_duration_ = 0;  // ticks, as it says itself
};

}  // namespace vtp::live
