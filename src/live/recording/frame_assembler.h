// Puts the packets of one stream together to frames again. The packets come in order; what is missing is
// said.
#pragma once

#include <vector>

#include "live/recording/coded_frame.h"
#include "live/recording/jitter_buffer.h"

namespace vtp::live {

class FrameAssembler {
 public:
  virtual ~FrameAssembler() = default;

  /// `follows_loss`: packets before this one are missing. Appends the frames that have become complete.
  virtual void push(const BufferedPacket& packet, bool follows_loss, std::vector<CodedFrame>& complete) = 0;
};

/// No picture that browsers send is larger; more is an attack on our memory.
inline constexpr std::size_t largest_frame = std::size_t{8} << 20U;

}  // namespace vtp::live
