// Any bytes as packets of H.264 or VP8, each with its length and what its header says before it, on their way
// into samples and descriptions of a track. The first byte chooses the codec.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "live/recording/h264_assembler.h"
#include "live/recording/vp8_assembler.h"
#include "media/bitstreams/h264_units.h"
#include "media/cmaf/init_segment.h"
#include "media/mp4/track.h"

namespace {

using namespace vtp;

void require(bool condition) {
  if (!condition) std::abort();
}

void assemble(live::FrameAssembler& assembler, rtc::Bytes bytes, bool is_h264) {
  std::vector<live::CodedFrame> frames;
  std::uint32_t timestamp = 0;
  for (rtc::ByteReader rest(bytes); rest.rest().size() > 1;) {
    const unsigned header = rest.u8();
    const auto payload = rest.take(std::min<std::size_t>(rest.u8(), rest.rest().size()));
    timestamp += header >> 6U;
    assembler.push({.timestamp = timestamp,
                    .marker = (header & 1U) != 0,
                    .arrived_at = {},
                    .payload = {payload.begin(), payload.end()}},
                   (header & 2U) != 0, frames);
  }
  for (const auto& frame : frames) {
    require(frame.is_key == frame.format.has_value());
    if (is_h264) require(media::split_sample(frame.data).has_value());
    if (!frame.format) continue;
    const auto track = media::mp4::parse_init(media::write_init_segment(*frame.format));
    require(track && track->codec == frame.format->codec);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const rtc::Bytes bytes(data + 1, size - 1);
  live::H264Assembler h264;
  live::Vp8Assembler vp8;
  if (data[0] % 2 == 0)
    assemble(h264, bytes, true);
  else
    assemble(vp8, bytes, false);
  return 0;
}
