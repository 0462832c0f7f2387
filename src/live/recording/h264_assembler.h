// Pictures of H.264 from packets (RFC 6184: single units, STAP-A, FU-A), as samples with their parameters set
// apart (ISO/IEC 14496-15, "avc1").
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/recording/frame_assembler.h"

namespace vtp::live {

class H264Assembler final : public FrameAssembler {
 public:
  void push(const BufferedPacket& packet, bool follows_loss, std::vector<CodedFrame>& complete) override;

 private:
  void begin(const BufferedPacket& packet, bool follows_loss);
  void add_payload(std::string_view payload);
  void add_aggregate(std::string_view units);
  void add_fragment(std::string_view payload);
  void add_unit(std::string_view unit);
  void note_slice(std::string_view unit);
  void keep_sequence(std::string_view unit);
  void keep_picture_parameters(std::string_view unit);
  void finish(std::vector<CodedFrame>& complete);
  [[nodiscard]] std::optional<media::TrackFormat> format() const;

  // The picture that is being put together.
  bool is_open_ = false;
  bool is_damaged_ = false;  // packets of it are missing or make no sense
  bool has_key_slice_ = false;
  bool has_other_slice_ = false;
  bool has_sequence_ = false;
  bool begins_after_loss_ = false;
  CodedFrame frame_;
  std::string fragment_;  // the unit that comes in pieces; empty: none does

  bool has_lost_ = false;                          // before the picture, since the last one that was given
  bool is_broken_ = true;                          // pictures refer to what is missing, until a key picture
  std::string sequence_;                           // the unit
  std::map<std::uint32_t, std::string> pictures_;  // units of picture parameters by their ids
};

}  // namespace vtp::live
