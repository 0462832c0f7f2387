// Frames of VP8 from packets (RFC 7741). What is lost of the higher temporal layers does not harm the others.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "live/recording/frame_assembler.h"
#include "rtc/payload/vp8.h"

namespace vtp::live {

class Vp8Assembler final : public FrameAssembler {
 public:
  void push(const BufferedPacket& packet, bool follows_loss, std::vector<CodedFrame>& complete) override;

 private:
  void begin(const BufferedPacket& packet, const rtc::Vp8Descriptor& descriptor);
  void finish(std::vector<CodedFrame>& complete);
  void note_loss();
  /// Are all the frames there that the open one refers to?
  bool is_decodable();

  bool is_open_ = false;
  bool is_damaged_ = false;
  CodedFrame frame_;
  rtc::Vp8Descriptor descriptor_;  // of its first packet

  bool has_lost_ = false;           // since the last frame that was given
  bool is_base_uncertain_ = false;  // frames are missing, perhaps of the lowest layer
  bool is_base_broken_ = true;      // the lowest layer is missing one
  std::uint8_t intact_layers_ = 0;  // the highest temporal layer of which nothing is missing
  std::optional<std::uint8_t> last_base_;
};

}  // namespace vtp::live
