// Samples to AAC-LC, by libavcodec, which sees nothing but samples of ours.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "media/bitstreams/aac_configuration.h"

namespace vtp::media {

/// Of one channel at `mixing_rate`. Every frame of samples becomes one packet: the n-th packet, decoded after
/// those before it, is the n-th frame, without any delay. It comes when two more frames are known.
class AacEncoder {
 public:
  /// `bit_rate` a second. The first one in a process takes a tenth of a second (libav.h).
  static Result<std::unique_ptr<AacEncoder>> create(int bit_rate);
  ~AacEncoder();

  [[nodiscard]] static AacConfiguration configuration();

  /// `samples` are aac_frame_samples between -1 and 1. Appends the packets that have become complete.
  Result<void> encode(std::span<const float> samples, std::vector<std::string>& packets);
  /// Appends what is left. Nothing can be encoded after that.
  Result<void> finish(std::vector<std::string>& packets);

 private:
  struct State;
  explicit AacEncoder(std::unique_ptr<State> state);
  Result<void> receive(std::vector<std::string>& packets);

  std::unique_ptr<State> state_;
};

}  // namespace vtp::media
